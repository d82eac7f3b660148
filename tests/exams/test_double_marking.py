"""Two marks, a third where they differ, and what counts: exact, by rules that are data."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.double_marking import Rule, ThirdRule, differ, final, readers, shares, total

OF = Decimal(10)
marks = st.integers(0, 1000).map(lambda cents: Decimal(cents) / 100)


def points(*given_marks, of=OF, **rule):
    numbered = {place: Decimal(mark) for place, mark in enumerate(given_marks, start=1)}
    return final(numbered, of, Rule(**rule))


def test_one_mark_is_not_enough():
    assert points(8) is None


@pytest.mark.parametrize(
    ("first", "second", "mean"),
    [("8", "7", "7.50"), ("8", "6", "7.00"), ("0.01", "0", "0.01"), ("3.33", "3.34", "3.34")],
)
def test_two_marks_within_the_threshold_count_by_their_mean_half_up(first, second, mean):
    assert str(points(first, second)) == mean


def test_more_than_a_fifth_of_the_points_apart_wants_a_third():
    assert (points("8", "6"), points("8", "5.99")) == (Decimal(7), None)


def test_the_threshold_is_data():
    assert points("8", "5", percent=30) == Decimal("6.5")
    assert points("8", "7", percent=0) is None


@pytest.mark.parametrize(
    ("third", "counts"),
    [(ThirdRule.DECIDES, 5), (ThirdRule.MEDIAN, 5), (ThirdRule.NEARER, Decimal("3.50"))],
)
def test_what_counts_after_a_third_mark_is_data(third, counts):
    assert points("9", "2", "5", third=third) == counts


def test_of_two_that_are_as_near_the_better_one_counts():
    assert points("8", "2", "5", third=ThirdRule.NEARER) == Decimal("6.5")


@given(marks, marks, marks, st.sampled_from(ThirdRule))
def test_what_counts_lies_between_the_marks(first, second, third, rule):
    counts = points(first, second, third, third=rule)

    assert min(first, second, third) <= counts <= max(first, second, third)


@given(marks, marks)
def test_nobody_gains_by_being_read_first(first, second):
    assert points(first, second) == points(second, first)
    assert differ(first, second, OF, Rule()) == differ(second, first, OF, Rule())


def test_criteria_met_altogether_are_all_the_points():
    most = shares(Decimal(5), [Decimal("0.3333333")] * 3)

    assert total(Decimal(5), most, most) == Decimal(5)
    assert total(Decimal(5), most, [*most[:2], Decimal(0)]) == Decimal("3.34")


def test_criteria_never_make_more_than_there_is():
    most = shares(Decimal("0.05"), [Decimal("0.5")] * 2)

    assert total(Decimal("0.05"), most, [Decimal("0.03"), Decimal("0.02")]) <= Decimal("0.05")


def test_answers_are_dealt_evenly_and_the_same_each_time():
    people = [1, 2, 3, 4]
    dealt = [tuple(readers(f"answer {n}", people, 2)) for n in range(400)]
    counts = [sum(person in pair for pair in dealt) for person in people]

    assert all(150 < count < 250 for count in counts)
    assert dealt == [tuple(readers(f"answer {n}", reversed(people), 2)) for n in range(400)]


def test_who_leaves_moves_only_her_own_answers():
    before = [set(readers(f"answer {n}", [1, 2, 3, 4], 2)) for n in range(100)]
    after = [set(readers(f"answer {n}", [1, 2, 3], 2)) for n in range(100)]

    assert all(old - {4} <= new for old, new in zip(before, after, strict=True))
