"""A page about no single object is not there for those who may not do what it is for."""

from django.http import Http404

from organisation.models import Unit


def units_where(person, act):
    """The units in which she may do this; 404 when there is none."""
    units = Unit.objects.run_by(person, act)
    if not units.exists():
        raise Http404
    return units
