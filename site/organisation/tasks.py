"""Jobs of the organisation."""

from django.core.management import call_command
from django.utils import timezone

from organisation import throttle


def clear_old(day):
    """Daily: sessions and tries to sign in whose time is over. `day` is an ISO text."""
    call_command("clearsessions", verbosity=0)
    throttle.clear_old(timezone.now())
