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
        ("6", Decimal("0.3333333")),
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
        ("Tell me about it. {####well}", "essay"),
        ("Pi? {#3.14:0.005}", "numerical"),
        ("Match. {=a -> b =c -> d}", "matching"),
        ("Two and two? {=four =4}", "shortanswer"),
        ("Two and two? {four}", "shortanswer"),
        ("Is it? {TRUE}", "truefalse"),
        ("Which? {~a =b}", "single"),
        ("Which? {~%50%a ~%50%b ~c -> d}", "multiple"),
        ("Just read this.", "description"),
    ],
)
def test_the_type_follows_from_what_stands_between_the_braces(text, type_):
    question = only(f"// first\n{text}")

    assert (question.type, question.place) == (type_, 2)


def test_a_short_answer_has_weights_and_feedback_and_counts_whole_without_a_weight():
    question = only("Two and two? {=four#good =%50%fuor#spelling =%0%*#no}")

    assert [(a.text, a.fraction, a.feedback) for a in question.answers] == [
        ("four", 1, "good"), ("fuor", Decimal("0.5"), "spelling"), ("*", 0, "no"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "answers"),
    [
        ("3.14:0.005", [("3.14", 1, "0.005")]),
        ("3.14..3.15", [("3.145", 1, "0.005")]),
        ("-5..5", [("0", 1, "5")]),
        ("-2.5", [("-2.5", 1, "0")]),
        ("0", [("0", 1, "0")]),
        ("=1822:0 =%50%1822:2", [("1822", 1, "0"), ("1822", Decimal("0.5"), "2")]),
    ],
)
def test_numbers_have_a_tolerance_a_range_and_weights(body, answers):
    question = only(f"Q {{#{body}}}")

    assert [(a.text, a.fraction, a.tolerance) for a in question.answers] == [
        (text, fraction, Decimal(tolerance)) for text, fraction, tolerance in answers
    ]


def test_what_is_said_of_any_other_number_is_kept():
    question = only("Q {#=3:1#yes ~#look again}")

    assert [(a.text, a.fraction, a.feedback, a.tolerance) for a in question.answers] == [
        ("3", 1, "yes", 1), ("*", 0, "look again", None),
    ]  # fmt: skip


@pytest.mark.parametrize("body", ["#three", "#3:x", "#1..b"])
def test_what_is_no_number_is_an_error(body):
    assert read(f"Q {{{body}}}").errors[0].told().endswith("or a number with a tolerance.")


def test_pairs_match_and_a_pair_without_a_stem_leads_astray():
    question = only("Q {=Canada -> Ottawa =Italy->Rome = -> Paris}")

    assert [(a.text, a.match, a.fraction) for a in question.answers] == [
        ("Canada", "Ottawa", 1), ("Italy", "Rome", 1), ("", "Paris", 0),
    ]  # fmt: skip


def test_a_pair_without_an_arrow_is_an_error():
    told = read("Q {=a -> b =c}").errors[0].told()

    assert told == "A line of this matching question has no ->: c"


def test_comments_may_carry_an_id_and_tags():
    question = only("// [id:K\\]7] and [tag:net] [tag:hard one]\nQ {T}")

    assert (question.code, question.tags) == ("K]7", ["net", "hard one"])


def test_formats_may_stand_before_every_text():
    question = only("[html]<b>Q</b>? {=[plain]<a> ~b#[html]x<br>y ~[markdown]*c*}")

    assert (question.text, [(a.text, a.feedback) for a in question.answers]) == (
        "Q?", [("<a>", ""), ("b", "x\ny"), ("*c*", "")],
    )  # fmt: skip


def test_a_picture_is_left_out_with_a_warning():
    text = '[html]See <img src\\="a.png" alt\\="a house"> {=a ~b}'

    assert only(text).text == "See a house"
    assert warnings(text) == [(1, "A picture is left out")]


def test_a_weight_moodle_does_not_know_is_kept_with_a_warning():
    text = "Q {~%34%a ~%66.66667%b}"

    assert options(only(text)) == [("a", Decimal("0.34")), ("b", Decimal("0.6666667"))]
    assert warnings(text) == [
        (1, "Moodle does not know a weight of 34 percent; it is kept as it is.")
    ]


def test_a_missing_brace_is_an_error_and_the_next_question_is_read():
    parsed = read("Bad {=a ~b\n\nGood {=a ~b}")

    assert [(p.place, p.told()) for p in parsed.errors] == [
        (1, "The braces do not match: } is missing.")
    ]
    assert [q.text for q in parsed.questions] == ["Good"]


def test_one_option_is_not_a_choice():
    assert read("Q {~%100%a}").errors[0].told() == "A choice question needs at least two options."


def test_a_weight_may_be_negative_a_decimal_or_the_whole():
    question = only("Which? {~%100%a ~%33.33333%b ~%-50%c ~d}")

    assert options(question) == [
        ("a", 1), ("b", Decimal("0.3333333")), ("c", Decimal("-0.5")), ("d", 0),
    ]  # fmt: skip


def test_a_tag_does_not_reach_over_the_end_of_its_line():
    question = only("// [tag:one\n// two] [tag:net]\nQ {T}")

    assert (question.text, question.tags) == ("Q", ["net"])


def test_a_question_of_its_own_format_is_named_and_explained():
    question = only("::N::[plain]Is it *so*? {F#no#yes####Because.}")

    assert (question.name, question.text, question.explanation) == ("N", "Is it *so*?", "Because.")
