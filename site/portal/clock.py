"""What happens by the clock. One list: a reader finds every periodic work here.

Short work (seconds) is done in the clock's own process; daily work goes through the queue, once
a day, also when the clock was down at the hour (one prompt, not several).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from exams.services.analyses import queue_due
from exams.services.closing import close_due
from exams.services.exams import announce_due, close_rolls_due
from exams.services.outages import watch as make_up_for_outages
from exams.services.reminders import remind_due
from ledger.jobs import enqueue_once
from ledger.life import beat
from ledger.models import JobRun
from ledger.watch import queue_is_stuck

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    name: str
    every: int  # seconds
    work: Callable[[], object]


@dataclass(frozen=True)
class Daily:
    """A task that is due once a day from an hour on; `days` limits it to days of the month."""

    job: str  # dotted name of a task that takes the day as an ISO text
    at: time
    days: tuple[int, ...] = ()

    def key(self, day):
        return f"{self.job}:{day:%Y-%m-%d}"

    def is_due(self, moment):
        return moment.time() >= self.at and (not self.days or moment.day in self.days)


def live():
    beat("clock")


def publish_what_is_due():
    call_command("publish_scheduled", verbosity=0)


def watch_the_queue():
    """Asks the supervisor to restart the queue's whole group when nothing moves."""
    if queue_is_stuck():
        logger.error("The queue does not move: its group is restarted.")
        ask_for_restart("queue")


def ask_for_restart(name):
    folder = settings.VAR_DIR / "run"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"restart-{name}").touch()


def queue_daily(daily, moment):
    """Queues the task of the day unless it is queued, running or done."""
    key = daily.key(moment.date())
    if not daily.is_due(moment) or JobRun.objects.filter(key=key).exists():
        return False
    return enqueue_once(daily.job, moment.date().isoformat(), key=key)


def queue_what_is_due():
    moment = timezone.localtime()
    for daily in DAILIES:
        queue_daily(daily, moment)


TICKS = [
    Tick("sign of life", 10, live),
    # Before anything is closed or announced: what the server was away for is given back first.
    Tick("give time back after an outage", 10, make_up_for_outages),
    Tick("close sittings", 10, close_due),
    Tick("close rolls of exams", 30, close_rolls_due),
    Tick("announce results of exams", 30, announce_due),
    Tick("analyse exams", 60, queue_due),
    Tick("remind of exams", 60, remind_due),
    Tick("daily work", 30, queue_what_is_due),
    Tick("watch the queue", 60, watch_the_queue),
    Tick("publish pages", 300, publish_what_is_due),
]
DAILIES = [
    Daily("records.tasks.close_yesterday", at=time(0, 1)),
    Daily("exams.tasks.seal_yesterday", at=time(0, 20)),
    Daily("exams.tasks.check_seals", at=time(4)),
    Daily("intake.tasks.clear_old", at=time(3)),
    Daily("organisation.tasks.clear_old", at=time(3, 10)),
    Daily("competitions.tasks.remind_of_deadlines", at=time(7)),
    Daily("records.tasks.refresh_reminders", at=time(0, 10)),
    # Until the fifth, so that a clock that was down on the first makes up for it.
    Daily("notices.tasks.draft_last_month", at=time(6), days=(1, 2, 3, 4, 5)),
]


class Clock:
    """Runs every tick when it is due; one that fails is logged and does not stop the others."""

    def __init__(self, ticks):
        self.due = {tick: 0.0 for tick in ticks}

    def run_due(self, now):
        """`now` in seconds of any steady clock; returns the names of what ran."""
        ran = []
        for tick, due in self.due.items():
            if now >= due:
                self.due[tick] = now + tick.every
                ran.append(tick.name)
                try:
                    tick.work()
                except Exception:
                    logger.exception("The clock could not do: %s", tick.name)
        return ran
