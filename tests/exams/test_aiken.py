"""Aiken, construct by construct and error by error (EXAMS.md §2.2)."""

import pytest

from exams.formats import aiken

GOOD = "Which?\nA) one\nB. two\nC)three\nANSWER: B\n"


def read(text):
    return aiken.read(text.encode())


def told(problems):
    return [(problem.place, problem.told()) for problem in problems]


def test_a_question_its_options_and_its_answer():
    question = read(GOOD).questions[0]

    assert (question.type, question.text, question.place) == ("single", "Which?", 1)
    assert [(a.key, a.text, a.fraction) for a in question.answers] == [
        ("a", "one", 0), ("b", "two", 1), ("c", "three", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("answer", ["ANSWER:B", "ANSWER: B.", "ANSWER:  B) two", "ANSWER: Because"])
def test_the_first_letter_behind_answer_counts(answer):
    question = read(GOOD.replace("ANSWER: B", answer)).questions[0]

    assert [a.key for a in question.answers if a.fraction] == ["b"]


def test_texts_are_plain():
    text = "Is <b> & </b> a tag?\nA) <b>\nB) &amp;\nANSWER: A"

    assert [a.text for a in read(text).questions[0].answers] == ["<b>", "&amp;"]


def test_lines_of_one_byte_are_skipped_with_a_warning():
    parsed = read("Which?\n7\nA) one\r\nB) two\rANSWER: A")

    assert len(parsed.questions) == 1
    assert told(parsed.warnings) == [(2, "A line of one character is left out, as Moodle does.")]


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("Which?\nA) one\nANSWER: A", [(1, "A choice question needs at least two options.")]),
        ("A) one", [(1, "An option stands here before any question.")]),
        ("ANSWER: A", [(1, "ANSWER: stands here before any question.")]),
        ("Which?\nA) one\nB) two", [(1, "The question has no line that begins with ANSWER:")]),
        (
            f"First?\n{GOOD}",
            [(1, "The question has no options before the next one begins.")],
        ),
        (
            f"First?\nA) one\nB) two\n{GOOD}",
            [(1, "The question has no line that begins with ANSWER:")],
        ),
        (
            "Which?\nA) one\nB) two\nANSWER: C",
            [(4, "ANSWER: C names an option that is not there.")],
        ),
        (
            "Which?\nA) one\nB) two\nANSWER: b",
            [(4, "ANSWER: b is no capital letter of an option.")],
        ),
        ("Which?\nA) one\nB) two\nANSWER:", [(4, "ANSWER:  is no capital letter of an option.")]),
        (
            "Which?\nA) one\nB) two\nAnswer: B",
            [(4, "Write ANSWER: in capital letters, with a plain colon.")],
        ),
        (
            "Which?\nA) one\nB) two\nANSWER: A, B",
            [(4, "Aiken has one right answer; A, B are several.")],
        ),
        (
            "Which?\nA) one\nA) two\nANSWER: A",
            [(4, "Two options of this question have the same letter; ANSWER: A.")],
        ),
        ("Which?\nA) one\nB)\nANSWER: A", [(1, "Option B has no text.")]),
    ],
)
def test_what_is_not_whole_is_an_error_at_its_line(text, errors):
    assert told(read(text).errors) == errors


def test_an_error_does_not_stop_the_questions_after_it():
    assert [q.text for q in read(f"First?\n{GOOD}").questions] == ["Which?"]


def test_a_question_that_begins_like_an_option_is_read_with_a_warning():
    parsed = read(f"{GOOD}\nA. Lovelace wrote the first?\nA) program\nB) novel\nANSWER: A")

    assert parsed.questions[1].text == "A. Lovelace wrote the first?"
    assert [problem.place for problem in parsed.warnings] == [7]


def test_letters_out_of_order_keep_their_meaning():
    parsed = read("Which?\nA) one\nC) three\nANSWER: C")

    assert [a.text for a in parsed.questions[0].answers if a.fraction] == ["three"]
    assert [problem.place for problem in parsed.warnings] == [1]


def test_options_with_chinese_signs_are_named():
    assert told(read("Which?\nA、one\nB、two\nANSWER: A").errors)[0] == (
        1, "Write the options as A) or A. with plain signs.",
    )  # fmt: skip


def test_a_file_without_a_question_says_so():
    assert told(read("//").errors) == [
        (1, "The question has no options before the next one begins.")
    ]
    assert told(read("x").errors) == [(1, "There is no question in this file.")]


def test_letters_go_up_to_z_and_a_tab_may_follow_their_sign():
    options = "\n".join(f"{chr(65 + n)}.\toption {n}" for n in range(26))

    question = read(f"Which?\n{options}\nANSWER: Z").questions[0]

    assert (len(question.answers), question.answers[0].text) == (26, "option 0")
    assert [a.key for a in question.answers if a.fraction] == ["z"]


def test_an_option_behind_z_is_not_swallowed():
    options = "\n".join(f"{chr(65 + n)}. option {n}" for n in range(26))

    parsed = read(f"Which?\n{options}\nAA. one more\nANSWER: Z")

    assert parsed.questions == []
    assert [problem.place for problem in parsed.errors] == [1, 29]


def test_feedback_is_no_part_of_the_format_and_is_not_swallowed():
    parsed = read("Which?\nA) one\nB) two\nFEEDBACK: well done\nANSWER: A")

    assert parsed.questions == []
    assert parsed.errors != []
