"""Signs of life of the long-running processes."""

from django.utils import timezone

from ledger.models import Heartbeat


def beat(name):
    """Writes a sign of life and returns how long ago the last one was, or None."""
    now = timezone.now()
    last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})
    return None if last is None else now - last
