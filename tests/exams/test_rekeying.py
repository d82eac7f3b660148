"""What a question counts as once its key is put right."""

from decimal import Decimal

import pytest

from exams import marking, rekeying
from exams.models import Paper
from exams.services import practice
from exams.services.papers import content_of
from tests import make

pytestmark = pytest.mark.django_db


def frozen(type_):
    """The content of a paper with this one question, worth one point."""
    return practice.content_of(make.question_of(type_))


def points(content, change, *value):
    return marking.mark(rekeying.content_with(content, [change]), {1: value}).points


def change(content, way="key", **key):
    return rekeying.Change(content["questions"][0]["version"], way, key)


def test_another_option_is_right():
    content = frozen("single")
    now_b = change(content, right=["b"])

    assert [points(content, now_b, letter) for letter in "ab"] == [0, 1]


def test_each_of_two_right_options_is_worth_all_the_points():
    content = frozen("single")
    both = change(content, right=["a", "b"])

    assert [points(content, both, letter) for letter in "abc"] == [1, 1, 0]


def test_of_a_multiple_choice_the_right_ones_share_the_points():
    content = frozen("multiple")
    content["rule"]["multiple"] = Paper.Rule.SHARED
    now = change(content, right=["a", "b", "c"])

    assert points(content, now, "a", "b", "c") == 1
    assert points(content, now, "a") == Decimal("0.33")


def test_where_a_wrong_option_cost_points_it_still_does():
    question = {
        "type": "multiple",
        "options": [{"id": "a", "fraction": "1"}, {"id": "b", "fraction": "-1"}],
    }

    found = rekeying.with_key(question, {"right": ["b"]})

    assert [one["fraction"] for one in found["options"]] == ["-1", "1"]


def test_another_text_is_accepted_and_half_right_ones_stay():
    question = {
        "type": "shortanswer",
        "options": [],
        "parts": [{"id": "1", "text": ""}],
        "accepted": [
            {"part": "1", "text": "red", "fraction": "1", "tolerance": "", "feedback": ""},
            {"part": "1", "text": "pink", "fraction": "0.5", "tolerance": "", "feedback": ""},
        ],
    }
    key = {"accepted": {"1": [{"text": "blue", "tolerance": ""}]}}

    found = rekeying.with_key(question, key)

    assert [(one["text"], one["fraction"]) for one in found["accepted"]] == [
        ("blue", "1"),
        ("pink", "0.5"),
    ]


@pytest.mark.parametrize(
    "type_", ["single", "truefalse", "shortanswer", "fill", "numerical", "matching", "ordering"]
)
def test_the_key_that_is_there_changes_nothing(type_):
    [question] = frozen(type_)["questions"]

    found = rekeying.with_key(question, rekeying.key_of(question))

    assert rekeying.key_of(found) == rekeying.key_of(question)


def test_everybody_gets_the_points_also_who_said_nothing():
    content = frozen("single")
    free = change(content, "all")

    assert points(content, free, "c") == points(content, free) == 1


def test_a_question_that_does_not_count_is_worth_nothing_to_anybody():
    content = content_of(make.paper(2))
    gone = rekeying.Change(content["questions"][0]["version"], "none")

    sheet = marking.mark(rekeying.content_with(content, [gone]), {1: ["a"], 2: ["a"]})

    assert (sheet.points, sheet.of) == (1, 1)
    assert [mark.slot for mark in sheet.marks] == [2]


def test_of_several_changes_the_last_one_holds():
    content = frozen("single")
    changes = [change(content, "none"), change(content, right=["b"])]

    sheet = marking.mark(rekeying.content_with(content, changes), {1: ["b"]})

    assert (sheet.points, sheet.of) == (1, 1)


def test_the_paper_itself_is_not_touched():
    content = frozen("single")
    before = str(content)

    points(content, change(content, right=["b"]), "b")

    assert str(content) == before
