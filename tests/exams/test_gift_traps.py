"""Each trap of EXAMS.md §2.1: what Moodle does with it, and that nothing is lost in silence."""

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


SWALLOWED = "There is no blank line before this question"


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


@pytest.mark.parametrize(
    ("text", "texts", "line"),
    [
        ("One {T}\nTwo {F}\nThree {T}", ["One", "Two", "Three"], 2),
        ("Read this.\n::b:: Two {F}", ["Read this.", "Two"], 2),
        ("Fish {=swim ~fly} in water.\nTwo {F}", ["Fish _____ in water.", "Two"], 2),
        ("One {\n=a\n~b\n}\n// a comment\nTwo {}", ["One", "Two"], 6),
    ],
)
def test_a_question_is_not_swallowed_by_the_one_before_it(text, texts, line):
    assert [q.text for q in read(text).questions] == texts
    assert warnings(text)[0] == (line, SWALLOWED)


def test_a_question_without_its_brace_does_not_swallow_a_named_one():
    parsed = read("::a:: Bad {=x ~y\n::b:: Good {T}")

    assert [q.name for q in parsed.questions] == ["b"]
    assert [(p.place, p.told()) for p in parsed.errors] == [
        (1, "The braces do not match: } is missing.")
    ]


def test_two_questions_on_one_line_are_one_with_a_warning():
    assert warnings("One {T} Two {F}")[0][1].startswith("Only the first { } of a question counts")


def test_what_stands_below_the_answers_is_warned_of():
    text = "One {=a ~b}\nSome more text"

    assert only(text).text == "One _____\nSome more text"
    assert warnings(text) == [(2, "What stands below the answers is read as part of the question.")]


def test_several_blank_lines_inside_the_braces_are_bridged():
    text = "Q {\n=a\n\n~b\n\n~c\n}"

    assert options(only(text)) == [("a", 1), ("b", 0), ("c", 0)]
    assert warnings(text) == [(4, "A blank line inside the braces")]


def test_a_brace_that_never_closes_does_not_reach_over_the_next_question():
    parsed = read("Bad {=a\n\nOnly a text\n\nGood {T}")

    assert [q.text for q in parsed.questions] == ["Only a text", "Good"]
    assert [p.place for p in parsed.errors] == [1]


def test_a_line_of_wide_spaces_divides_with_a_warning():
    text = "One {T}\n\u3000\nTwo {F}"

    assert len(read(text).questions) == 2
    assert warnings(text)[0][0] == 2


def test_a_zero_between_two_questions_divides_them():
    text = "One {T}\n0\nTwo {F}"

    assert [q.text for q in read(text).questions] == ["One", "Two"]
    assert warnings(text) == [(2, "A line with only 0")]


@pytest.mark.parametrize("text", ["Cold ｛T}", "Cold {T｝"])
def test_one_full_width_brace_is_an_error_that_names_it(text):
    assert "Full-width braces" in read(text).errors[0].told()


def test_full_width_signs_inside_the_braces_are_warned_of():
    assert only("Q {＝a ～b}").type == "shortanswer"
    assert warnings("Q {＝a ～b}")[0][1].startswith("Full-width signs")


def test_a_brace_in_an_answer_is_an_error_unless_escaped():
    assert "There is a } too many" in read("Q {=a {x} ~b}").errors[0].told()
    assert options(only(r"Q {=a \{x\} ~b}")) == [("a {x}", 1), ("b", 0)]


def test_answers_without_any_braces_are_warned_of():
    assert warnings("Which one? =a ~b") == [(1, "There are no braces around the answers")]


def test_a_weight_behind_the_equals_sign_of_a_choice_is_text_with_a_warning():
    assert options(only("Q {=%50%a ~b}"))[0] == ("%50%a", 1)
    assert warnings("Q {=%50%a ~b}")[0][1].startswith("A weight behind =")


def test_text_behind_the_tilde_of_a_number_is_left_out_with_a_warning():
    assert warnings("Q {#3 ~2#no}") == [(1, "2 is left out")]


def test_a_category_in_the_middle_of_a_block_is_a_category():
    text = "One {T}\n$CATEGORY: Files\nTwo {F}"

    assert [(q.text, q.topic) for q in read(text).questions] == [("One", ""), ("Two", "Files")]


def test_categories_are_paths_with_strokes_of_their_own():
    assert only("$CATEGORY: $course$/top/Net/TCP//IP\n\nQ {T}").topic == "Net/TCP//IP"


def test_lines_end_as_on_any_system():
    assert len(read("One {T}\r\rTwo {F}").questions) == 2


def test_a_name_without_a_text_is_taken_for_the_text():
    assert only("::2+2 is?::{#4}").text == "2+2 is?"
    assert warnings("::2+2 is?::{#4}") == [
        (1, "The question has only a name; it is taken for its text.")
    ]


@pytest.mark.parametrize("size", [200_000, 9_000_000])
def test_a_block_without_end_is_read_in_linear_time(size):
    text = "Q {=a\n~b\n" * (size // 10)

    assert [p.place for p in read(text).errors][0] == 1


def test_the_same_doubt_about_two_options_is_said_once():
    text = "Which? {~%34%a ~%33%b ~%33%c}"

    said = [problem.told() for problem in read(text).warnings]

    assert len(said) == len(set(said)) == 2
