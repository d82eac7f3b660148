"""Marking of what is typed, matched and put in order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams import accepting, frozen, marking
from exams.models import Version
from exams.services.wordings import options_of
from tests import make


def frozen_paper(type_, points="6", **fields):
    made = make.parsed_of(type_, **fields)
    question = {
        "slot": 1,
        "type": type_,
        "text": made.text,
        "points": points,
        "case_matters": made.case_matters,
        **frozen.answers_of(type_, options_of(Version(type=type_), made)),
    }
    return {"rule": {"multiple": "exact"}, "questions": [question]}


def points(paper, *chosen):
    return marking.mark(paper, {1: list(chosen)}).points


@pytest.mark.parametrize(
    ("said", "mark"),
    [("red", 6), (" ＲＥＤ ", 6), ("pink", 3), ("pinkish", 3), ("rosy", 0), ("", 0)],
)
def test_a_short_answer_is_worth_what_its_best_fit_is(said, mark):
    assert points(frozen_paper("shortanswer"), f"1:{said}") == mark


def test_capital_letters_matter_where_the_question_says_so():
    paper = frozen_paper("shortanswer", case_matters=True)

    assert (points(paper, "1:red"), points(paper, "1:Red")) == (6, 0)


@pytest.mark.parametrize(
    ("pattern", "said", "fits"),
    [
        ("*", "anything", True), ("a*c", "abc", True), ("a*c", "ac", True), ("a*c", "ab", False),
        ("*b*", "abc", True), ("a*a", "a", False), (r"2\*3", "2*3", True), (r"2\*3", "2x3", False),
        ("a*b*c", "aXbYc", True), ("a*b*c", "acb", False), ("New Delhi", "newdelhi", True),
    ],
)  # fmt: skip
def test_a_star_stands_for_any_text(pattern, said, fits):
    assert accepting.is_pattern({"text": pattern}, said) is fits


@given(st.text("ab*", max_size=60), st.text("ab", max_size=60))
def test_patterns_answer_at_once_whatever_they_are(pattern, said):
    assert accepting.is_pattern({"text": pattern}, said) in (True, False)


@pytest.mark.parametrize(
    ("said", "mark"),
    [("3.14", 6), ("３．６４", 6), ("2.64", 6), ("2.63", 0), ("three", 0), ("3,14", 0), ("1e9", 0)],
)
def test_a_number_may_be_missed_by_its_tolerance(said, mark):
    assert points(frozen_paper("numerical"), f"1:{said}") == mark


@pytest.mark.parametrize(
    ("chosen", "mark"),
    [
        (["1:red", "2:2"], 6), (["1:rosy", "2:2"], 6), (["1:red"], 3), (["2:red", "1:2"], 0),
        (["1:red", "1:rosy", "2:2"], 3), (["9:red"], 0),
    ],
)  # fmt: skip
def test_each_blank_is_an_equal_share(chosen, mark):
    assert points(frozen_paper("fill"), *chosen) == mark


def test_each_right_pair_is_an_equal_share():
    paper = frozen_paper("matching")
    pairs = paper["questions"][0]["pairs"]
    right = [f"{part}:{option}" for part, option in pairs.items()]

    assert points(paper, *right) == 6
    assert points(paper, right[0]) == 3
    assert points(paper, right[0], f"2:{pairs['1']}") == 3
    assert points(paper, "1:99", "x", "::") == 0


def test_each_part_in_its_place_is_an_equal_share():
    paper = frozen_paper("ordering")
    first, second, third = paper["questions"][0]["pairs"].values()

    assert points(paper, f"1:{first}", f"2:{second}", f"3:{third}") == 6
    assert points(paper, f"1:{first}", f"2:{third}", f"3:{second}") == 2
    assert points(paper, f"1:{third}", f"2:{third}", f"3:{third}") == 2


def test_cents_are_rounded_once_and_half_up():
    paper = frozen_paper("ordering", points="1")
    first = paper["questions"][0]["pairs"]["1"]

    assert points(paper, f"1:{first}") == Decimal("0.33")


@given(
    st.sampled_from([str(type_) for type_ in Version.BY_KEY]),
    st.lists(st.text(max_size=8), max_size=5),
)
def test_no_answer_whatever_it_is_breaks_the_marking(type_, chosen):
    paper = frozen_paper(type_)
    points_given = points(paper, *chosen)

    assert 0 <= points_given <= 6
    assert points(paper, *chosen) == points_given


def test_ids_of_what_is_matched_or_ordered_say_nothing_of_the_right_answer():
    ordering = frozen_paper("ordering")["questions"][0]
    matching = frozen_paper("matching")["questions"][0]

    for question in (ordering, matching):
        texts = [option["text"] for option in question["options"]]
        assert texts == sorted(texts)
        assert [option["id"] for option in question["options"]] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("single", ["red"]),
        ("shortanswer", ["red"]),
        ("fill", ["red / rosy", "2"]),
        ("numerical", ["3.14 ± 0.5"]),
        ("matching", ["Canada → Ottawa", "Italy → Rome"]),
        ("ordering", ["1. switch on", "2. sign in", "3. switch off"]),
    ],
)
def test_the_right_answer_is_said_in_words(type_, words):
    assert frozen.right_words(frozen_paper(type_)["questions"][0]) == words


def test_an_answer_is_said_in_words():
    matching = frozen_paper("matching")["questions"][0]

    assert frozen.said_words(matching, ["2:1", "1:99"]) == ["Canada → ?", "Italy → Ottawa"]
    assert frozen.said_words(frozen_paper("fill")["questions"][0], ["2:b", "1:a"]) == ["a", "b"]
