from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from competitions.awards import (
    Awards,
    Effort,
    OrganisationRule,
    Quota,
    Undecided,
    best_organisation,
    by_rank,
    rank_points,
)

QUOTAS = [Quota("first", 1), Quota("second", 2), Quota("third", 3)]
RULE = OrganisationRule({"villages": Decimal("60"), "points": Decimal("40")}, places=1)


def test_awards_go_to_ranks_within_their_quota():
    ranks = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6, "G": 7}

    assert by_rank(ranks, QUOTAS).given == {
        "A": "first", "B": "second", "C": "second", "D": "third", "E": "third", "F": "third",
    }  # fmt: skip


def test_equals_at_the_line_all_get_the_better_award():
    ranks = {"A": 1, "B": 2, "C": 3, "D": 3, "E": 5, "F": 6}

    assert by_rank(ranks, QUOTAS).given == {
        "A": "first", "B": "second", "C": "second", "D": "second", "E": "third", "F": "third",
    }  # fmt: skip


def test_two_first_places_leave_one_second():
    assert by_rank({"A": 1, "B": 1, "C": 3, "D": 4}, QUOTAS[:2]).given == {
        "A": "first",
        "B": "first",
        "C": "second",
    }


def test_a_line_that_may_not_be_shared_waits_for_a_decision():
    ranks = {"A": 1, "B": 2, "C": 3, "D": 3, "E": 5}

    assert by_rank(ranks, QUOTAS, shared=False) == Awards(
        {"A": "first", "B": "second", "E": "third"}, [Undecided("second", ("C", "D"), 1)]
    )


def test_who_is_not_eligible_takes_no_place():
    ranks = {"host": 1, "A": 2, "B": 3}

    assert by_rank(ranks, QUOTAS[:1], eligible={"A", "B"}).given == {"A": "first"}


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 5), max_size=12))
def test_nobody_with_a_better_rank_gets_a_lesser_award(scores):
    ranks = {e: 1 + sum(other > s for other in scores.values()) for e, s in scores.items()}

    given_awards = by_rank(ranks, QUOTAS).given

    value = {"first": 3, "second": 2, "third": 1}
    by_place = [value.get(given_awards.get(entry), 0) for entry in sorted(ranks, key=ranks.get)]
    assert by_place == sorted(by_place, reverse=True)


def test_the_best_organisation_is_reckoned_by_its_rule():
    efforts = best_organisation(
        {
            "north": {"villages": (18, 20), "points": (6, 10)},
            "south": {"villages": (20, 20), "points": (1, 10)},
        },
        RULE,
    )

    assert efforts == {
        "north": Effort(Decimal("78.00"), 1, True),
        "south": Effort(Decimal("64.00"), 2, False),
    }


def test_equally_good_organisers_all_get_the_award():
    same = {"villages": (1, 2), "points": (1, 2)}
    north, south = object(), object()  # units have no order of their own

    efforts = best_organisation({north: same, south: same}, RULE)

    assert [(effort.rank, effort.is_awarded) for effort in efforts.values()] == [(1, True)] * 2


def test_a_measure_that_is_not_known_is_not_guessed():
    efforts = best_organisation(
        {"north": {"villages": (1, 2)}, "south": {"villages": (0, 0), "points": (0, 10)}}, RULE
    )

    assert efforts == {"north": Effort(None), "south": Effort(None)}


def test_points_of_a_place_are_those_of_the_better_one():
    assert rank_points({"A": 1, "B": 1, "C": 3, "D": 9}, {1: 10, 2: 8, 3: 6}) == {
        "A": 10, "B": 10, "C": 6, "D": 0,
    }  # fmt: skip
