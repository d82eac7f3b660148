"""Whether the queue still works.

An idle worker that is killed may leave a cluster that looks alive and takes no job for ever
(RELIABILITY.md §3); the only clean cure is to restart the whole group.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_q.models import OrmQ, Task

PATIENCE = timedelta(minutes=3)


def queue_is_stuck(now=None):
    """True when a job has waited three minutes and none has finished in that time."""
    now = now or timezone.now()
    retry = timedelta(seconds=settings.Q_CLUSTER["retry"])
    locks = OrmQ.objects.values_list("lock", flat=True)
    # A fetched job is locked until its retry; before that the lock is when it was queued.
    since = [lock - retry if lock > now else lock for lock in locks]
    if not since or min(since) > now - PATIENCE:
        return False
    return not Task.objects.filter(stopped__gt=now - PATIENCE).exists()
