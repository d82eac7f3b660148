from decimal import Decimal

import pytest

from notices import words
from notices.ranking import in_need, ranks
from notices.sheet import Measure
from organisation.indicators import Figure


def share(value, of):
    return Figure(Decimal(value), Decimal(of))


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], []), ([3], [1]), ([9, 7, 8], [1, 3, 2]), ([9, 8, 8, 7], [1, 2, 2, 4])],
)
def test_equal_values_share_a_rank(values, expected):
    assert ranks(values) == expected


def test_help_goes_first_to_whom_most_is_missing():
    percents = {"a": {"x": 50, "y": 90}, "b": {"x": 50, "y": 10}, "c": {"x": 99}}

    assert in_need(percents, {"x": 80, "y": 80}, 5) == [("b", ["x", "y"]), ("a", ["x"])]


def test_help_names_a_few_only():
    assert len(in_need({n: {"x": 1} for n in range(9)}, {"x": 80}, 5)) == 5


@pytest.mark.parametrize(
    ("figure", "unit", "expected"),
    [
        (share(702, 736), "share", "95.4%"),
        (Figure(Decimal(4800)), "yuan", "4,800 yuan"),
        (Figure(Decimal("3.50")), "hours", "3.5 hours"),
        (Figure(Decimal(12)), "count", "12"),
        (None, "share", "no data yet"),
    ],
)
def test_a_figure_in_words(figure, unit, expected):
    assert words.of_figure(figure, Measure("tests.x", "X", "", unit)) == expected


def test_of_one_township_two_days_are_a_yes_or_a_no():
    measure = Measure("courses.townships_two_days", "Two days", "", "share")

    assert [words.of_figure(share(n, 1), measure) for n in (1, 0)] == ["enough", "not enough"]


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (share(96, 100), share(939, 1000), "+2.1 percentage points"),
        (share(1, 2), share(51, 100), "−1.0 percentage points"),
        (share(1, 2), share(2, 4), "same as last month"),
        (share(1, 2), None, ""),
    ],
)
def test_the_change_has_a_sign(now, before, expected):
    measure = Measure("tests.x", "X", "", "share")

    assert words.change(now, before, measure) == expected


def test_of_a_yes_or_no_the_month_before_is_said_in_the_same_words():
    measure = Measure("courses.townships_two_days", "Two days", "", "share")

    assert words.against(share(0, 1), share(1, 1), measure) == "last month: enough"
    assert words.base(share(0, 1), measure) == ""
