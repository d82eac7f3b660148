"""The figures this app offers the monthly notice: about the work of the villages, never about
residents. Nothing is counted of births, marriages or health."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from organisation.duty_days import is_duty_day
from organisation.indicators import Figure, Indicator
from organisation.models import Unit
from organisation.periods import today
from records.models import DailyClose, DutyDay


def _villages(units):
    return [unit for unit in units if unit.level == Unit.Level.VILLAGE]


def _days(unit, month):
    """Days of the month so far on which the village exists."""
    first = max(month.first, unit.valid_from)
    last = min(month.last, today())
    if unit.valid_to:
        last = min(last, unit.valid_to - timedelta(days=1))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _shares(units, month, done, counts=lambda day: True):
    villages = _villages(units)
    rows = done.filter(village__in=[unit.pk for unit in villages], date__range=month.span)
    found = dict(rows.order_by().values_list("village").annotate(n=Count("pk")))
    due = {unit.pk: sum(map(counts, _days(unit, month))) for unit in villages}
    return {
        pk: Figure(Decimal(min(found.get(pk, 0), of)), Decimal(of)) for pk, of in due.items() if of
    }


def duty_cleared(units, month):
    done = DutyDay.objects.exclude(cleared_at=None)
    return _shares(units, month, done, is_duty_day)


def days_cleared(units, month):
    return _shares(units, month, DailyClose.objects.filter(auto=False))


INDICATORS = [
    Indicator(
        key="records.duty_cleared",
        label=_("Duty days opened and cleared"),
        definition=_(
            "Of all duty days of the villages so far this month, those on which the list was "
            "opened and the day cleared."
        ),
        unit="share",
        measure=duty_cleared,
    ),
    Indicator(
        key="records.days_cleared",
        label=_("Days cleared"),
        definition=_(
            "Of all days of the villages so far this month, those that somebody cleared; a day "
            "closed by the clock does not count."
        ),
        unit="share",
        measure=days_cleared,
    ),
]
