import io
import resource
import time
import zipfile
from datetime import date

import pytest

from organisation import tables
from organisation.tables import TableRefused
from tests.organisation.spreadsheets import repacked, xlsx_file

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def values(*cells):
    table = tables.read(xlsx_file(["value"], *[[cell] for cell in cells]), "list.xlsx")
    return [row["value"] for _number, row in table.rows]


def test_numbers_are_written_as_one_would_write_them():
    assert values(2.0, 0.1, 13_800_138_000, 371_521_001_000) == [
        "2",
        "0.1",
        "13800138000",
        "371521001000",
    ]


def test_days_are_written_in_iso_form():
    assert values(date(1975, 3, 8)) == ["1975-03-08"]


def test_a_workbook_that_counts_from_1904_gives_the_same_days():
    table = tables.read(xlsx_file(["day"], [date(1975, 3, 8)], date_1904=True), "list.xlsx")

    assert table.rows == [(2, {"day": "1975-03-08"})]


def test_a_day_of_january_1900_is_not_believed():
    table = tables.read(xlsx_file(["day"], [date(1900, 1, 5)]), "list.xlsx")

    assert [refused.row for refused in table.refused] == [2]


def test_an_id_number_that_excel_rounded_is_refused_and_not_guessed():
    file = xlsx_file(["id"], ["ok"], [371521199001010000])

    table = tables.read(file, "list.xlsx")

    assert table.rows == [(2, {"id": "ok"})]
    assert [(r.row, "rounded" in r.message) for r in table.refused] == [(3, True)]


def test_of_a_refused_row_the_sure_cells_are_kept():
    file = xlsx_file(["name", "id"], ["Ana", 371521199001010000])

    table = tables.read(file, "list.xlsx")

    assert table.refused[0].cells == {"name": "Ana", "id": ""}


def test_merged_cells_are_refused_row_by_row():
    file = xlsx_file(["a", "b"], ["1", "2"], ["3", "4"], merge=(2, 0, 2, 1, "x"))

    table = tables.read(file, "list.xlsx")

    assert [row for row, _cells in table.rows] == [2]
    assert [refused.row for refused in table.refused] == [3]


def test_true_and_false_are_written_as_excel_shows_them():
    assert values(True, False) == ["TRUE", "FALSE"]


def test_a_name_need_not_end_in_xlsx_when_there_is_none():
    assert tables.read(xlsx_file(["a"], ["1"]), "").rows == [(2, {"a": "1"})]


def hidden_cell(place):
    cell = f'<sheetData><row r="1"><c r="{place}"><v>1</v></c></row></sheetData>'
    return repacked(xlsx_file(["a"]), replace={SHEET: PLAIN.format(cell)})


HOSTILE = {
    "a million rows": (lambda: hidden_cell("A1048576"), "more than 20000 rows"),
    "16,384 columns": (lambda: hidden_cell("XFD1"), "more than 60 columns"),
    "ten thousand sheets": (
        lambda: repacked(
            xlsx_file(["a"]), add={f"xl/worksheets/sheet{n}.xml": "<a/>" for n in range(2, 10_001)}
        ),
        "too many sheets",
    ),
    "macros": (lambda: repacked(xlsx_file(["a"]), add={"xl/vbaProject.bin": "x"}), "macros"),
    "a file inside": (lambda: repacked(xlsx_file(["a"]), add={"xl/a.zip": "x"}), "inside"),
    "270 MB": (
        lambda: repacked(xlsx_file(["a"]), replace={SHEET: b" " * 270_000_000}),
        "more than 100 MB",
    ),
    "a forged size": (
        lambda: repacked(
            xlsx_file(["a"]), replace={SHEET: b" " * 270_000_000}, forge=(SHEET, 1_000)
        ),
        "damaged",
    ),
    "entities": (
        lambda: repacked(
            xlsx_file(["a"]),
            replace={SHEET: '<!DOCTYPE a [<!ENTITY b "bbb">]>' + PLAIN.format("&b;")},
        ),
        "damaged",
    ),
    "no XML": (lambda: repacked(xlsx_file(["a"]), replace={SHEET: "<"}), "damaged"),
    "a Word file": (
        lambda: packed({"[Content_Types].xml": "x", "word/document.xml": "x"}),
        "no Ex",
    ),
    "half a file": (lambda: io.BytesIO(xlsx_file(["a"]).getvalue()[:500]), "damaged"),
}


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_refused_at_once_and_costs_no_memory(kind):
    build, words = HOSTILE[kind]
    file = build()
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    with pytest.raises(TableRefused, match=words):
        tables.read(file, "list.xlsx")

    assert time.process_time() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
