"""The time on stage: taken by the timekeeper, charged by the rules, fixed by the lock."""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Timekeeper, Timing
from competitions.scoring.penalty import time_penalty
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import lock_performance, plain
from inbox import services as inbox
from ledger import log


def name_timekeeper(stage, timekeeper, person):
    """Who takes the time; a judge of the panel does not."""
    panel = getattr(stage, "panel", None)
    if panel and panel.seats.filter(judge=timekeeper).exists():
        raise ContestRefused(_("A judge of the panel cannot take the time."))
    try:
        with transaction.atomic():
            made = Timekeeper.objects.create(stage=stage, person=timekeeper)
            log.append(stage.log, "timekeeper named", person, timekeeper=str(timekeeper))
            inbox.send(
                [timekeeper],
                _("You take the time: %(stage)s") % {"stage": stage},
                url=reverse("competitions:timekeeping", args=[stage.pk]),
                key=f"competitions.timekeeper.{made.pk}",
            )
    except IntegrityError:
        raise ContestRefused(_("%(name)s takes the time already.") % {"name": timekeeper}) from None
    return made


@transaction.atomic
def dismiss_timekeeper(timekeeper, person):
    """What was noted stays."""
    Timekeeper.objects.filter(pk=timekeeper.pk).delete()
    log.append(timekeeper.stage.log, "timekeeper dismissed", person, timekeeper=str(timekeeper))


@transaction.atomic
def start(performance, person):
    """The clock of the server runs from now on."""
    performance = lock_performance(performance.pk)
    if not performance.is_open:
        raise ContestRefused(_("This entry is not on stage now."))
    if performance.timings.current().exists():
        raise ContestRefused(_("The time of this entry runs or is noted already."))
    Timing.objects.create(
        performance=performance,
        version=_next_version(performance),
        started_at=timezone.now(),
        taken_by=person,
    )
    log.append(performance.stage.log, "clock started", person, entry=str(performance.entry))


@transaction.atomic
def stop(performance, person):
    """Notes the seconds since the start; a second stop changes nothing."""
    performance = lock_performance(performance.pk)
    timing = performance.timings.current().first()
    if timing is None or not timing.is_running:
        raise ContestRefused(_("The clock does not run."))
    _note(performance, timing, timing.elapsed, "", person)


@transaction.atomic
def set_time(performance, seconds, person):
    """By hand, from a stop watch; put right until the result is locked."""
    performance = _unlocked(performance)
    _note(performance, _current_or_new(performance, person), seconds, "", person)


@transaction.atomic
def leave_untimed(performance, reason, person):
    """Nothing is taken off, and everybody can read why."""
    performance = _unlocked(performance)
    _note(performance, _current_or_new(performance, person), None, reason, person)


def _unlocked(performance):
    performance = lock_performance(performance.pk)
    if not (performance.is_open or performance.is_all_in):
        raise ContestRefused(_("The time can be noted while the entry is judged, not later."))
    return performance


def _current_or_new(performance, person):
    found = performance.timings.current().first()
    return found or Timing.objects.create(
        performance=performance, version=_next_version(performance), taken_by=person
    )


def _next_version(performance):
    return performance.timings.count() + 1


def _note(performance, timing, seconds, reason, person):
    points, line = charge(performance.stage, seconds)
    Timing.objects.filter(pk=timing.pk).update(
        seconds=seconds, reason=reason, points=points, line=line,
        taken_by=person, taken_at=timezone.now(),
    )  # fmt: skip
    log.append(
        performance.stage.log, "time noted", person,
        entry=str(performance.entry), seconds=seconds, points=plain(points), reason=reason,
    )  # fmt: skip


def charge(stage, seconds):
    """(points, line) by the rules of the stage; nothing where they say nothing of time."""
    rules = stage.rule_set.rules.time if stage.rule_set else None
    if rules is None or seconds is None:
        return Decimal(0), ""
    penalty = time_penalty(seconds, rules)
    return penalty.points, penalty.line or ""
