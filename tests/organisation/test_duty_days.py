"""The table of RECORDS.md §3.2, and the proof that no date is forgotten."""

import calendar
from datetime import date, timedelta

import pytest

from organisation.duty_days import (
    duty_days_of,
    horizon,
    is_duty_day,
    latest_duty_day,
    next_duty_day,
)

YEARS = range(2024, 2041)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("duty_day", "following", "to"),
    [
        (date(2026, 1, 30), date(2026, 2, 5), date(2026, 2, 5)),
        (date(2026, 2, 25), date(2026, 2, 28), date(2026, 3, 2)),
        (date(2026, 2, 28), date(2026, 3, 5), date(2026, 3, 5)),
        (date(2028, 2, 25), date(2028, 2, 29), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2028, 3, 5), date(2028, 3, 5)),
        (date(2026, 4, 30), date(2026, 5, 5), date(2026, 5, 5)),
        (date(2026, 12, 30), date(2027, 1, 5), date(2027, 1, 5)),
    ],
)
def test_the_table_of_horizons(duty_day, following, to):
    assert (next_duty_day(duty_day), horizon(duty_day)) == (following, to)


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2026, 2, 28), (2028, 2, 29), (2026, 4, 30), (2026, 1, 30)]
)
def test_the_last_duty_day_of_a_month(year, month, last):
    days = [day.day for day in duty_days_of(year, month)]

    assert days == [5, 10, 15, 20, 25, last]


def test_the_31st_is_never_a_duty_day():
    assert not is_duty_day(date(2026, 1, 31))


def test_the_latest_duty_day_is_the_day_itself_or_one_before():
    assert latest_duty_day(date(2026, 8, 15)) == date(2026, 8, 15)
    assert latest_duty_day(date(2026, 8, 19)) == date(2026, 8, 15)
    assert latest_duty_day(date(2026, 3, 1)) == date(2026, 2, 28)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_72_duty_days(year):
    days = [day for month in range(1, 13) for day in duty_days_of(year, month)]

    assert len(set(days)) == 72
    assert all(is_duty_day(day) for day in days)


def test_every_date_is_listed_before_it_is_due():
    duty_days = [d for year in YEARS for month in range(1, 13) for d in duty_days_of(year, month)]
    listed = {}
    for duty_day in duty_days:
        due = duty_day + ONE
        while due <= horizon(duty_day):
            listed.setdefault(due, []).append((due - duty_day).days)
            due += ONE
    first = date(2024, 1, 6)
    every_day = [first + timedelta(days=n) for n in range((date(2040, 12, 31) - first).days + 1)]

    assert [day for day in every_day if day not in listed] == []
    assert {lead for leads in listed.values() for lead in leads} <= set(range(1, 7))
    twice = {(day.month, day.day) for day, leads in listed.items() if len(leads) > 1}
    assert twice == {(3, 1), (3, 2)}


def test_the_list_is_longer_than_five_days_only_after_31():
    longer = {
        (day.month, day.day)
        for year in YEARS
        for month in range(1, 13)
        for day in duty_days_of(year, month)
        if horizon(day) - day > timedelta(days=5)
    }

    months_of_31 = {m for m in range(1, 13) if calendar.monthrange(2026, m)[1] == 31}
    assert longer == {(month, 30) for month in months_of_31}
