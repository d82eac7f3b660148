import logging
from datetime import date, timedelta

import pytest

from organisation.duty_days import duty_days_of
from organisation.models import CalendarDay
from organisation.working_days import add_working_days, is_working_day

pytestmark = pytest.mark.django_db
MAKE_UP = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


@pytest.mark.parametrize(("month", "day"), MAKE_UP)
def test_people_work_on_the_make_up_days_of_2026(month, day):
    assert date(2026, month, day).weekday() >= 5
    assert is_working_day(date(2026, month, day))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 17), False),  # first day of the lunar year
        (date(2026, 10, 1), False),
        (date(2026, 8, 14), True),
        (date(2026, 8, 15), False),
    ],
)
def test_holidays_weekdays_and_weekends(day, works):
    assert is_working_day(day) is works


def test_22_duty_days_of_2026_are_rest_days():
    duty_days = [day for month in range(1, 13) for day in duty_days_of(2026, month)]

    assert sum(not is_working_day(day) for day in duty_days) == 22


def test_a_year_without_a_calendar_goes_by_weekdays_and_feasts(caplog):
    with caplog.at_level(logging.WARNING):
        found = [is_working_day(date(2027, 1, day)) for day in (1, 4, 9)]

    assert found == [False, True, False]
    assert "No published calendar for 2027" in caplog.text


def test_the_countys_own_days_go_first():
    CalendarDay.objects.create(day=date(2026, 8, 14), working=False, name="Fair")
    CalendarDay.objects.create(day=date(2026, 8, 15), working=True, name="Made up for")

    assert not is_working_day(date(2026, 8, 14))
    assert is_working_day(date(2026, 8, 15))


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        (date(2026, 8, 14), 1, date(2026, 8, 17)),
        (date(2026, 8, 14), 0, date(2026, 8, 14)),
        (date(2026, 8, 15), 10, date(2026, 8, 28)),
        (date(2026, 9, 30), 2, date(2026, 10, 9)),
        (date(2026, 10, 8), 2, date(2026, 10, 10)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day, count, reached):
    assert add_working_days(day, count) == reached


def test_the_day_reached_is_always_a_working_day():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(60)]

    assert all(is_working_day(add_working_days(day, 3)) for day in days)
