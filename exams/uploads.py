"""A file handed in for a practical task: what is taken, and as what it is kept. No Django.

What a file is, its content says, not its name. A picture is drawn anew, so that nothing stands
behind its pixels, not where it was taken; the others are looked at from outside.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from exams import pictures
from exams.formats.question import marked as _

MIMES = {
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What stands in the page; the others are downloaded.
SHOWN = {"jpg"}
MOST_BYTES = 5_000_000
MOST_UNPACKED, MOST_MEMBERS = 100_000_000, 2_000
LONGEST_NAME = 80
_MEMBERS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_RUNS = re.compile(r"vbaproject\.bin$|/embeddings/|/activex/", re.IGNORECASE)
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

TOO_HEAVY = _("The file is larger than 5 MB. Make it smaller and choose it again.")
_EMPTY = _("The file is empty. Choose it again.")
_KINDS = _("Only a photo, a Word file (.docx), an Excel file (.xlsx) or a PDF can be handed in.")
_DAMAGED = _("This file cannot be read. Save it once more and choose it again.")
_MACROS = _("There are macros or other files inside. Save it without them and choose it again.")
_LOCKED = _("The file is locked by a password. Save it without one and choose it again.")


class Unfit(Exception):
    """Its sentence says why a file is not taken."""


@dataclass(frozen=True)
class Prepared:
    kind: str
    name: str
    data: bytes
    sent_sha256: str

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


def prepared(name, data):
    """The file as it is kept."""
    if not data:
        raise Unfit(_EMPTY)
    kind, kept = _looked_at(data)
    return Prepared(kind, shown_name(name, kind), kept, hashlib.sha256(data).hexdigest())


def _looked_at(data):
    if data[:4] == b"PK\x03\x04":
        return _office(data), data
    if data[:5] == b"%PDF-":
        return _pdf(data), data
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        # Of old Office files and of those with a password the outside is the same.
        raise Unfit(_LOCKED if b"E\0n\0c\0r\0y\0p\0t\0e\0d" in data else _KINDS)
    try:
        return "jpg", pictures.photo(data)
    except pictures.Unfit as unfit:
        raise Unfit(str(unfit) if _is_picture(data) else _KINDS) from unfit


def _is_picture(data):
    heads = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8", b"BM")
    return data.startswith(heads)


def _office(data):
    _refuse_heavy(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unfit(_DAMAGED) from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise Unfit(_DAMAGED)
    if any(member.flag_bits & 1 for member in members):
        raise Unfit(_LOCKED)
    names = {member.filename for member in members}
    kinds = {kind for name, kind in _MEMBERS.items() if name in names}
    if len(kinds) != 1 or "[Content_Types].xml" not in names:
        raise Unfit(_KINDS)
    if any(_RUNS.search(name) for name in names):
        raise Unfit(_MACROS)
    return kinds.pop()


def _pdf(data):
    _refuse_heavy(data)
    if b"%%EOF" not in data[-2048:]:
        raise Unfit(_DAMAGED)
    if b"/Encrypt" in data:
        raise Unfit(_LOCKED)
    if re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b", data):
        raise Unfit(_MACROS)
    return "pdf"


def _refuse_heavy(data):
    if len(data) > MOST_BYTES:
        raise Unfit(TOO_HEAVY)


def shown_name(name, kind):
    """What the person reads: her own name of the file, without a way to anywhere."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = _NO_NAME.sub("", last).rpartition(".")[0].strip(" .") or _NO_NAME.sub("", last)
    return f"{stem[: LONGEST_NAME - len(kind) - 1] or 'file'}.{kind}"
