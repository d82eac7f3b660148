"""A tablet at a seat: what its session may, and for how long. It opens one pad and nothing else."""

import time

from django.contrib.auth import logout

from competitions.models import Seat, SeatKey
from organisation.periods import today

NAME = "seat"
LONGEST = 6 * 3600
SILENT = 30 * 60
STEP = 60


def begin(request, key):
    """Whoever was signed in on this tablet is signed out: it belongs to the seat now."""
    logout(request)
    now = int(time.time())
    request.session[NAME] = {"key": key.pk, "seat": key.seat_id, "began": now, "seen": now}
    request.session.set_expiry(LONGEST)


def was_begun(request):
    return NAME in request.session


def seat_of(request, pk):
    """The seat, if this tablet still has its key; the key is asked for each time."""
    kept = request.session.get(NAME)
    if not kept or kept["seat"] != pk or _is_over(kept, time.time()):
        return None
    key = SeatKey.objects.valid_on(today()).filter(pk=kept["key"], seat=pk)
    seat = Seat.objects.filter(keys__in=key).select_related("panel__stage__contest", "judge")
    found = seat.first()
    if found is not None and time.time() - kept["seen"] > STEP:
        request.session[NAME] = {**kept, "seen": int(time.time())}
    return found


def _is_over(kept, now):
    return now - kept["began"] > LONGEST or now - kept["seen"] > SILENT
