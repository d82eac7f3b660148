"""What must hold for any responses whatever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.analysis.report import analyse
from tests.exams.analysis.tables import responses

UNHURRIED = settings(deadline=None, derandomize=True, max_examples=60)

# Quarters are exact in binary, so that equal figures are equal.
MARK = st.integers(0, 16).map(lambda quarter: quarter / 4)
TABLES = st.integers(1, 5).flatmap(
    lambda items: st.lists(st.tuples(*[MARK] * items), min_size=1, max_size=12)
)
RIGHT_OR_WRONG = st.lists(st.tuples(*[st.sampled_from(["0", "1", ""])] * 4), min_size=2, max_size=9)


def same(one, other):
    """Equal but for the last digits of sums."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-4, abs=1e-4)
    return one == other


@UNHURRIED
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people, random):
    shuffled = random.sample(people, len(people))

    assert same(analyse(responses(shuffled)), analyse(responses(people)))


@UNHURRIED
@given(RIGHT_OR_WRONG, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter_to_rasch(people, random):
    shuffled = random.sample(people, len(people))

    one, other = (analyse(responses(rows), model="rasch") for rows in (people, shuffled))

    assert same(one, other)


@UNHURRIED
@given(TABLES)
def test_figures_keep_to_their_bounds(people):
    found = analyse(responses(people))

    for item in found["items"]:
        assert 0 <= item["facility"] <= 1
        for name in ("item_total_r", "item_rest_r"):
            assert item[name] is None or -1 <= item[name] <= 1
        efficiency = item["discriminative_efficiency"]
        assert efficiency is None or efficiency <= 100 + 1e-6
    alpha = found["test"]["alpha"]
    assert alpha is None or alpha <= 1


@UNHURRIED
@given(TABLES)
def test_an_empty_cell_is_a_nought(people):
    emptied = [tuple(mark or "" for mark in marks) for marks in people]

    assert same(analyse(responses(emptied)), analyse(responses(people)))


@UNHURRIED
@given(TABLES)
def test_twice_the_marks_give_twice_the_spread_and_the_same_shares(people):
    one = analyse(responses(people))
    two = analyse(responses([tuple(2 * mark for mark in marks) for marks in people]))

    assert same([i["facility"] for i in two["items"]], [i["facility"] for i in one["items"]])
    assert same(two["test"]["alpha"], one["test"]["alpha"])
    assert same(two["test"]["sd"], one["test"]["sd"] and 2 * one["test"]["sd"])


@UNHURRIED
@given(RIGHT_OR_WRONG)
def test_a_harder_item_has_a_higher_difficulty(people):
    found = analyse(responses(people), model="rasch")["items"]
    complete = all(all(marks) for marks in people)

    known = [(item["facility"], item["b"]) for item in found if item["b"] is not None]
    if complete:
        assert [b for _f, b in sorted(known)] == pytest.approx(
            sorted((b for _f, b in known), reverse=True), abs=1e-3
        )
