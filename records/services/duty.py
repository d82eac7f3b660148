"""Duty days and 村日清: a list is opened, a day is cleared."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from organisation.duty_days import is_duty_day
from organisation.models import Unit
from records.models import DailyClose, DutyDay, Event, Reminder
from records.validations import RecordRefused


def listed_on(village, duty_day):
    """(new part, carried part, what the next list will bring) of a duty day's list."""
    mine = Reminder.objects.filter(village=village).with_home()
    return mine.new_on(duty_day), mine.carried_on(duty_day), mine.next_period_of(duty_day)


@transaction.atomic
def open_list(person, village, day):
    """Opens the list of a duty day once; opening it again changes nothing."""
    if not is_duty_day(day):
        raise RecordRefused("not-duty")
    mine = Reminder.objects.filter(village=village)
    ids = [*mine.carried_on(day).values_list("pk", flat=True)]
    ids += mine.new_on(day).values_list("pk", flat=True)
    duty, _new = DutyDay.objects.get_or_create(
        village=village,
        date=day,
        defaults={"opened_at": timezone.now(), "opened_by": person, "list_snapshot": ids},
    )
    return duty


def counts_of(village, day):
    """(entered, settled) on a day."""
    entered = Event.objects.filter(village=village, recorded_on=day).count()
    settled = Reminder.objects.filter(
        village=village,
        resolved_on=day,
        state__in=[Reminder.State.DONE, Reminder.State.DECLINED],
    ).count()
    return entered, settled


@transaction.atomic
def clear(person, village, day, nothing_happened=False):
    """村日清: the day has entries, or somebody says that nothing happened (零报告)."""
    entered, settled = counts_of(village, day)
    if not (entered or settled or nothing_happened):
        raise RecordRefused("empty-day")
    if is_duty_day(day) and not DutyDay.objects.filter(village=village, date=day).exists():
        raise RecordRefused("open-first")
    now = timezone.now()
    try:
        with transaction.atomic():
            close = DailyClose.objects.create(
                village=village,
                date=day,
                closed_at=now,
                closed_by=person,
                zero_report=not (entered or settled),
                entered=entered,
                settled=settled,
            )
    except IntegrityError:
        raise RecordRefused("cleared") from None
    DutyDay.objects.filter(village=village, date=day, cleared_at=None).update(cleared_at=now)
    return close


def close_unconfirmed(day):
    """At 23:59: a day nobody cleared is closed as "not confirmed". Returns how many."""
    closed = DailyClose.objects.filter(date=day).values("village")
    left = Unit.objects.villages().valid_on(day).exclude(pk__in=closed)
    now = timezone.now()
    rows = [DailyClose(village=unit, date=day, closed_at=now, auto=True) for unit in left]
    return len(DailyClose.objects.bulk_create(rows, ignore_conflicts=True))
