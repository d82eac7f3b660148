"""A CSV file as text: UTF-8 or GB 18030, told apart without guessing."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from django.utils.translation import gettext as _

from organisation.tables.table import TableRefused

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
CHINESE = re.compile("[\u4e00-\u9fff]")
# More than a cell may hold, so that the reader can name the row (`reading.py`).
csv.field_size_limit(16 * 1024 * 1024)


def rows_of(data):
    """Yields the rows of a CSV file, blank ones included."""
    text = decoded(data)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        yield from lines
    except csv.Error as error:
        raise TableRefused(
            _("The file cannot be read from line %(line)s on. Save it as CSV again.")
            % {"line": lines.line_num}
        ) from error


def decoded(data):
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or data[:200].count(0) > len(data[:200]) // 4:
        raise TableRefused(
            _(
                "The file is saved as Unicode text (UTF-16). Save it as UTF-8 (Excel: “CSV UTF-8”)"
                " and try again."
            )
        )
    text = _text_of(data)
    if CONTROLS.search(text):
        raise TableRefused(
            _(
                "The file is no plain text, or its text is damaged. Save it as UTF-8"
                " (Excel: “CSV UTF-8”) again."
            )
        )
    return text


def _text_of(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if data.startswith(BOM_UTF8) or any(map(_is_chinese_utf8, data.splitlines())):
        raise TableRefused(
            _(
                "The file mixes two encodings (UTF-8 and GB 18030), so some words would be"
                " wrong. Save it as UTF-8 (Excel: “CSV UTF-8”) again."
            )
        )
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise TableRefused(
            _(
                "The encoding of the file is not known. Save it as UTF-8 (Excel: “CSV UTF-8”)"
                " and try again."
            )
        ) from error


def _is_chinese_utf8(line):
    try:
        return bool(CHINESE.search(line.decode("utf-8")))
    except UnicodeDecodeError:
        return False


def _delimiter(text):
    header = text.partition("\n")[0]
    return max(",\t;", key=header.count)
