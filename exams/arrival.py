"""When a request came in: at the county's door, before it queued for a free process."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

LONGEST_QUEUE = timedelta(minutes=2)
_KEPT = "exams.arrived"


def arrival_of(environ):
    """By the door's own note (X-Arrived), which replaces what a client sent; without it, now.

    Asked again, in another view of the same request, it is the same moment.
    """
    if _KEPT not in environ:
        environ[_KEPT] = _noted(environ.get("HTTP_X_ARRIVED", ""))
    return environ[_KEPT]


def _noted(note):
    now = timezone.now()
    # Only behind TLS is there a door of ours (deploy/nginx.conf); else anybody could write it.
    if not settings.TLS:
        return now
    try:
        noted = datetime.fromtimestamp(float(note), UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return noted if now - LONGEST_QUEUE <= noted <= now else now
