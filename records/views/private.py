"""What every page of the records has in common."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.cache import never_cache

from organisation.models import Unit
from organisation.rights import Act


def private(view):
    """Signed in, and `Cache-Control: no-store`: nothing about a person stays in a browser."""
    return never_cache(login_required(view))


def own_villages(person):
    return list(Unit.objects.run_by(person, Act.KEEP_RECORDS).villages().now())


def own_village(request):
    """The village she keeps, or the one she chose of several."""
    villages = own_villages(request.user)
    chosen = request.POST.get("village") or request.GET.get("village")
    wanted = [unit for unit in villages if chosen in (None, "", unit.code)]
    if not wanted:
        raise Http404
    return wanted[0]


def answers(request):
    """What was typed: also when nothing was."""
    return request.POST if request.method == "POST" else None
