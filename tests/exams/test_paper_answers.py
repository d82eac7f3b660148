"""What is written on an answer sheet and how it is read back; without a database."""

import pytest

from exams import paper_answers
from exams.refusals import Refused


def option(id_, fraction="0", text=""):
    return {"id": id_, "text": text or id_, "fraction": fraction}


CHOICE = {"slot": 1, "type": "multiple", "options": [option("x", "1"), option("y"), option("z")]}
TRUTH = {"slot": 2, "type": "truefalse", "options": [option("true", "0"), option("false", "1")]}
FILL = {
    "slot": 3,
    "type": "fill",
    "options": [],
    "parts": [{"id": "1", "text": ""}, {"id": "2", "text": ""}],
    "accepted": [
        {"part": part, "text": text, "fraction": "1", "tolerance": ""}
        for part, text in (("1", "red"), ("2", "blue"))
    ],
}
MATCH = {
    "slot": 4,
    "type": "matching",
    "options": [option("2", text="Rome"), option("1", text="Ottawa")],
    "parts": [{"id": "1", "text": "Canada"}, {"id": "2", "text": "Italy"}],
    "pairs": {"1": "1", "2": "2"},
}


@pytest.mark.parametrize("text", ["AC", "ca", "A、C", "Ａ，ｃ", " a c ", "ACA"])
def test_letters_are_read_whatever_their_width_case_and_order(text):
    assert paper_answers.read(CHOICE, {"1": text}) == ["x", "z"]


@pytest.mark.parametrize(
    ("text", "value"), [("√", ["true"]), ("对", ["true"]), ("×", ["false"]), ("F", ["false"])]
)
def test_true_and_false_are_read_by_their_signs(text, value):
    assert paper_answers.read(TRUTH, {"2": text}) == value


@pytest.mark.parametrize(
    ("question", "written", "sentence"),
    [
        (CHOICE, {"1": "D"}, "“D” is none of the letters A to C."),
        (TRUTH, {"2": "perhaps"}, "Write √ or ×, T or F."),
        (MATCH, {"4.1": "AB"}, "One letter only."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(question, written, sentence):
    with pytest.raises(Refused) as refusal:
        paper_answers.read(question, written)

    assert refusal.value.told() == sentence


def test_nothing_written_is_no_answer():
    assert [paper_answers.read(q, {}) for q in (CHOICE, TRUTH, FILL, MATCH)] == [[], [], [], []]


def test_parts_are_kept_as_a_sitting_keeps_them():
    assert paper_answers.read(FILL, {"3.1": " red ", "3.2": ""}) == ["1:red"]
    assert paper_answers.read(MATCH, {"4.1": "b", "4.2": "A"}) == ["1:1", "2:2"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (CHOICE, ["x", "z"]), (TRUTH, ["false"]), (FILL, ["1:red", "2:12"]),
        (MATCH, ["1:1", "2:2"]),
    ],
)  # fmt: skip
def test_what_is_shown_of_an_answer_is_read_back_equal(question, value):
    assert paper_answers.read(question, paper_answers.written(question, value)) == value


def test_the_key_says_what_is_right_as_it_is_written():
    keys = [paper_answers.key_words(question) for question in (CHOICE, TRUTH, FILL, MATCH)]

    assert keys == ["A", "×", "red  blue", "1B  2A"]
