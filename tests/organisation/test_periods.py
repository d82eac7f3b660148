from datetime import UTC, date, datetime

import pytest

from organisation import periods
from organisation.periods import Month


def test_today_is_the_day_in_the_county(monkeypatch):
    late = datetime(2026, 8, 14, 17, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)

    assert periods.today() == date(2026, 8, 15)


@pytest.mark.parametrize(
    ("month", "last", "following", "before"),
    [
        (Month(2026, 2), 28, "2026-03", "2026-01"),
        (Month(2028, 2), 29, "2028-03", "2028-01"),
        (Month(2026, 12), 31, "2027-01", "2026-11"),
        (Month(2026, 1), 31, "2026-02", "2025-12"),
    ],
)
def test_months_follow_each_other(month, last, following, before):
    assert month.last.day == last
    assert (str(month.next), str(month.previous)) == (following, before)


def test_the_days_and_the_span_of_a_month():
    month = Month(2026, 2)

    assert month.span == (date(2026, 2, 1), date(2026, 2, 28))
    assert (month.days[0], month.days[-1], len(month.days)) == (*month.span, 28)


def test_the_moments_of_a_month_are_those_of_the_county():
    first, end = Month(2026, 8).moments

    assert first == datetime(2026, 7, 31, 16, tzinfo=UTC)
    assert end == datetime(2026, 8, 31, 16, tzinfo=UTC)


def test_a_month_is_read_as_it_is_written():
    assert Month.parse("2026-08") == Month(2026, 8)
    assert str(Month.parse("2026-08")) == "2026-08"


@pytest.mark.parametrize("text", ["", None, "2026-13", "2026-00", "2026-8", "0000-01", "August"])
def test_anything_else_is_no_month(text):
    with pytest.raises(ValueError, match="is not a month"):
        Month.parse(text)


def test_months_are_in_order():
    assert Month(2025, 12) < Month(2026, 1) < Month(2026, 2)
