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
    [
        ("对", "true"),
        ("√", "true"),
        ("正确", "true"),
        ("是", "true"),
        ("Ｔ", "true"),
        ("true", "true"),
        ("1.0", "true"),
        ("错", "false"),
        ("×", "false"),
        ("错误", "false"),
        ("否", "false"),
        ("F", "false"),
        ("FALSE", "false"),
        ("0", "false"),
    ],  # fmt: skip
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
    parsed = read("题干,题型,A,B,答案\n哪个,听力,甲,乙,A\n")

    assert told(parsed.errors) == [
        (2, "The type 听力 is not known; write 单选, 多选, 判断, 填空 or 简答.")
    ]


def test_a_table_without_the_needed_columns_says_which():
    parsed = read("a,b\n1,2\n")

    assert parsed.errors[0].place == 1
    assert "题干" in parsed.errors[0].told()


def test_radical_signs_are_warned_of_and_kept():
    parsed = read(f"{PLAIN}1,s,⼀共几个,a,b,c,d,A\n")

    assert parsed.questions[0].text == "⼀共几个"
    assert parsed.warnings[0].told().startswith("Radical signs (一)")


def only(text):
    parsed = read(text)
    assert told(parsed.errors) == []
    return parsed.questions[0]


def test_several_right_options_share_the_points():
    question = only(f"{PLAIN}1,s,Which?,a,b,c,d,ABD\n")

    assert [str(a.fraction) for a in question.answers] == [
        "0.3333333", "0.3333333", "0", "0.3333333",
    ]  # fmt: skip


def test_an_answer_may_be_the_words_of_one_option_with_a_warning():
    parsed = read(f"{PLAIN}1,s,Which?,停电,带电,c,d,带电\n")

    assert right(parsed.questions[0]) == ["b"]
    assert told(parsed.warnings) == [
        (2, "The answer is given by its words, not its letter; it is option B.")
    ]


@pytest.mark.parametrize(
    ("cell", "blanks"),
    [("北京|上海", [["北京"], ["上海"]]), ("北京；北京市｜上海", [["北京", "北京市"], ["上海"]])],
)
def test_blanks_are_divided_by_strokes_and_alternatives_by_semicolons(cell, blanks):
    question = only(f"题型,题干,答案\n填空题,首都__最大__,{cell}\n")

    assert (question.type, question.blanks) == ("fill", blanks)


def test_one_blank_is_a_short_answer_in_which_a_star_is_a_star():
    question = only("题型,题干,答案\n填空,2__3,2*3;2×3\n")

    assert (question.type, [a.text for a in question.answers]) == ("shortanswer", ["2\\*3", "2×3"])


def test_without_a_type_a_blank_in_the_text_makes_a_fill_in():
    assert only("题干,答案\n首都是____,北京\n").type == "shortanswer"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("填空题,__和__,甲", "The text has 2 blanks, the answer fills 1."),
        ("填空题,__和__,甲|乙|丙", "The text has 2 blanks, the answer fills 3."),
        ("填空题,__和__,甲|", "A blank has no answer."),
        (",甲乙,丙", "It is not said what type of question this is. Add a column 题型."),
        ("数值题,多少,三", "三 is not a number, a range or a number with a tolerance."),
        ("排序题,先后,AB", "The answer must name every option once, in the right order."),
        ("连线题,配对,甲", "For matching, write what goes with each option into the answer"),
        ("说明题,读一读,甲", "A description has no answer."),
        ("判断题,甲,也许", "The answer 也许 is neither true nor false"),
        ("单选题,甲,", "The answer is missing."),
    ],
)
def test_an_answer_that_does_not_fit_its_type_is_an_error(row, message):
    parsed = read(f"题型,题干,答案\n{row}\n")

    assert parsed.questions == []
    assert parsed.errors[0].place == 2
    assert parsed.errors[0].told().startswith(message)


@pytest.mark.parametrize(
    ("cell", "number", "tolerance"),
    [("3.14±0.005", "3.14", "0.005"), ("3.14：0.005", "3.14", "0.005"), ("2.0", "2.0", "0"),
     ("3.1..3.2", "3.15", "0.05")],
)  # fmt: skip
def test_numbers_have_a_tolerance(cell, number, tolerance):
    answer = only(f"题型,题干,答案\n数值题,多少,{cell}\n").answers[0]

    assert (answer.text, str(answer.tolerance)) == (number, tolerance)


def test_a_tolerance_may_have_a_column_of_its_own():
    answer = only("题型,题干,答案,允许误差\n数值题,多少,3,0.5\n").answers[0]

    assert (answer.text, str(answer.tolerance)) == ("3", "0.5")


@pytest.mark.parametrize(
    ("word", "type_"),
    [("简答题", "essay"), ("问答", "essay"), ("名词解释", "essay"), ("操作题", "task"),
     ("实操", "task")],
)  # fmt: skip
def test_what_people_mark_keeps_the_answer_for_them(word, type_):
    question = only(f"题型,题干,参考答案\n{word},怎样登记,先看后写\n")

    assert (question.type, [(a.text, a.fraction) for a in question.answers]) == (
        type_, [("先看后写", 1)],
    )  # fmt: skip


def test_parts_are_put_into_the_order_the_answer_names():
    question = only("题型,题干,选项A,选项B,选项C,答案\n排序题,先后,关机,开机,登录,BCA\n")

    assert (question.type, [a.text for a in question.answers]) == (
        "ordering", ["开机", "登录", "关机"],
    )  # fmt: skip


def test_what_goes_with_the_options_stands_in_the_answer():
    question = only("题型,题干,选项A,选项B,答案\n连线题,配对,加拿大,意大利,渥太华|罗马|巴黎\n")

    assert [(a.text, a.match) for a in question.answers] == [
        ("加拿大", "渥太华"), ("意大利", "罗马"), ("", "巴黎"),
    ]  # fmt: skip


def test_a_description_needs_no_answer():
    assert only("题型,题干,答案\n说明题,读一读,\n").type == "description"


def test_a_word_for_any_choice_is_settled_by_the_answer():
    parsed = read("题型,题干,A,B,答案\n选择题,甲,一,二,A\n选择题,乙,一,二,AB\n")

    assert [q.type for q in parsed.questions] == ["single", "multiple"]


def test_answer_columns_of_their_own_are_blanks_or_letters():
    parsed = read("题型,题干,A,B,答案1,答案2\n填空,__和__,,,甲,乙\n多选,哪些,一,二,A,B\n")

    assert parsed.questions[0].blanks == [["甲"], ["乙"]]
    assert right(parsed.questions[1]) == ["a", "b"]


@pytest.mark.parametrize(
    "cell", ["A.停电 B.带电", "A、停电\nB、带电", "停电|带电", "A：停电｜B：带电"]
)
def test_packed_options_are_divided_in_many_ways(cell):
    question = only(f'题干,选项,答案\n哪个,"{cell}",B\n')

    assert [a.text for a in question.answers] == ["停电", "带电"]


def test_packed_options_that_cannot_be_told_apart_are_an_error():
    parsed = read("题干,选项,答案\n哪个,A-停电|带电,B\n")

    assert told(parsed.errors) == [
        (2, "The options in one cell cannot be told apart. Write A-…|B-…")
    ]


def test_numbered_option_columns_are_letters():
    question = only("题目,选择项1,选择项2,答案1,题型\n哪个,甲,乙,B,单选\n")

    assert [(a.key, a.text) for a in question.answers] == [("a", "甲"), ("b", "乙")]


def test_levels_of_a_topic_are_a_path_and_an_id_is_kept():
    text = "试题GUID,题型(必填）,题干（必填）,答案,知识点一级,知识点二级\nG7,判断,甲,对,网络,地址\n"
    question = only(text)

    assert (question.topic, question.code, question.name) == ("网络/地址", "G7", "G7")


def test_a_running_number_is_no_id():
    assert only("序号,题干,答案\n7,甲,对\n").code == ""


def test_our_own_columns_say_weights_feedback_tags_and_what_keeps_its_place():
    question = only(
        "题型,题干,选项A,选项B,选项C,答案,各项权重,反馈A,标签,固定选项,名称\n"
        "单选题,哪个,甲,乙,丙,A,100;50;-25,好,网;络,C,名\n"
    )

    assert [(str(a.fraction), a.feedback, a.pinned) for a in question.answers] == [
        ("1", "好", False), ("0.5", "", False), ("-0.25", "", True),
    ]  # fmt: skip
    assert (question.tags, question.name) == (["网", "络"], "名")


@pytest.mark.parametrize(
    ("weights", "message"),
    [("100", "There are not as many weights as answers."), ("a;b", "The weight a is no number.")],
)
def test_weights_must_fit_the_answers(weights, message):
    parsed = read(f"题型,题干,A,B,答案,各项权重\n单选,哪个,甲,乙,A,{weights}\n")

    assert told(parsed.errors) == [(2, message)]


@pytest.mark.parametrize(
    ("said", "key"), [("Ａ", "a"), ("b", "b"), ("Ｂ。", "b"), ("1.0", None), (" C ", "c")]
)
def test_letters_of_any_width_and_case_are_read_and_numbers_are_not_guessed(said, key):
    parsed = read(f"{PLAIN}1,s,Which?,a,b,c,d,{said}\n")

    assert [right(question) for question in parsed.questions] == ([[key]] if key else [])
    assert bool(parsed.errors) == (key is None)


def test_the_family_of_a_list_of_duties_is_read():
    text = (
        "序号,一级纲要,二级纲要,题目分类,题型,题干,选项,答案,题目依据,试题分数,试题编码,备注,说明\n"
        "1,安全,用电,必考,单选题,停电时先做什么？,A-断开总闸|B-等一等,A,手册,2,K-7,\\,先断电\n"
    )

    question = read(text).questions[0]

    assert (question.text, right(question)) == ("停电时先做什么？", ["a"])
    assert (question.topic, question.code, question.explanation) == (
        "安全/用电/必考", "K-7", "先断电",
    )  # fmt: skip


def test_the_family_of_skill_tests_is_read():
    text = (
        "试题GUID,题型(必填）,题干（必填）,答案,选项A,选项B,知识点一级,知识点二级,难度,解析,出处\n"
        "f00d,多选题,哪些是输入设备？,AB,键盘,鼠标,硬件,外设,易,都能输入,教材\n"
    )

    question = read(text).questions[0]

    assert (question.type, right(question)) == ("multiple", ["a", "b"])
    assert (question.topic, question.code) == ("硬件/外设", "f00d")


def test_an_answer_that_is_far_too_long_is_an_error_at_its_row():
    parsed = read(f"{PLAIN}1,s,Which?,{'a' * 2001},b,c,d,A\n")

    assert [problem.place for problem in parsed.errors] == [2]
    assert parsed.questions == []
