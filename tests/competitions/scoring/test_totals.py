"""The worked examples of CONTESTS.md §2, to the last digit."""

from decimal import Decimal
from fractions import Fraction

import pytest

from competitions.scoring.numbers import half_up, shown
from competitions.scoring.rules import parse_rules
from competitions.tabulation import tabulate, with_penalties
from tests.competitions.scoring.panels import WEIGHTS, cells, faults, results, rules, totals

SEVEN = ["9.20", "9.35", "9.10", "9.40", "9.35", "8.90", "9.55"]
SPEECH = [[88, 90, 85, 87], [92, 91, 70, 90], [85, 86, 95, 84], [90, 88, 92, 89], [95, 80, 96, 95]]


def test_the_highest_and_the_lowest_of_seven_are_left_out():
    [result] = results(rules(), cells({"A": SEVEN})).values()

    assert (result["total"], result["n"]) == ("9.28", 7)
    assert result["dropped"] == [["J7", None], ["J6", None]]


def test_the_plain_mean_of_the_seven_is_lower():
    assert totals(rules(trim={"high": 0, "low": 0}), cells({"A": SEVEN})) == {"A": "9.26"}


def test_the_result_is_exact_where_nothing_is_rounded():
    unrounded = rules(rounding={"criterion": None, "weighted": None, "total": None})
    given = cells({"A": [*SEVEN[:4], "recused", *SEVEN[5:]]})

    [result] = tabulate(unrounded, given).results

    assert result.total == Fraction("9.2625")


def test_filling_in_the_trimmed_mean_of_the_rest_changes_nothing():
    unrounded = rules(rounding={"criterion": None, "weighted": None, "total": None})
    filled = cells({"A": [*SEVEN[:4], "9.2625", *SEVEN[5:]]})

    assert totals(unrounded, filled) == {"A": "9.2625000000"}


def test_a_judges_own_total_is_weighted():
    weighted = rules(WEIGHTS)

    [result] = tabulate(weighted, cells({"A": SPEECH}, WEIGHTS)).results

    assert [str(total) for total in result.totals.values()] == [
        "88.10", "89.10", "86.10", "89.40", "90.60",
    ]  # fmt: skip


def test_the_timer_takes_off_once_and_after_trimming():
    weighted = rules(WEIGHTS)
    table = tabulate(weighted, cells({"A": SPEECH, "B": SPEECH}, WEIGHTS))

    after = with_penalties(table, weighted, {"A": Decimal("0.10")})

    assert [(r.entry, str(r.total), r.rank, r.tied) for r in after.results] == [
        ("B", "88.87", 1, False),
        ("A", "88.77", 2, False),
    ]


def test_an_entry_without_a_result_has_nothing_to_take_off():
    table = tabulate(rules(), cells({"A": [1, 2, ""]}))

    [result] = with_penalties(table, rules(), {"A": Decimal(1)}).results

    assert (result.total, result.rank) == (None, None)


def test_a_recused_judge_lowers_n_by_one():
    [result] = results(rules(), cells({"A": [*SEVEN[:4], "recused", *SEVEN[5:]]})).values()

    assert (result["total"], result["n"]) == ("9.26", 6)


def test_trimming_judge_totals():
    weighted = rules(WEIGHTS)

    [result] = results(weighted, cells({"A": SPEECH}, WEIGHTS)).values()

    assert result["total"] == "88.87"
    assert result["criteria"]["slides"] == "90.67"
    assert result["dropped"] == [["J5", None], ["J3", None]]


def test_trimming_each_criterion():
    weighted = rules(WEIGHTS, trim={"level": "criterion"})

    [result] = results(weighted, cells({"A": SPEECH}, WEIGHTS)).values()

    assert result["total"] == "89.20"
    assert result["criteria"] == {
        "content": "90.00", "skill": "88.00", "slides": "90.67", "impression": "88.67",
    }  # fmt: skip
    assert result["dropped"][:4] == [
        ["J5", "content"], ["J3", "content"], ["J2", "skill"], ["J5", "skill"],
    ]  # fmt: skip


def test_halves_are_rounded_up_where_floats_would_go_down():
    panel = ["6.75", "6.75", "7", "7.25", "7.25", "recused", "7.5", "7", "7.5"]

    assert totals(rules(), cells({"A": panel})) == {"A": "7.13"}


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [("2.675", 2, "2.68"), ("-0.125", 2, "-0.13"), ("9.5", 0, "10"), ("-0.001", 2, "0.00")],
)
def test_half_up(text, places, expected):
    assert shown(half_up(Decimal(text), places), places) == expected


def test_what_is_not_rounded_is_printed_to_ten_places():
    exact = rules(rounding={"criterion": None, "weighted": None, "total": None})

    [result] = results(exact, cells({"A": [1, 1, 2]})).values()

    assert result["total"] == "1.3333333333"
    assert result["criteria"] == {"mark": "1.3333333333"}


def test_the_judges_total_is_rounded_before_the_mean():
    halves = rules({"a": "0.5"}, rounding={"weighted": 0})

    assert totals(halves, cells({"A": [1, 1, 1]}, "a")) == {"A": "1.00"}


def test_the_weighted_criterion_is_rounded_before_the_sum():
    halves = rules({"a": "0.5", "b": "0.5"}, trim={"level": "criterion"}, rounding={"weighted": 0})

    assert totals(halves, cells({"A": [[1, 1]] * 3}, "ab")) == {"A": "2.00"}


def test_a_small_panel_is_not_trimmed():
    [result] = results(rules(), cells({"A": [1, 2, 3, 10]})).values()

    assert (result["total"], result["dropped"]) == ("4.00", [])


def test_two_judges_give_no_result():
    given = cells({"A": [1, 2, "void"]})

    assert faults(rules(), given) == [("too_few_judges", "A")]
    assert totals(rules(), given) == {"A": None}


def test_a_rule_that_drops_everybody_gives_no_result():
    assert faults(rules(trim={"high": 2, "low": 2, "minimum": 3}), cells({"A": [1, 2, 3, 4]})) == [
        ("too_few_judges", "A")
    ]


def test_two_are_dropped_at_each_end():
    [result] = results(
        rules(trim={"high": 2, "low": 2}), cells({"A": [1, 2, 3, 4, 5, 6, 7]})
    ).values()

    assert result["dropped"] == [["J7", None], ["J6", None], ["J1", None], ["J2", None]]


def test_among_equals_the_first_judge_is_dropped_and_nobody_twice():
    [result] = results(rules(), cells({"A": [5, 5, 5, 5, 5]})).values()

    assert result["dropped"] == [["J1", None], ["J2", None]]


def test_a_pending_mark_blocks_its_entry_only():
    given = cells({"A": [1, 2, ""], "B": [1, 2, 3]})

    assert faults(rules(), given) == [("pending", "A")]
    assert totals(rules(), given) == {"A": None, "B": "2.00"}


def test_a_judge_of_the_panel_without_any_mark_is_awaited():
    assert faults(rules(), cells({"A": [1, 2, 3, 4], "B": [1, 2, 3]})) == [("pending", "B")]


def test_panels_of_groups_are_their_own():
    given = cells({"A": [1, 2, 3, 4]}, group="g1") + cells({"B": [1, 2, 3]}, group="g2")

    assert faults(rules(), given) == []


def test_a_word_holds_for_the_whole_sheet():
    given = cells({"A": [[1, 1], [2, 2], [3, 3], [4, "recused"]]}, "ab")

    assert faults(rules({"a": "1", "b": "1"}), given) == [("mixed_sheet", "A")]


def test_two_words_on_one_sheet_are_refused():
    given = cells({"A": [[1, 1], [2, 2], [3, 3], ["absent", "recused"]]}, "ab")

    assert faults(rules({"a": "1", "b": "1"}), given) == [("mixed_sheet", "A")]


@pytest.mark.parametrize("mark", ["NaN", "1e1", "Infinity", "excused", "1,5", "١", "0x1", "1_0"])
def test_what_is_no_mark_is_refused(mark):
    assert faults(rules(), cells({"A": [1, 2, 3, mark]})) == [("not_a_mark", "A")]


def test_a_cell_that_is_there_twice_is_refused():
    given = cells({"A": [1, 2, 3]})

    assert faults(rules(), [*given, given[0]]) == [("cell_twice", "A")]


def test_a_mark_outside_its_range_is_refused():
    ten = parse_rules(
        {
            "criteria": [{"key": "mark", "weight": "1", "min": "0", "max": "10", "step": "0.5"}],
            "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
        }
    )

    assert faults(ten, cells({"A": [1, 2.5, 10], "B": [1, 2.25, 11]})) == [
        ("mark_out_of_range", "B"),
        ("mark_out_of_range", "B"),
    ]
