"""A page about no single object is not there for those who may not do what it is for."""

from django.http import Http404

from organisation.models import Unit


def unit_asked_for(request, act):
    """`?unit=`: a unit in which she may do this, by its code; None when none is asked for."""
    code = request.GET.get("unit")
    if not code:
        return None
    units = Unit.objects.run_by(request.user, act)
    unit = units.filter(code=code).order_by("-valid_from").first()
    if unit is None:
        raise Http404
    return unit


def units_where(person, act):
    """The units in which she may do this; 404 when there is none."""
    units = Unit.objects.run_by(person, act)
    if not units.exists():
        raise Http404
    return units
