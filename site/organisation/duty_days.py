"""Duty days (逢五逢十): which days they are, and how far each one's list reaches.

Source: RECORDS.md §3.2. Pure: dates in, dates out.
"""

import calendar
from datetime import date, timedelta

LEAD = timedelta(days=5)


def duty_days_of(year, month):
    """5, 10, 15, 20, 25 and the 30th, or the last day of February."""
    last = min(30, calendar.monthrange(year, month)[1])
    return [date(year, month, day) for day in (5, 10, 15, 20, 25, last)]


def is_duty_day(day):
    return day in duty_days_of(day.year, day.month)


def next_duty_day(day):
    """The first duty day after `day`."""
    day += timedelta(days=1)
    while not is_duty_day(day):
        day += timedelta(days=1)
    return day


def latest_duty_day(day):
    """The duty day on or before `day`."""
    while not is_duty_day(day):
        day -= timedelta(days=1)
    return day


def horizon(duty_day):
    """The last due date on the list of a duty day: H(D) = max(D + 5, next duty day).

    The plain five days would never list the 5th after a month of 31 days.
    """
    return max(duty_day + LEAD, next_duty_day(duty_day))
