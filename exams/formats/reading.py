"""Which reader is for which format, how a format is found out, and what holds for all files."""

import re
from pathlib import Path, PurePath

from exams.formats import aiken, gift, moodle_xml, pasted, tabular
from exams.formats.questions import Parsed
from exams.formats.questions import marked as _
from organisation.tables import MOST_BYTES, TableRefused
from organisation.tables.text_file import decoded

READERS = {
    "gift": gift.read,
    "aiken": aiken.read,
    "moodlexml": moodle_xml.read,
    "xlsx": tabular.read_xlsx,
    "csv": tabular.read_csv,
    "text": pasted.read,
}
FORMATS = ("auto", *READERS)
IN_ROWS = ("xlsx", "csv")

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_SUFFIXES = {".xlsx": "xlsx", ".xls": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "csv",
             ".xml": "moodlexml", ".gift": "gift"}  # fmt: skip
# How much of a file is looked at: the beginning says what it is.
_LOOKED_AT = 200_000
_AIKEN = re.compile(r"^[A-Z][).][ \t]?.*\r?\n?\s*ANSWER:", re.MULTILINE)
_GIFT = re.compile(r"^\s*(::.*?::|\$CATEGORY:)|\{\s*([=~#]|(T|F|TRUE|FALSE)\s*[#}])", re.MULTILINE)
_ESSAYS = re.compile(r"\{\s*\}")
_CHINESE = re.compile(r"答案\s*[:：】]")


def read(data, format_, name=""):
    """Questions of a file; `auto` finds out what it is, for which its name is a hint."""
    if format_ == "auto":
        format_ = format_of(data, name)
    if len(data) > MOST_BYTES:
        return refused(format_, _("The file is larger than 10 MB. Split it and try again."))
    if not data.strip():
        return refused(format_, _("The file is empty."))
    return READERS[format_](data)


def read_path(path, format_):
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        # A name may hold bytes that are no text.
        shown = str(path).encode(errors="replace").decode()
        return refused(
            format_, _("The file %(path)s cannot be opened. Check where it lies."), path=shown
        )
    return read(data, format_, str(path))


def refused(format_, sentence, **facts):
    """Nothing but the sentence why."""
    parsed = Parsed("row" if format_ in IN_ROWS else "line")
    parsed.error(1, sentence, **facts)
    return parsed


def format_of(data, name=""):
    """What a file is, by what stands in it; where that says nothing, by the end of its name."""
    if data.startswith(_PACKED):
        return "xlsx"
    by_name = _SUFFIXES.get(PurePath(name).suffix.lower())
    try:
        text = decoded(_beginning(data))
    except TableRefused:
        return by_name or "text"
    return _format_of_text(text) or by_name or "text"


def _beginning(data):
    """Whole lines, so that no character is cut in two."""
    if len(data) <= _LOOKED_AT:
        return data
    end = data.rfind(b"\n", 0, _LOOKED_AT)
    return data[: end if end > 0 else len(data)]


def _format_of_text(text):
    if re.match(r"\s*<(\?xml|quiz|!)", text):
        return "moodlexml"
    if tabular.has_header(text):
        return "csv"
    if _AIKEN.search(text):
        return "aiken"
    if _GIFT.search(text):
        return "gift"
    if _CHINESE.search(text):
        return "text"
    return "gift" if _ESSAYS.search(text) else None
