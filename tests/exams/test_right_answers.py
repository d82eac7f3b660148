"""What whoever imports a question reads beside it: its key in words."""

from exams.formats import reading, right_answers

GIFT = """::one:: Which? {=Word ~Excel ~Paint}

::many:: Which two? {~%50%Word ~%50%Excel ~%-100%Paint}

::truth:: Is it? {F}

::short:: Which key? {=Esc =%50%Escape =esc}

::number:: How much? {#3.14:0.005}

::pairs:: Match. {=doc -> Word =xls -> Excel = -> Paint}

::essay:: Tell. {}

::text:: Only a text.
"""


def keys(text, format_):
    parsed = reading.read(text.encode(), format_)
    return {q.name: right_answers.in_words(q) for q in parsed.questions}


def test_the_key_of_each_type_is_told_in_words():
    assert keys(GIFT, "gift") == {
        "one": ["A. Word"],
        "many": ["A. Word", "B. Excel"],
        "truth": ["×"],
        "short": ["Esc / esc"],
        "number": ["3.14 ± 0.005"],
        "pairs": ["doc → Word", "xls → Excel"],
        "essay": [],
        "text": [],
    }


def test_the_key_of_blanks_and_orders_is_told_place_by_place():
    rows = "题型,题干,答案\n填空题,1 KB 等于 __ 字节，1 MB 等于 __ KB。,1024|1024;一千零二十四\n"
    order = "题型,题干,选项A,选项B,选项C,答案\n排序题,怎样开机？,按电源,等一等,登录,BAC\n"

    assert list(keys(rows, "csv").values()) == [["1. 1024", "2. 1024 / 一千零二十四"]]
    assert list(keys(order, "csv").values()) == [["1. 等一等", "2. 按电源", "3. 登录"]]


def test_of_a_row_that_was_matched_the_named_options_are_told():
    cells = {"question": "Which?", "A": "Word", "B": "Excel", "answer": "a、B"}

    assert right_answers.of_cells(cells) == ["A. Word", "B. Excel"]
    assert right_answers.of_cells({"question": "Is it?", "answer": "对"}) == ["对"]
    assert right_answers.of_cells({"question": "What?"}) == []
