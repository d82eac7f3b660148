from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams import marking


def content(rule="exact", type_="multiple", fractions=("1", "1", "0", "-1"), points="4"):
    options = [{"id": key, "fraction": f} for key, f in zip("abcd", fractions, strict=False)]
    question = {"slot": 1, "type": type_, "points": points, "options": options}
    return {"rule": {"multiple": rule}, "questions": [question]}


def points(chosen, **paper):
    return marking.mark(content(**paper), {1: chosen}).points


@pytest.mark.parametrize(("chosen", "mark"), [(["a"], 4), (["c"], 0), ([], 0), (["a", "c"], 0)])
def test_single_choice(chosen, mark):
    assert points(chosen, type_="single", fractions=("1", "0", "0")) == mark


@pytest.mark.parametrize(
    ("rule", "chosen", "mark"),
    [
        ("exact", ["a", "b"], "4"),
        ("exact", ["a"], "0"),
        ("half", ["a", "b"], "4"),
        ("half", ["a"], "2"),
        ("half", ["a", "c"], "0"),
        ("shared", ["a"], "2"),
        ("shared", ["a", "d"], "0"),
    ],
)
def test_multiple_choice_by_its_rule(rule, chosen, mark):
    assert points(chosen, rule=rule) == Decimal(mark)


@pytest.mark.parametrize(
    ("chosen", "mark"), [(["a"], "1.33"), (["a", "b"], "4"), (["a", "c"], "0"), (["c"], "0")]
)
def test_weights_add_up_between_nothing_and_all(chosen, mark):
    paper = {"rule": "weights", "fractions": ("0.33333", "0.66667", "-0.5")}

    assert points(chosen, **paper) == Decimal(mark)


def test_true_or_false():
    options = [{"id": "true", "fraction": "0"}, {"id": "false", "fraction": "1"}]
    paper = content(type_="truefalse")
    paper["questions"][0]["options"] = options

    assert marking.mark(paper, {1: ["false"]}).points == 4
    assert marking.mark(paper, {1: ["true"]}).points == 0


def test_an_option_that_is_not_there_is_worth_nothing():
    assert points(["a", "b", "z"]) == 0


def test_the_pass_line_is_reached_exactly():
    sheet = marking.mark(content(), {1: ["a", "b"]})

    assert (sheet.passes(100), marking.mark(content(), {}).passes(1)) == (True, False)


@given(
    st.sampled_from(sorted(marking.MULTIPLE_RULES)),
    st.sets(st.sampled_from("abcd")),
)
def test_points_are_never_below_nothing_nor_above_all_and_repeat(rule, chosen):
    first = points(sorted(chosen), rule=rule)

    assert 0 <= first <= 4
    assert points(sorted(chosen), rule=rule) == first
