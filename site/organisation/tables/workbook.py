"""An Excel workbook (.xlsx), looked at from outside before anything is unpacked."""

import io
import re
import zipfile
import zlib

import python_calamine
from django.utils.translation import gettext as _

from organisation.tables.table import TableRefused

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 50
CHUNK = 256 * 1024
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
PACKED = re.compile(r"\.(zip|rar|7z|gz|xlsx|xlsm|docx|docm|pptx|jar|exe)$", re.IGNORECASE)
# Where a cell or a row says it is: `r="AB12"`, `r="12"`.
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,12})["']""")
LONGEST_PLACE = 40


def rows_of(data, most_rows, most_columns):
    """The rows of the first visible sheet and the merged ranges ((row, column), (row, column))."""
    _name, rows, merged = next(sheets_of(data, most_rows, most_columns))
    return rows, merged


def sheets_of(data, most_rows, most_columns):
    """Yields (name, rows, merged ranges) of each visible sheet; refuses when there is none."""
    _look_at_outside(data, most_rows, most_columns)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, name in _visible(book):
            sheet = book.get_sheet_by_index(number)
            rows = sheet.to_python(skip_empty_area=False, nrows=most_rows + 2)
            yield name, rows, sheet.merged_cell_ranges or []
    except python_calamine.PasswordError as error:
        raise TableRefused(_locked()) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableRefused(_damaged()) from error


def _visible(book):
    sheets = [
        (number, sheet.name)
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if not sheets:
        raise TableRefused(_("The workbook has no sheet with a table."))
    return sheets


def _look_at_outside(data, most_rows, most_columns):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise TableRefused(_damaged()) from error
    _check_sizes(parts)
    _check_kinds(parts)
    for part in parts:
        _check_content(data, part, most_rows, most_columns)


def _check_sizes(parts):
    if len(parts) > MOST_PARTS or sum(bool(SHEET.match(p.filename)) for p in parts) > MOST_SHEETS:
        raise TableRefused(
            _("The workbook has too many sheets. Keep the one with the table and try again.")
        )
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large()


def _check_kinds(parts):
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise TableRefused(
            _(
                "The workbook contains macros."
                " Save it as an ordinary workbook (.xlsx) and try again."
            )
        )
    if any(PACKED.search(name) or "/embeddings/" in name for name in names):
        raise TableRefused(
            _("There are other files inside this one. Save the table alone and try again.")
        )
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise TableRefused(
            _("This is no Excel workbook (.xlsx). Save the table as .xlsx or CSV and try again.")
        )
    if any(part.flag_bits & 1 for part in parts):
        raise TableRefused(_locked())


def _check_content(data, part, most_rows, most_columns):
    """Counts what really comes out: the sizes that a file states about itself may be forged."""
    is_sheet, seen, rest = bool(SHEET.match(part.filename)), 0, b""
    for chunk in _unpacked(data, part):
        if not seen and b"<!DOCTYPE" in chunk.upper():
            raise TableRefused(_damaged())
        seen += len(chunk)
        if seen > part.file_size:
            raise TableRefused(_damaged())
        if is_sheet:
            _check_places(rest + chunk, most_rows, most_columns)
            rest = chunk[-LONGEST_PLACE:]


def _check_places(xml, most_rows, most_columns):
    """A single cell far out would make the reader hold every cell before it."""
    for column, row in set(PLACE.findall(xml)):
        if int(row) > most_rows + 1:
            raise too_many_rows(most_rows)
        if _number_of(column) > most_columns:
            raise too_many_columns(most_columns)


def _number_of(column):
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number


def _unpacked(data, part):
    start = part.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise TableRefused(_damaged())
    start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
        return
    inflater, rest = zlib.decompressobj(-zlib.MAX_WBITS), packed
    try:
        while not inflater.eof and (chunk := inflater.decompress(rest, CHUNK)):
            rest = inflater.unconsumed_tail
            yield chunk
    except zlib.error as error:
        raise TableRefused(_damaged()) from error


def too_many_rows(most):
    return TableRefused(
        _("The table has more than %(most)s rows. Split it into several files.") % {"most": most}
    )


def too_many_columns(most):
    return TableRefused(
        _("The table has more than %(most)s columns. Delete those that are not asked for.")
        % {"most": most}
    )


def _too_large():
    return TableRefused(
        _("The file unpacks to more than 100 MB. Keep only the sheet with the table.")
    )


def _locked():
    return TableRefused(_("The workbook is locked by a password. Take it off and try again."))


def _damaged():
    return TableRefused(_("The workbook is damaged. Open it in Excel, save it again and retry."))
