"""Writing tables that a spreadsheet opens without running anything in them."""

import csv
import io
import re

import xlsxwriter

# A cell that begins like this is a formula, or ends up in the next column.
FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def csv_bytes(headers, rows):
    """UTF-8 with BOM, so that Excel reads Chinese; `read` gives the same cells back."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in [headers, *rows]:
        writer.writerow([_guarded("" if cell is None else str(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(headers, rows, sheet=""):
    """One sheet, every cell a text: no formula, no link, no rounded number."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        as_text = book.add_format({"num_format": "@"})
        page = book.add_worksheet(_sheet_name(sheet))
        page.set_column(0, max(len(headers) - 1, 0), 16, as_text)
        page.freeze_panes(1, 0)
        for number, row in enumerate([headers, *rows]):
            for column, cell in enumerate(row):
                page.write_string(number, column, "" if cell is None else str(cell), as_text)
    return file.getvalue()


def unguarded(cell):
    """Takes off the apostrophe that `csv_bytes` puts before a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _guarded(cell):
    return f"'{cell}" if FORMULA.match(cell) else cell


def _sheet_name(name):
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip() or None
