"""Working days: the county's own table first, then the published calendar, then the rule.

chinesecalendar knows make-up days but ends each year; `holidays` knows the feasts of the next.
"""

import logging
from datetime import timedelta

import chinese_calendar
import holidays

from organisation.models import CalendarDay

logger = logging.getLogger(__name__)


def is_working_day(day):
    own = CalendarDay.objects.filter(day=day).values_list("working", flat=True).first()
    return _published(day) if own is None else own


def add_working_days(day, count):
    """The `count`-th working day after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _published(day):
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        logger.warning("No published calendar for %s: make-up days are not known.", day.year)
        return day.weekday() < 5 and day not in holidays.country_holidays("CN", years=day.year)
