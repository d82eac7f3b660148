"""Jobs that survive the queue: at least once in, exactly once in effect.

django-q2 counts an attempt only when a result is saved, so a job that kills its worker would
run for ever. Here the attempt is written before the work and the job is put aside after the
fifth (RELIABILITY.md §4).
"""

import logging
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.tasks import async_task

from ledger.models import JobAttempts, JobRun

logger = logging.getLogger(__name__)

MOST_STARTS = 5


def enqueue(function, *args, key):
    """Queues `function` (a dotted name) with these ids; `key` names its one effect.

    Call it inside the transaction that makes the job necessary: both are committed or lost
    together. A key that is done already, or put aside, is not run again.
    """
    async_task("ledger.jobs.perform", key, function, *args, task_name=key[:100])


def enqueue_once(function, *args, key):
    """Queues it unless it ever was, and says whether: for a clock that asks again and again."""
    with transaction.atomic():
        _attempts, new = JobAttempts.objects.get_or_create(key=key, defaults={"function": function})
        if new:
            enqueue(function, *args, key=key)
    return new


def reckons_first(function):
    """Marks a job that reckons for long: it writes nothing itself and returns what writes.

    It runs outside any transaction, so that nobody who saves meanwhile has to wait for it (SQLite
    knows one writer at a time); what it returns is called without arguments within one.
    """
    function.reckons_first = True
    return function


def perform(key, function, *args):
    """What the queue calls. The effect and the mark that it is done are one transaction."""
    if JobRun.objects.filter(key=key).exists() or not _begin(key, function):
        return "nothing to do"
    try:
        write = _writer(import_string(function), args)
        with transaction.atomic():
            JobRun.objects.create(key=key)
            result = write()
    except Exception as error:
        if JobRun.objects.filter(key=key).exists():
            return "done by another worker"
        JobAttempts.objects.filter(key=key).update(error=f"{type(error).__name__}: {error}"[:2000])
        raise
    return result if isinstance(result, str | int | None) else str(result)


def _writer(function, args):
    return function(*args) if hasattr(function, "reckons_first") else partial(function, *args)


def _begin(key, function):
    """Counts this start, in a transaction of its own; False once the job is put aside."""
    JobAttempts.objects.get_or_create(key=key, defaults={"function": function})
    begun = JobAttempts.objects.filter(key=key, parked=False, started__lt=MOST_STARTS).update(
        started=F("started") + 1, last_started_at=timezone.now()
    )
    if not begun and JobAttempts.objects.filter(key=key, parked=False).update(parked=True):
        logger.error("Job %s (%s) was begun %s times and is put aside.", key, function, MOST_STARTS)
    return bool(begun)


def parked():
    """Jobs that were put aside and need a person."""
    return JobAttempts.objects.filter(parked=True)
