"""Reading the table of responses and the key: what is taken, and what is refused where."""

import numpy as np
import pytest

from exams.analysis import responses
from exams.analysis.responses import answers_of, marks_of, plain_answer, read_key, read_responses
from exams.refusals import Refused
from tests.exams.analysis.tables import table

HEADER = ["person", "a", "b"]


def marks(*rows):
    return marks_of(read_responses([HEADER, *rows])).tolist()


def refusal_of(act, *rows):
    with pytest.raises(Refused) as refusal:
        act(*rows)
    return refusal.value.as_json()


def test_marks_are_numbers_and_empty_cells_are_none():
    [[first, second]] = marks(["P", " 1.5 ", ""])

    assert first == 1.5
    assert np.isnan(second)


def test_full_width_digits_and_negative_marks_are_marks():
    assert marks(["P", "２", "-0.5"]) == [[2, -0.5]]


@pytest.mark.parametrize("cell", ["A", "1,5", "nan", "inf", "1e3", "50%", "9" * 400, "1/2", "二"])
def test_what_is_no_mark_is_named_with_its_row_and_column(cell):
    refusal = refusal_of(marks, ["P", "1", "0"], ["Q", "1", cell])

    assert (refusal["row"], refusal["column"]) == (3, "b")
    assert refusal["message"].startswith("Row 3, column b: “")


def test_blank_rows_are_left_out_but_counted():
    refusal = refusal_of(marks, ["", " ", ""], [], ["P", "1", "x"])

    assert refusal["row"] == 4


def test_a_short_row_ends_in_empty_cells():
    assert np.isnan(marks(["P", "1"])[0][1])


def test_a_long_row_is_refused_unless_its_end_is_empty():
    assert marks(["P", "1", "0", "", " "]) == [[1, 0]]
    assert refusal_of(marks, ["P", "1", "0", "1"])["row"] == 2


def test_a_person_is_there_once():
    refusal = refusal_of(marks, ["P", "1", "0"], ["Q", "1", "0"], ["P", "1", "1"])

    assert refusal["message"] == "Row 4: P is there already, in row 2. Delete one of them."


def test_people_without_a_name_are_different_ones():
    assert marks(["", "1", "0"], ["", "1", "0"]) == [[1, 0], [1, 0]]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([], "the first column must be called person"),
        (["name", "a"], "the first column must be called person"),
        (["person"], "no column of answers"),
        (["person", "a", "", "b"], "column 3 has no name"),
        (["person", "a", "a"], "the column a is there twice"),
    ],
)
def test_a_header_that_names_no_items_is_refused(header, said):
    refusal = refusal_of(read_responses, [header, ["P", "1", "1", "1"]])

    assert refusal["row"] == 1
    assert said in refusal["message"]


def test_nameless_columns_at_the_end_are_no_items():
    assert read_responses([["姓名", "a", "", ""], ["P", "1", "", ""]]).items == ("a",)


@pytest.mark.parametrize("rows", [[], [HEADER], [HEADER, ["", "", ""]]])
def test_a_table_without_answers_is_refused(rows):
    assert refusal_of(read_responses, rows)["message"]


def test_a_table_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(responses, "MOST_CELLS", 3)

    assert "more than 3 answers" in refusal_of(read_responses, table(["10", "01"]))["message"]


def test_raw_answers_are_right_when_they_are_the_key():
    read = read_responses([HEADER, ["P", "b", "BA"], ["Q", "C", "B"], ["R", "", "Ａ、Ｂ"]])

    right = answers_of(read, {"a": "B", "b": "AB"}).marks()

    assert right[:2].tolist() == [[1, 1], [0, 0]]
    assert np.isnan(right[2, 0])
    assert right[2, 1] == 1


def test_every_item_needs_a_key():
    read = read_responses([HEADER, ["P", "A", "B"]])

    assert refusal_of(answers_of, read, {"a": "A"}) == {
        "column": "b",
        "message": "The key says nothing about b.",
    }


def test_a_key_may_know_items_that_were_not_asked():
    assert read_key([["item", "key"], ["a", "A"], [], ["z", "B"]]) == {"a": "A", "z": "B"}


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([], 1),
        ([["item", "answer"], ["a", "A"]], 1),
        ([["item", "key"], ["a"]], 2),
        ([["item", "key"], ["a", "A"], ["a", "B"]], 3),
    ],
)
def test_a_key_that_cannot_be_read_is_refused_at_its_row(rows, row):
    assert refusal_of(read_key, rows)["row"] == row


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ab", "B、A", True),
        ("A;C", "AC", True),
        ("2", "2.0", True),
        ("对", " 对 ", True),
        ("on", "no", False),
        ("A", "B", False),
    ],
)
def test_answers_that_differ_in_writing_only_are_the_same(one, other, same):
    assert (plain_answer(one) == plain_answer(other)) == same
