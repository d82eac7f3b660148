"""The figures as a workbook: names are text, numbers are numbers, nothing is a formula."""

import io
from decimal import Decimal

import xlsxwriter


def workbook(headers, rows, title):
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(title[:31])
        page.freeze_panes(1, 1)
        page.set_column(0, len(headers), 16)
        for place, row in enumerate([headers, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    page.write_number(place, column, float(cell))
                elif cell is not None:
                    page.write_string(place, column, str(cell))
    return file.getvalue()
