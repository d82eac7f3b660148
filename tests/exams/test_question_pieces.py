"""The small readers that all formats share."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.formats import blanks, html_text, weights
from exams.formats.checks import doubts_about, fault_of
from exams.formats.numbers import number_of
from exams.formats.questions import Answer, Question, settle, tidy

CELLS = st.text("ab;|；｜\" '", min_size=1, max_size=6).map(str.strip).filter(bool)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_blanks_written_in_a_cell_are_read_again(written):
    assert blanks.split_blanks(blanks.join_blanks(written)) == written


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_answers_and_parts_written_in_a_cell_are_read_again(written):
    assert blanks.split_answers(blanks.join_answers(written)) == written
    assert blanks.split_parts(blanks.join_parts(written)) == written


def test_quotation_marks_that_hold_nothing_together_belong_to_the_answer():
    assert blanks.split_blanks('"hello"|北京;北京市') == [['"hello"'], ["北京", "北京市"]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("__ and ____", 2),
        ("（ ）和（　）", 2),
        ("call main() here", 0),
        ("【】", 1),
        ("（甲）__", 1),
    ],
)
def test_blanks_of_a_text_are_counted(text, count):
    assert blanks.blanks_in(text) == count


@given(st.text("ab<>&;\n\t -#amp\u00a0\u3000").map(tidy))
def test_text_written_as_html_is_read_again(text):
    assert html_text.plain(html_text.escaped(text)) == (text, False)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a</p>\n<p>b</p>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("x<sup>2</sup> x<sup>ab</sup>", "x² x^(ab)"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("a&nbsp;&lt;b&gt;&#20013;", "a <b>中"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_html_becomes_plain_text(source, text):
    assert html_text.plain(source)[0] == text


@pytest.mark.parametrize(
    ("percent", "fraction"),
    [("100", "1"), ("33.33333", "0.3333333"), ("33.333", "0.3333333"), ("66.66667", "0.6666667"),
     ("-50", "-0.5"), ("12.5", "0.125"), ("14.28571", "0.1428571"), ("34", "0.34")],
)  # fmt: skip
def test_a_percentage_is_the_fraction_that_was_meant(percent, fraction):
    assert weights.weight_of(percent) == Decimal(fraction)


@given(st.sampled_from(sorted(weights.LIST)))
def test_a_weight_on_the_list_is_written_and_read_again(fraction):
    assert weights.weight_of(weights.percent(fraction)) == fraction


@pytest.mark.parametrize("parts", range(1, 27))
def test_equal_shares_are_written_and_read_again(parts):
    share = weights.share(parts)

    assert weights.weight_of(weights.percent(share)) == share


@pytest.mark.parametrize(
    ("text", "number"),
    [("3.14", "3.14"), ("３．５", "3.5"), ("−2", "-2"), ("1,234,567.8", "1234567.8"), (".5", ".5"),
     ("1e3", "1000"), ("5.", "5"), (" 7 ", "7")],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, number):
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "x", "1,2", "1 2", "NaN", "Infinity", "1e999", "٣", "0x1", "--1"]
)
def test_what_is_no_number_is_none(text):
    assert number_of(text) is None


def question(type_, *answers, text="Q?"):
    made = Question(type_, "", text, 1, list(answers))
    settle(made)
    return made


def option(text, fraction=1, **more):
    return Answer("", text, Decimal(fraction), **more)


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (question("single", option("a"), option("b", 0), text=" "), "The question has no text."),
        (question("single", option("a")), "A choice question needs at least two options."),
        (question("single", *[option("a")] * 27), "A choice question has at most 26 options."),
        (question("single", option("a", 0), option("b", 0)), "No option is marked as right."),
        (question("single", option("a", 2), option("b")), "A weight is more than 100 percent."),
        (question("single", option(""), option("b")), "Option A has no text."),
        (question("truefalse", option("a"), option("b")), "A true/false question has the answers "
         "true and false."),
        (question("shortanswer"), "There is no right answer."),
        (question("shortanswer", option("a", 0)), "There is no right answer."),
        (question("shortanswer", option("a"), option("")), "An answer is empty."),
        (question("numerical", option("a")), "a is not a number."),
        (question("numerical", option("1", tolerance=Decimal(-1))), "A tolerance cannot be below "
         "0."),
        (question("fill", option("a", match="1")), "A fill-in has 2 to 26 blanks."),
        (question("fill", option("a", match="1"), option("b", match="3")), "A blank has no "
         "answer."),
        (question("matching", option("a", match="1"), option("", match="2")), "A matching question "
         "needs at least two pairs."),
        (question("matching", option("a", match="1"), option("b", match="")), "A line of this "
         "matching question has nothing that goes with it."),
        (question("ordering", option("a")), "An ordering question has 2 to 26 parts."),
        (question("ordering", option("a"), option("ａ")), "Two parts are the same, so their order "
         "cannot be marked."),
        (question("task", option("a", "0.5"), option("b", "0.4")), "The criteria make 90 percent "
         "together, not 100."),
        (question("essay", text="x" * 10_001), "A text of this question is too long. Shorten it."),
        (question("essay", text="a\ufffd"), "Characters of this question are lost (\ufffd). Save "
         "the file again as UTF-8."),
    ],
)  # fmt: skip
def test_what_makes_a_question_impossible_to_take(made, fault):
    sentence, facts = fault_of(made)

    assert (sentence % facts if facts else sentence) == fault


def test_a_blank_that_is_drawn_must_be_filled():
    made = question("fill", option("a", match="1"), option("b", match="2"), text="__ __ __")

    assert fault_of(made)[1] == {"shown": 3, "filled": 2}


@pytest.mark.parametrize(
    ("made", "doubt"),
    [
        (question("single", option("a"), option("ａ", 0)), "Two options have the same text."),
        (question("single", option("a"), option("b")), "More than one option of a single choice"),
        (question("single", option("a", "0.5"), option("b", 0)), "No option of this single choice"),
        (question("matching", option("a", match="1"), option("a", match="2")), "Two lines of this"),
    ],
)
def test_what_only_looks_wrong_is_a_doubt(made, doubt):
    assert [sentence for sentence, _facts in doubts_about(made)][0].startswith(doubt)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([option("a"), option("b")], [option("b"), option("a")]),
        ([option("1", tolerance=Decimal("0.50"))], [option("1", tolerance=Decimal("0.5"))]),
        ([option("a", "1.0000000")], [option("a", 1)]),
    ],
)
def test_the_order_of_answers_and_the_way_of_writing_numbers_make_no_other_question(one, other):
    assert question("numerical", *one).hash == question("numerical", *other).hash


def test_the_order_of_an_ordering_question_is_its_key():
    first = question("ordering", option("a"), option("b"))
    second = question("ordering", option("b"), option("a"))

    assert first.hash != second.hash


def test_what_goes_with_what_is_part_of_the_key():
    first = question("matching", option("a", match="1"), option("b", match="2"))
    second = question("matching", option("a", match="2"), option("b", match="1"))

    assert first.hash != second.hash
