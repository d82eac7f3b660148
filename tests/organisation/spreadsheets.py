"""Files of a test: what people send, and what nobody should."""

import io
import zipfile

import xlsxwriter


def csv_file(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


def xlsx_file(*rows, merge=None, date_1904=False):
    """A workbook whose cells have the types of the values given."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": date_1904})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            is_day = hasattr(value, "isoformat")
            sheet.write(number, column, value, *([day] if is_day else []))
    if merge:
        sheet.merge_range(*merge)
    book.close()
    file.seek(0)
    return file


def repacked(workbook, *, add=None, replace=None, forge=None):
    """The same workbook with parts added or replaced, or with a false size of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | (replace or {}) | (add or {})
        for name, content in parts.items():
            new.writestr(name, content)
        if forge:
            name, size = forge
            new.getinfo(name).file_size = size
    out.seek(0)
    return out
