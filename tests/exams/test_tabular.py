import pytest

from exams.formats import tabular

PLAIN = "id,subject,question,A,B,C,D,answer\n"


def read(text, encoding="utf-8"):
    return tabular.read_csv(text.encode(encoding))


def right(question):
    return [answer.key for answer in question.answers if answer.fraction]


def told(problems):
    return [(problem.place, problem.told()) for problem in problems]


def test_the_plain_family_counts_rows_with_the_header_as_the_first():
    parsed = read(f"{PLAIN}q1,Files,Which?,a,b,c,d,B\n")

    question = parsed.questions[0]
    assert (question.type, question.name, question.topic, question.place) == (
        "single", "q1", "Files", 2,
    )  # fmt: skip
    assert right(question) == ["b"]


@pytest.mark.parametrize("answer", ["AC", "A,C", "A、C", "A;C", "Ａ Ｃ", "ac", "c、a"])
def test_several_letters_are_a_multiple_choice_however_they_are_written(answer):
    question = read(f'{PLAIN}1,s,Which?,a,b,c,d,"{answer}"\n').questions[0]

    assert (question.type, sorted(right(question))) == ("multiple", ["a", "c"])


@pytest.mark.parametrize(
    ("answer", "key"),
    [("对", "true"), ("√", "true"), ("错误", "false"), ("F", "false"), ("1.0", "true")],
)
def test_a_judgement_is_written_in_many_ways(answer, key):
    question = read(f"题干,题型,答案\n是不是,判断题,{answer}\n").questions[0]

    assert (question.type, right(question)) == ("truefalse", [key])


def test_a_judgement_by_letter_follows_the_words_of_the_options():
    question = read("题干,题型,选项A,选项B,答案\n是不是,判断,错,对,A\n").questions[0]

    assert right(question) == ["false"]


def test_headers_with_brackets_and_line_ends_are_found_below_title_rows():
    text = (
        "题库模板,,,,,\n"
        '题干（必填）,题型 （必填）,选项 A,"选项B\n(勿删)","正确答案\n（必填）",[学科]\n'
        "哪个,单选题,甲,乙,B,计算机\n"
    )
    question = read(text, "gb18030").questions[0]

    assert (question.text, question.topic, right(question)) == ("哪个", "计算机", ["b"])


def test_options_packed_in_one_cell_are_taken_apart():
    question = read("题型,题干,选项,答案,说明\n单选,哪个,A-停电|B-带电,B,\\\n").questions[0]

    assert [a.text for a in question.answers] == ["停电", "带电"]
    assert question.explanation == ""


def test_an_empty_option_leaves_a_gap_and_letters_never_shift():
    parsed = read(f"{PLAIN}1,s,Which?,a,,c,d,D\n")

    assert [(a.key, a.text) for a in parsed.questions[0].answers] == [
        ("a", "a"), ("c", "c"), ("d", "d"),
    ]  # fmt: skip
    assert told(parsed.warnings) == [
        (2, "Option B is empty; the other options keep their letters.")
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1,s,,a,b,c,d,A", "The question has no text."),
        ("1,s,Q,a,b,c,d,", "The answer is missing."),
        ("1,s,Q,a,b,,,C", "The answer C names an option that is empty."),
        ("1,s,Q,a,b,c,d,停电", "The answer 停电 is not one of the letters of the options."),
        ("1,s,Q,a,,,,A", "A choice question needs at least two options."),
    ],
)
def test_a_row_that_cannot_be_taken_is_an_error_at_its_row(row, message):
    parsed = read(f"{PLAIN}9,s,Good?,a,b,c,d,A\n{row}\n")

    assert told(parsed.errors) == [(3, message)]
    assert len(parsed.questions) == 1


def test_a_single_choice_with_two_letters_is_refused():
    parsed = read("题干,题型,A,B,答案\n哪个,单选,甲,乙,AB\n")

    assert told(parsed.errors) == [(2, "A single choice has one right answer; AB are several.")]


def test_an_unknown_type_is_named():
    parsed = read("题干,题型,A,B,答案\n哪个,问答,甲,乙,A\n")

    assert told(parsed.errors) == [(2, "The type 问答 is not known; 单选, 多选 and 判断 are.")]


def test_a_table_without_the_needed_columns_says_which():
    parsed = read("a,b\n1,2\n")

    assert parsed.errors[0].place == 1
    assert "题干" in parsed.errors[0].told()


def test_radical_signs_are_warned_of_and_kept():
    parsed = read(f"{PLAIN}1,s,⼀共几个,a,b,c,d,A\n")

    assert parsed.questions[0].text == "⼀共几个"
    assert parsed.warnings[0].told().startswith("Radical signs (一)")
