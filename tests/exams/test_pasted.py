"""Pasted Chinese text (EXAMS.md §2.4)."""

import pytest

from exams.formats import pasted


def read(text, encoding="utf-8"):
    return pasted.read(text.encode(encoding))


def only(text):
    parsed = read(text)
    assert told(parsed.errors) == []
    assert len(parsed.questions) == 1
    return parsed.questions[0]


def told(problems):
    return [(problem.place, problem.told()) for problem in problems]


def right(question):
    return [answer.key for answer in question.answers if answer.fraction > 0]


@pytest.mark.parametrize("number", ["1.", "1、", "１．", "1)", "（1）", "第1题", "1 、", ""])
@pytest.mark.parametrize("dot", [".", "、", "．", ")", "："])
def test_numbers_and_letters_are_written_in_many_ways(number, dot):
    text = f"{number} 哪个是输入设备？\nA{dot} 键盘\nB{dot} 屏幕\n答案：A\n"
    question = only(text.lstrip())

    assert question.text.endswith("哪个是输入设备？")
    assert ([a.text for a in question.answers], right(question)) == (["键盘", "屏幕"], ["a"])


def test_several_options_stand_on_one_line():
    question = only("1. 哪个？\nA.甲 B.乙　C.丙\nD.丁\n答案：C")

    assert [a.text for a in question.answers] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("answer", ["AC", "A、C", "A;C", "A，C", "ａｃ", "A C。"])
def test_several_letters_are_a_multiple_choice(answer):
    question = only(f"1. 哪些？\nA.甲\nB.乙\nC.丙\n正确答案：{answer}")

    assert (question.type, right(question)) == ("multiple", ["a", "c"])


@pytest.mark.parametrize(
    ("word", "key"), [("正确", "true"), ("√", "true"), ("错", "false"), ("F", "false")]
)
def test_a_judgement(word, key):
    question = only(f"1. 停电会丢失内容。\n答案：{word}")

    assert (question.type, right(question)) == ("truefalse", [key])


def test_blanks_have_several_answers():
    question = only("1. 首都是__，最大的城市是__。\n答案：北京;北京市|上海")

    assert (question.type, question.blanks) == ("fill", [["北京", "北京市"], ["上海"]])


def test_one_blank_is_a_short_answer():
    question = only("1. 首都是____。\n答案：北京；北京市")

    assert (question.type, [a.text for a in question.answers]) == (
        "shortanswer", ["北京", "北京市"],
    )  # fmt: skip


def test_what_has_to_be_written_is_marked_by_people():
    question = only("1. 怎样登记？\n1) 先想\n2) 再说\n答案：第一步看。\n第二步写。")

    assert (question.type, question.text) == ("essay", "怎样登记？\n1) 先想\n2) 再说")
    assert [(a.text, a.fraction) for a in question.answers] == [("第一步看。\n第二步写。", 1)]


def test_headings_say_the_type_of_what_follows():
    parsed = read(
        "一、单选题（每题2分）\n1. 甲？\nA.一\nB.二\n答案：A\n"
        "二、多选题\n1. 乙？\nA.一\nB.二\n答案：A\n"
        "三、排序题\n1. 丙？\nA.后\nB.先\n答案：BA\n"
        "【简答题】\n1. 丁？\n答案：对\n"
    )

    assert [q.type for q in parsed.questions] == ["single", "multiple", "ordering", "essay"]
    assert [a.text for a in parsed.questions[2].answers] == ["先", "后"]


def test_a_heading_from_a_pdf_is_read_too():
    assert read("⼀、判断题\n1. 甲\n答案：对").questions[0].type == "truefalse"


def test_the_type_may_stand_at_the_question():
    assert only("1.【多选题】哪些？\nA.甲\nB.乙\n答案：A").type == "multiple"
    assert only("1. 哪些？（单选题）\nA.甲\nB.乙\n答案：A").text == "哪些？"


def test_chapters_are_topics_and_so_is_what_a_line_says():
    parsed = read(
        "第一章 网络\n1. 甲\n答案：对\n第二章 文件\n1. 乙\n答案：对\n知识点：文件名\n难度：易"
    )

    assert [q.topic for q in parsed.questions] == ["第一章 网络", "文件名"]


def test_explanations_run_over_several_lines():
    question = only("1. 甲\n答案：对 解析：因为\n所以\n")

    assert question.explanation == "因为\n所以"


def test_an_answer_may_stand_behind_the_question_or_an_option():
    parsed = read("1. 甲。答案：√\n2. 乙？\nA.一 B.二 答案：B\n")

    assert [right(q) for q in parsed.questions] == [["true"], ["b"]]


def test_an_answer_in_the_brackets_is_taken_out_with_a_warning():
    parsed = read("1. 首都是（ B ）。\nA.上海\nB.北京")

    assert parsed.questions[0].text == "首都是（　　）。"
    assert right(parsed.questions[0]) == ["b"]
    assert [problem.place for problem in parsed.warnings] == [1]


def test_questions_without_numbers_are_divided_by_their_answers():
    parsed = read("甲？\nA.一\nB.二\n答案：A\n乙？\nA.一\nB.二\n答案：B\n\n丙\n答案：错")

    assert [q.text for q in parsed.questions] == ["甲？", "乙？", "丙"]


def test_a_decimal_number_begins_no_question():
    question = only("1. 多大？\n2.5 GB 还是\n答案：正确")

    assert question.text == "多大？\n2.5 GB 还是"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1. 哪个？\nA.甲\nB.乙\n2. 乙\n答案：对", (1, "The answer is missing.")),
        ("1. 哪个？\nA.甲\nB.乙\n答案：C", (1, "The answer C names an option that is empty.")),
        (
            "一、填空题\n1. __和__\n答案：甲",
            (
                2,
                "The text has 2 blanks, the answer fills 1. Write | between blanks and ; between "
                "answers that are both right.",
            ),
        ),
        ("一、判断题\n1. 甲\n答案：也许", (2, "The answer 也许 is neither true nor false; "
         "对 or 错 is expected.")),
        ("第一章 网络", (1, "There is no question in this file.")),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_an_error_at_its_line(text, error):
    assert told(read(text).errors) == [error]


def test_gb18030_with_rare_characters_is_read():
    question = read("1. 㛃䶮是名字\n答案：对", "gb18030").questions[0]

    assert question.text == "㛃䶮是名字"
