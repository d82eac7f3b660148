from decimal import Decimal

import pytest

from exams.formats import gift


def read(text):
    return gift.read(text.encode())


def only(text):
    parsed = read(text)
    assert [problem.told() for problem in parsed.errors] == []
    return parsed.questions[0]


def options(question):
    return [(answer.text, answer.fraction) for answer in question.answers]


def warnings(text):
    return [(problem.place, problem.told().split(":")[0]) for problem in read(text).warnings]


def test_an_equals_sign_makes_a_single_choice():
    question = only("::Capital:: Capital of China? {=Beijing ~Shanghai ~Xian}")

    assert (question.type, question.name, question.text) == (
        "single", "Capital", "Capital of China?",
    )  # fmt: skip
    assert options(question) == [("Beijing", 1), ("Shanghai", 0), ("Xian", 0)]


def test_weights_without_an_equals_sign_make_a_multiple_choice():
    question = only("Even? {~%50%2 ~%50%4 ~%-100%3 ~%33.33333%6}")

    assert question.type == "multiple"
    assert options(question) == [
        ("2", Decimal("0.5")),
        ("4", Decimal("0.5")),
        ("3", -1),
        ("6", Decimal("0.33333")),
    ]


def test_a_weight_of_more_than_all_is_an_error():
    parsed = read("Q {~%150%a ~b}")

    assert [p.told() for p in parsed.errors] == ["A weight is more than 100 percent."]


def test_feedback_follows_a_hash_and_the_general_one_four_of_them():
    question = only("Q {=a#well done ~b#look again####Because.}")

    assert [answer.feedback for answer in question.answers] == ["well done", "look again"]
    assert question.explanation == "Because."


@pytest.mark.parametrize(("word", "right"), [("T", "true"), ("FALSE", "false"), ("F", "false")])
def test_upper_case_words_are_true_or_false(word, right):
    question = only(f"The sun is cold. {{{word}}}")

    assert question.type == "truefalse"
    assert [a.key for a in question.answers if a.fraction] == [right]


def test_true_false_has_feedback_for_wrong_then_for_right():
    question = only("The sun is cold. {F#no, hot#yes, hot}")

    assert [(a.key, a.feedback) for a in question.answers] == [
        ("true", "no, hot"), ("false", "yes, hot"),
    ]  # fmt: skip


def test_escaped_signs_are_text():
    question = only(r"What is 2\=\{x\}\~1\:\#? {=a\=b ~c\\d\ne}")

    assert question.text == "What is 2={x}~1:#?"
    assert [text for text, _fraction in options(question)] == ["a=b", "c\\d\ne"]


def test_the_missing_word_is_put_where_the_braces_were():
    assert only("Fish {=swim ~fly} in water.").text == "Fish _____ in water."


def test_comments_formats_and_line_ends_do_not_matter():
    question = only("\ufeff// [id:x] a comment\r\n::N::[html]<p>Is 1 &lt; 2?</p> {\r\n=yes\r\n~no}")

    assert (question.text, question.place) == ("Is 1 < 2?", 2)


def test_an_unknown_format_stays_text():
    assert only("[note] Q? {=a ~b}").text == "[note] Q?"


def test_a_category_is_the_topic_of_what_follows():
    assert only("$CATEGORY: $course$/top/Files\n\nQ {=a ~b}").topic == "Files"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Tell me about it. {}", "essay"),
        ("Pi? {#3.14:0.005}", "numerical"),
        ("Match. {=a -> b =c -> d}", "matching"),
        ("Two and two? {=four =4}", "shortanswer"),
        ("Just read this.", "description"),
    ],
)
def test_types_that_cannot_be_taken_yet_are_errors_at_their_line(text, type_):
    parsed = read(f"// first\n{text}")

    assert parsed.questions == []
    assert [p.place for p in parsed.errors] == [2]
    assert f"the type {type_} cannot" in parsed.errors[0].told()


def test_a_missing_brace_is_an_error_and_the_next_question_is_read():
    parsed = read("Bad {=a ~b\n\nGood {=a ~b}")

    assert [(p.place, p.told()) for p in parsed.errors] == [
        (1, "The braces do not match: } is missing.")
    ]
    assert [q.text for q in parsed.questions] == ["Good"]


def test_one_option_is_not_a_choice():
    assert read("Q {~%100%a}").errors[0].told() == "A choice question needs at least two options."


def test_two_questions_without_a_blank_line_are_two_with_a_warning():
    text = "First {=a ~b}\nSecond {=a ~b}"

    assert [q.text for q in read(text).questions] == ["First", "Second"]
    assert warnings(text) == [
        (2, "There is no blank line before this question"),
    ]


def test_a_blank_line_inside_the_braces_is_bridged_with_a_warning():
    text = "Q {\n=a\n\n~b}"

    assert options(only(text)) == [("a", 1), ("b", 0)]
    assert warnings(text) == [(4, "A blank line inside the braces")]


def test_full_width_braces_are_warned_of():
    assert warnings("Cold ｛T｝")[0] == (
        1, "Full-width braces ｛ ｝ are plain text to GIFT",
    )  # fmt: skip


@pytest.mark.parametrize("word", ["对", "true", "错"])
def test_a_word_that_only_looks_like_true_or_false_is_warned_of(word):
    assert warnings(f"Cold {{{word}}}") == [(1, f"{{{word}}} is a short answer to Moodle")]


def test_a_line_with_only_zero_does_not_cut_the_question():
    text = "Q {\n=a\n0\n~b}"

    assert len(read(text).questions) == 1
    assert warnings(text) == [(3, "A line with only 0")]


def test_a_question_swallowed_by_a_category_is_read_with_a_warning():
    text = "$CATEGORY: A\nQ {=a ~b}"

    assert only(text).topic == "A"
    assert warnings(text) == [(2, "There is no blank line after the category")]


def test_only_the_first_braces_count():
    assert warnings("A {=a ~b} and {=c ~d} here")[0] == (
        1, "Only the first { } of a question counts; the rest is read as text.",
    )  # fmt: skip


def test_gb18030_text_is_read():
    assert gift.read("首都是 {=北京 ~上海}".encode("gb18030")).questions[0].text == "首都是"


def test_a_file_that_is_no_text_is_one_error():
    parsed = gift.read(b"PK\x03\x04\x00\x01\xff\xfe" * 20)

    assert (parsed.questions, [p.place for p in parsed.errors]) == ([], [1])
