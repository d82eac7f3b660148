from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from organisation.indicators import Figure
from organisation.periods import Month
from records.indicators import days_cleared, duty_cleared
from records.models import DailyClose, DutyDay
from records.services import duty
from records.validations import RecordRefused
from tests import make

DUTY = date(2026, 8, 15)
PLAIN = date(2026, 8, 16)


@pytest.fixture(autouse=True)
def _it_is_autumn(monkeypatch):
    monkeypatch.setattr("records.indicators.today", lambda: date(2026, 9, 30))


def test_the_list_is_opened_once_with_what_stands_on_it(db):
    village = make.village()
    new = make.reminder(village, due_on=date(2026, 8, 18))
    carried = make.reminder(village, due_on=date(2026, 8, 10))
    make.reminder(village, due_on=date(2026, 8, 22))
    make.reminder(due_on=date(2026, 8, 18))

    first, again = (duty.open_list(None, village, DUTY) for _n in range(2))

    assert (first, again.list_snapshot) == (again, [carried.pk, new.pk])


def test_a_plain_day_has_no_list(db):
    with pytest.raises(RecordRefused, match="not a duty day"):
        duty.open_list(None, make.village(), PLAIN)


def test_a_day_without_entries_is_cleared_by_saying_so(db):
    village = make.village()

    with pytest.raises(RecordRefused, match="Nothing was entered"):
        duty.clear(None, village, PLAIN)
    close = duty.clear(None, village, PLAIN, nothing_happened=True)

    assert (close.zero_report, close.entered) == (True, 0)


def test_a_day_with_entries_is_cleared_with_their_number(db):
    event = make.event(today_=PLAIN)

    close = duty.clear(None, event.village, PLAIN)

    assert (close.zero_report, close.entered) == (False, 1)


def test_a_day_is_cleared_once(db):
    village = make.village()
    duty.clear(None, village, PLAIN, nothing_happened=True)

    with pytest.raises(RecordRefused, match="cleared already"):
        duty.clear(None, village, PLAIN, nothing_happened=True)


def test_a_duty_day_is_cleared_after_its_list_was_opened(db):
    village = make.village()

    with pytest.raises(RecordRefused, match="Open its list first"):
        duty.clear(None, village, DUTY, nothing_happened=True)
    duty.open_list(None, village, DUTY)
    duty.clear(None, village, DUTY, nothing_happened=True)

    assert DutyDay.objects.get().cleared_at is not None


def test_the_clock_closes_what_nobody_cleared(db):
    cleared, left = make.village(), make.village()
    duty.clear(None, cleared, PLAIN, nothing_happened=True)

    assert (duty.close_unconfirmed(PLAIN), duty.close_unconfirmed(PLAIN)) == (1, 0)
    assert DailyClose.objects.get(village=left).auto


def opened(village, day, *, cleared=True):
    now = timezone.now()
    return DutyDay.objects.create(
        village=village, date=day, opened_at=now, cleared_at=now if cleared else None
    )


def test_the_share_of_duty_days_opened_and_cleared(db):
    village, idle = make.village(), make.village()
    opened(village, date(2026, 8, 5))
    opened(village, date(2026, 8, 10), cleared=False)
    opened(village, date(2026, 7, 30))

    figures = duty_cleared([village, idle], Month(2026, 8))

    assert figures == {
        village.pk: Figure(Decimal(1), Decimal(6)),
        idle.pk: Figure(Decimal(0), Decimal(6)),
    }


def test_only_the_days_so_far_count(db, monkeypatch):
    monkeypatch.setattr("records.indicators.today", lambda: date(2026, 8, 12))
    village = make.village()

    assert duty_cleared([village], Month(2026, 8))[village.pk].of == 2


def test_days_closed_by_the_clock_do_not_count(db):
    village = make.village()
    make.daily_close(village, date(2026, 8, 3))
    make.daily_close(village, date(2026, 8, 4), auto=True)

    assert days_cleared([village], Month(2026, 8)) == {village.pk: Figure(Decimal(1), Decimal(31))}


def test_a_month_to_come_has_no_figure(db):
    assert duty_cleared([make.village()], Month(2026, 10)) == {}


@pytest.mark.parametrize("measure", [duty_cleared, days_cleared])
def test_one_query_for_any_number_of_units(db, measure, django_assert_num_queries):
    villages = [make.village() for _n in range(3)]

    with django_assert_num_queries(1):
        measure(villages, Month(2026, 8))
