"""From a file to rows: what kind of file it is, limits, and cells as clean text."""

import os
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePath

from django.utils.translation import gettext as _

from organisation.tables import formulas, text_file, workbook
from organisation.tables.table import Refused, Sheet, Table, TableRefused
from organisation.tables.writing import unguarded

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 2_000

# Excel keeps 15 digits of a number; an ID number typed as a number has lost its end.
EXACT = 10**15
ROUNDED = re.compile(r"\d(\.\d+)?E\+(1[1-9]|[2-9]\d)", re.IGNORECASE)
EDGES = " \t\r\n\u00a0\u3000\u200b\u200e\u200f\ufeff"
# Excel counts a 29 February 1900 that never was.
FIRST_SURE_DAY = date(1900, 3, 1)

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"


class _Doubtful(Exception):
    """A cell that must not be guessed."""


def read(source, name=""):
    """Reads a path or an open binary file; `name` is what its sender called it."""
    data, kind = _looked_at(source, name)
    if kind == "xlsx":
        raw, merged = workbook.rows_of(data, MOST_ROWS, MOST_COLUMNS)
        return _table(raw, _typed, _rows_touched_by(merged))
    return _table(text_file.rows_of(data), _written, frozenset())


def read_sheets(source, name=""):
    """All visible sheets with their cells as text: for tables whose header may stand lower down.

    Texts of a workbook are taken as they are; a number that Excel has rounded is refused.
    """
    data, kind = _looked_at(source, name)
    if kind != "xlsx":
        return [_sheet("", text_file.rows_of(data), _written)]
    # First all cells: only then is it known that the file does not unpack to a monster.
    sheets = list(workbook.sheets_of(data, MOST_ROWS, MOST_COLUMNS))
    with_formulas = formulas.rows_with_formulas(data)
    return [
        _sheet(title, raw, _cell, _rows_touched_by(merged), with_formulas.get(title, frozenset()))
        for title, raw, merged in sheets
    ]


def _looked_at(source, name):
    """(bytes, "xlsx" or "csv")"""
    name = name or str(source if isinstance(source, str | os.PathLike) else _name_of(source))
    data = _bytes_of(source)
    if not data.strip():
        raise TableRefused(_("The file is empty."))
    return data, _kind(data, PurePath(name).suffix.lower())


def _name_of(file):
    return getattr(file, "name", None) or ""


def _bytes_of(source):
    if isinstance(source, str | os.PathLike):
        try:
            with Path(source).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise TableRefused(
                _("The file %(path)s cannot be opened. Check where it lies.") % {"path": source}
            ) from error
    else:
        data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TableRefused(_("The file is larger than 10 MB. Split the table and try again."))
    return data


def _kind(data, suffix):
    if data.startswith(OLE):
        raise TableRefused(
            _(
                "The workbook is locked by a password or of an old kind (.xls)."
                " Save it as .xlsx without a password and try again."
            )
        )
    if data.startswith(ZIP):
        if suffix not in (".xlsx", ""):
            raise _misnamed(_("an Excel workbook or another packed file"), suffix)
        return "xlsx"
    if suffix in (".xlsx", ".xlsm", ".xls"):
        raise _misnamed(_("no Excel workbook"), suffix)
    if data.startswith(PDF):
        raise _misnamed(_("a PDF"), suffix)
    return "csv"


def _misnamed(what, suffix):
    return TableRefused(
        _(
            "The file is called “%(suffix)s” but is %(what)s. Save the table as .xlsx or CSV"
            " and try again."
        )
        % {"suffix": suffix, "what": what}
    )


def _rows_touched_by(merged):
    rows = (range(top + 1, bottom + 2) for (top, _left), (bottom, _right) in merged)
    return frozenset(row for span in rows for row in span)


def _table(raw, clean, merged):
    headers, rows, refused = None, [], []
    for number, cells in enumerate(raw, start=1):
        if number > MOST_ROWS + 1:
            raise workbook.too_many_rows(MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise workbook.too_many_columns(MOST_COLUMNS)
        try:
            texts = [_short(clean(cell)) for cell in cells]
            if headers is None:
                headers = _headers(texts)
            elif any(texts):
                if number in merged:
                    raise _Doubtful(_("There are merged cells in this row. Split them."))
                rows.append((number, _row(headers, texts)))
        except _Doubtful as doubt:
            if headers is None:
                raise TableRefused(str(doubt)) from doubt
            refused.append(Refused(number, str(doubt), _what_is_sure(headers, cells, clean)))
    return Table([header for header in headers if header], rows, refused)


def _what_is_sure(headers, cells, clean):
    sure = {}
    for header, cell in zip(headers, cells, strict=False):
        try:
            sure[header] = _short(clean(cell))
        except _Doubtful:
            sure[header] = ""
    return {header: text for header, text in sure.items() if header}


def _sheet(name, raw, clean, merged=frozenset(), with_formulas=frozenset()):
    rows, refused, dates = [], [], set()
    for number, cells in enumerate(raw, start=1):
        if number > MOST_ROWS + 1:
            raise workbook.too_many_rows(MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise workbook.too_many_columns(MOST_COLUMNS)
        if any(isinstance(cell, date | time | timedelta) for cell in cells):
            dates.add(number)
        try:
            texts = [_short(clean(cell)) for cell in cells]
        except _Doubtful as doubt:
            refused.append(Refused(number, str(doubt)))
        else:
            if any(texts):
                rows.append((number, texts))
    return Sheet(name, rows, refused, merged, frozenset(dates), with_formulas)


def _headers(texts):
    named = [text for text in texts if text]
    if not named:
        raise TableRefused(_("The first row is empty. It must name the columns."))
    if doubled := next((text for text in named if named.count(text) > 1), None):
        raise TableRefused(
            _("The column “%(name)s” is there twice. Delete one of them.") % {"name": doubled}
        )
    return texts


def _row(headers, texts):
    spare = texts[len(headers) :]
    nameless = [text for header, text in zip(headers, texts, strict=False) if not header]
    if any(spare) or any(nameless):
        raise _Doubtful(
            _("This row has a cell without a column name above it. Is there a comma too many?")
        )
    texts += [""] * (len(headers) - len(texts))
    return {header: text for header, text in zip(headers, texts, strict=False) if header}


def _short(text):
    if len(text) > MOST_CHARACTERS:
        raise _Doubtful(
            _("A cell holds more than %(most)s characters. Shorten it.") % {"most": MOST_CHARACTERS}
        )
    return text


def _written(cell):
    """A cell of a CSV file."""
    cell = unguarded(cell.strip(EDGES))
    if ROUNDED.fullmatch(cell):
        raise _rounded(cell)
    return cell


def _typed(cell):
    """A cell of a workbook: text as it is, numbers and days as one would write them."""
    if isinstance(cell, str):
        return _of_text(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _of_number(cell)
    if isinstance(cell, datetime):
        moment = cell.isoformat(" ", "minutes")
        return _of_day(cell.date()) if cell.time() == time.min else moment
    if isinstance(cell, date):
        return _of_day(cell)
    return str(cell)


def _cell(cell):
    """As `_typed`, but a text may look like a number that was rounded: it is a text."""
    return _of_text(cell, rounded=True) if isinstance(cell, str) else _typed(cell)


def _of_text(cell, rounded=False):
    cell = cell.strip(EDGES)
    if text_file.CONTROLS.search(cell):
        raise _Doubtful(_("A cell holds characters that are no text. Type it again."))
    if ROUNDED.fullmatch(cell) and not rounded:
        raise _rounded(cell)
    return cell


def _of_number(cell):
    if abs(cell) >= EXACT:
        raise _rounded(f"{cell:.5E}")
    # 2.0 → 2; 0.1 stays 0.1 and never 1E-1.
    return f"{Decimal(repr(cell)).normalize():f}"


def _of_day(day):
    if day < FIRST_SURE_DAY:
        raise _Doubtful(_("The day %(day)s cannot be right. Type it again.") % {"day": day})
    return day.isoformat()


def _rounded(shown):
    return _Doubtful(
        _(
            "Excel has rounded a long number (%(shown)s), its last digits are lost. Format the"
            " column as text and type the number again."
        )
        % {"shown": shown}
    )
