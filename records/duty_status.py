"""How the villages below stand: lists opened, days cleared. Counts only."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404

from organisation.duty_days import latest_duty_day
from organisation.models import Unit
from organisation.periods import Month
from organisation.rights import Act
from records.models import DailyClose, DutyDay, Reminder

FEW = 5


@dataclass(frozen=True)
class Line:
    unit: Unit
    villages: int
    opened: int
    cleared: int
    days: int  # village-days cleared this month, of `of`
    of: int
    to_do: int | None  # fewer than five are not told apart
    drills: bool

    @property
    def few(self):
        return self.to_do is not None and 0 < self.to_do < FEW


@dataclass(frozen=True)
class Table:
    duty_day: object
    township: Unit | None
    lines: list


def status_of_units(person, day, township_code=""):
    """A line a township for the county, a line a village for a township; 404 for neither."""
    seen = Unit.objects.run_by(person, Act.SEE_DUTY).now()
    townships = list(seen.townships())
    chosen = [unit for unit in townships if unit.code == township_code]
    if not townships or (township_code and not chosen):
        raise Http404
    if len(townships) == 1:
        chosen = townships
    villages = list(seen.villages())
    if chosen:
        villages = [unit for unit in villages if unit.path.startswith(chosen[0].path)]
    counts = _counts(villages, day)
    lines = [_line(unit, villages, counts, day) for unit in (villages if chosen else townships)]
    return Table(latest_duty_day(day), chosen[0] if chosen else None, lines)


def _counts(villages, day):
    ids = [unit.pk for unit in villages]
    duty = DutyDay.objects.filter(village__in=ids, date=latest_duty_day(day))
    opened = list(duty.values_list("village", "cleared_at"))
    month = Month.of(day)
    closed = DailyClose.objects.filter(village__in=ids, auto=False, date__range=(month.first, day))
    waiting = Reminder.objects.filter(village__in=ids).shown_on(day)
    return {
        "opened": Counter(village for village, _cleared in opened),
        "cleared": Counter(village for village, cleared in opened if cleared),
        "days": _by_village(closed),
        "to_do": _by_village(waiting),
    }


def _by_village(rows):
    return Counter(dict(rows.order_by().values_list("village").annotate(n=Count("pk"))))


def _line(unit, villages, counts, day):
    mine = [v.pk for v in villages if v.path.startswith(unit.path)]
    total = {name: sum(counter[pk] for pk in mine) for name, counter in counts.items()}
    township = unit.level == Unit.Level.TOWNSHIP
    return Line(
        unit=unit,
        villages=len(mine),
        opened=total["opened"],
        cleared=total["cleared"],
        days=total["days"],
        of=len(mine) * day.day,
        to_do=None if township else total["to_do"],
        drills=township,
    )
