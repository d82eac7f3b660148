"""Workbooks of questions: what a cell of Excel may do to them."""

import io
from datetime import date

import xlsxwriter

from exams.formats import tabular
from tests.organisation.spreadsheets import xlsx_file

HEADER = ["题型", "题干", "选项A", "选项B", "答案"]


def read(*rows, **more):
    return tabular.read_xlsx(xlsx_file(*rows, **more).read())


def told(problems):
    return [(problem.place, problem.told()) for problem in problems]


def workbook(**sheets):
    """A workbook by the names of its sheets; one whose name begins with "hidden" is hidden."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name.startswith("hidden"):
                sheet.hide()
    return file.getvalue()


def test_numbers_are_whole_where_they_were_whole():
    parsed = read(HEADER, ["单选题", "多少", 2.0, 1024, "B"], ["判断题", "对吗", "", "", 1])

    assert [a.text for a in parsed.questions[0].answers] == ["2", "1024"]
    assert parsed.questions[1].answers[0].fraction == 1


def test_the_header_may_stand_below_a_title_and_rows_keep_their_numbers():
    parsed = read(["县题库"], [], [], HEADER, ["单选题", "哪个", "甲", "乙", "B"])

    assert [q.place for q in parsed.questions] == [5]


def test_a_header_below_the_tenth_row_is_not_looked_for():
    parsed = read(*[["x"]] * 10, HEADER, ["单选题", "哪个", "甲", "乙", "B"])

    assert (parsed.questions, parsed.errors[0].place) == ([], 1)


def test_dates_and_formulas_are_warned_of_at_their_row():
    parsed = read(
        HEADER,
        ["单选题", "哪天", date(2026, 1, 2), "乙", "B"],
        ["单选题", "多少", "=1+1", "乙", "B"],
    )

    assert told(parsed.warnings) == [
        (2, "A cell holds a date or a time: Excel may have made it of a text."),
        (3, "A cell holds a formula; its last result is read."),
    ]


def test_rows_with_merged_cells_are_errors_but_a_merged_title_is_not():
    row = ["单选题", "哪个", "甲", "乙", "B"]
    file = xlsx_file(["县题库"], HEADER, row, row, merge=(2, 0, 3, 0, "单选题"))

    parsed = tabular.read_xlsx(file.read())

    assert told(parsed.errors) == [
        (3, "There are merged cells in this row. Split them."),
        (4, "There are merged cells in this row. Split them."),
    ]


def test_all_visible_sheets_are_read_and_hidden_ones_are_not():
    data = workbook(
        单选题=[HEADER[1:], ["甲", "一", "二", "A"]],
        hidden=[HEADER[1:], ["乙", "一", "二", "A"]],
        判断题=[["题干", "答案"], ["丙", "对"], ["丁", "也许"]],
        说明=[["怎样填写这张表"]],
    )

    parsed = tabular.read_xlsx(data)

    assert [(q.type, q.text) for q in parsed.questions] == [("single", "甲"), ("truefalse", "丙")]
    assert [problem.told()[:10] for problem in parsed.errors] == ["Sheet “判断题"]
    assert told(parsed.warnings) == [
        (1, "Sheet “说明”: This sheet has no header of questions; it is left out.")
    ]


def test_a_text_that_looks_like_a_rounded_number_is_a_text_and_a_rounded_number_is_an_error():
    parsed = read(
        HEADER, ["单选题", "多少", "6.02E+23", "乙", "A"], ["单选题", "多少", 6.02e23, "乙", "A"]
    )

    assert [q.answers[0].text for q in parsed.questions] == ["6.02E+23"]
    assert [problem.place for problem in parsed.errors] == [3]


def test_cells_that_look_like_formulas_stay_texts():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, ["单选题", "=A1+1", "+1", "@SUM", "A"]]):
            sheet.write_row(number, 0, row)

    question = tabular.read_xlsx(file.getvalue()).questions[0]

    assert [question.text, *(a.text for a in question.answers)] == ["=A1+1", "+1", "@SUM"]
