"""The draw of EXAMS.md §5.2: seats worked out by hand, tickets anybody can make."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.draw import allocate, draw, ticket
from exams.refusals import Refused

UNHURRIED = settings(deadline=None, derandomize=True)
SIZES = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(1, 40), min_size=1)


@pytest.mark.parametrize(
    ("sizes", "size", "minimum", "expected"),
    [
        # quotas 3.5, 2.1, 1.4: the seventh seat goes to the largest remainder
        ({"A": 50, "B": 30, "C": 20}, 7, 0, {"A": 4, "B": 2, "C": 1}),
        # raised to the minimum of 2, nothing is left over
        ({"A": 50, "B": 30, "C": 20}, 7, 2, {"A": 3, "B": 2, "C": 2}),
        # quotas 4 / 3 each: equal in all, so the larger id first
        ({"A": 2, "B": 2, "C": 2}, 4, 0, {"A": 1, "B": 1, "C": 2}),
        ({"A": 2, "B": 2, "C": 2}, 5, 0, {"A": 1, "B": 2, "C": 2}),
        # quotas 1.5, 0.5: equal remainders, the larger stratum first
        ({"A": 3, "Z": 1}, 2, 0, {"A": 2, "Z": 0}),
        # quotas 5.4, 0.3, 0.3 make 5, 2, 2: three seats are taken back from A
        ({"A": 90, "B": 5, "C": 5}, 6, 2, {"A": 2, "B": 2, "C": 2}),
        # quotas 5, 5, 0.5, 0.5 make 5, 5, 1, 1: of two alike the smaller id gives way
        ({"A": 10, "B": 10, "C": 1, "D": 1}, 11, 1, {"A": 4, "B": 5, "C": 1, "D": 1}),
        # quotas 2.67, 2.67, 2.67, 1 and minimum 2 make 2, 2, 2, 2 with one more to give
        ({"A": 8, "B": 8, "C": 8, "D": 3}, 9, 2, {"A": 2, "B": 2, "C": 3, "D": 2}),
        # a minimum beyond a stratum is all of it
        ({"A": 1, "B": 9}, 5, 3, {"A": 1, "B": 4}),
        ({"A": 1, "B": 9}, 10, 0, {"A": 1, "B": 9}),
    ],
)
def test_seats(sizes, size, minimum, expected):
    assert allocate(sizes, size, minimum) == expected


@pytest.mark.parametrize(
    ("size", "minimum", "said"),
    [
        (0, 0, "At least 1"),
        (1, -1, "below 0"),
        (11, 0, "the pool holds 10"),
        (3, 3, "4 are needed"),
    ],
)
def test_what_cannot_be_drawn_is_refused(size, minimum, said):
    with pytest.raises(Refused) as refusal:
        allocate({"A": 1, "B": 9}, size, minimum)

    assert said in refusal.value.told()


@UNHURRIED
@given(SIZES, st.data())
def test_seats_keep_to_size_minimum_and_strata(sizes, data):
    minimum = data.draw(st.integers(0, 5))
    least = {stratum: min(minimum, units) for stratum, units in sizes.items()}
    size = data.draw(st.integers(max(1, sum(least.values())), sum(sizes.values())))

    seats = allocate(sizes, size, minimum)

    assert sum(seats.values()) == size
    assert all(least[s] <= seats[s] <= sizes[s] for s in sizes)


@UNHURRIED
@given(SIZES, st.data())
def test_without_minima_seats_are_less_than_one_from_the_quota(sizes, data):
    whole = sum(sizes.values())
    size = data.draw(st.integers(1, whole))

    seats = allocate(sizes, size)

    assert all(abs(seats[s] * whole - size * sizes[s]) < whole for s in sizes)


def test_a_ticket_is_a_hash_of_public_text():
    text = "2026-08-16 双色球 03 07 12|1|371521001001"

    assert (
        ticket("2026-08-16 双色球 03 07 12", "1", "371521001001")
        == hashlib.sha256(text.encode("utf-8")).hexdigest()
    )


POOL = {"v0": "A", "v1": "A", "v2": "B", "v3": "A", "v4": "B", "v5": "A"}


def test_the_smallest_tickets_of_each_stratum_are_drawn():
    drawn = draw(POOL, 3, "s", "1")

    by_ticket = sorted(POOL, key=lambda unit: ticket("s", "1", unit))
    assert drawn.allocation == {"A": 2, "B": 1}
    assert drawn.selected == {
        "A": [unit for unit in by_ticket if POOL[unit] == "A"][:2],
        "B": [unit for unit in by_ticket if POOL[unit] == "B"][:1],
    }


@UNHURRIED
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pool_does_not_matter(random):
    shuffled = dict(random.sample(sorted(POOL.items()), len(POOL)))

    assert draw(shuffled, 3, "s", "1") == draw(POOL, 3, "s", "1")


def test_another_round_is_another_draw():
    rounds = {tuple(draw(POOL, 3, "s", str(n)).selected["A"]) for n in range(20)}

    assert len(rounds) > 1


def test_more_seats_only_add_units():
    few, many = draw(POOL, 3, "s", "1").selected, draw(POOL, 5, "s", "1").selected

    assert all(many[stratum][: len(few[stratum])] == few[stratum] for stratum in few)


@pytest.mark.parametrize(
    ("pool", "seed", "round_"),
    [
        ({"a|b": "A"}, "s", "1"),
        ({"a": "A"}, "s", "1|2"),
        ({"a": "A"}, "", "1"),
        ({"a": "A"}, "s", ""),
    ],
)
def test_texts_by_which_two_draws_could_be_one_are_refused(pool, seed, round_):
    with pytest.raises(Refused):
        draw(pool, 1, seed, round_)
