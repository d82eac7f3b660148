"""Takes the names of people out of a file that was handed in, before a marker reads it. No Django.

Word and Excel write into each file who made it and who changed it, into remarks and changes who
made them; a PDF says whose program wrote it. What was handed in stays as it came, as evidence;
this makes the copy that others get.
"""

import io
import re
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

_OFFICE = "http://schemas.openxmlformats.org"
_PACKAGE = f"{_OFFICE}/package/2006/metadata"
# Parts that tell of people and of nothing else.
_EMPTIED = {
    "docProps/core.xml": f'<coreProperties xmlns="{_PACKAGE}/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/custom-properties"/>',
}


def _values_of(names):
    """The values of these attributes, whatever letters their namespace has here."""
    return re.compile(rb"(\s(?:\w+:)?(?:" + names + rb")\s*=\s*)(?:\"[^\"]*\"|'[^']*')")


# Which parts name people inside, and where there.
_NAMING = [
    (re.compile(r"word/[^/]+\.xml"), _values_of(rb"author|initials|userId")),
    (re.compile(r"xl/persons/[^/]+\.xml"), _values_of(rb"displayName|userId")),
    (re.compile(r"xl/workbook\.xml"), _values_of(rb"userName")),
    (re.compile(r"xl/workbook\.xml"), re.compile(rb"(<\w+:absPath\b[^<>]*?\surl=)\"[^\"]*\"")),
]
# What a damaged file does to its reader; a PDF can be damaged in many ways.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, PyPdfError,
    RuntimeError, ValueError, LookupError, TypeError, AttributeError,
)  # fmt: skip
_REMARKS = re.compile(r"xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml")
_AUTHOR = re.compile(rb"(<(?:\w+:)?author>)[^<]*(?=<)")


def copy_of(kind, data):
    """The same file without names; as it came if it cannot be taken apart."""
    make = {"docx": _office, "xlsx": _office, "pdf": _pdf}.get(kind)
    try:
        return make(data) if make else data
    except _DAMAGED:
        return data


def _office(data):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as came, zipfile.ZipFile(made, "w") as goes:
        for member in came.infolist():
            part = zipfile.ZipInfo(member.filename)  # without the hour it was written
            part.compress_type = zipfile.ZIP_DEFLATED
            goes.writestr(part, _without_names(member.filename, came.read(member)))
    return made.getvalue()


def _without_names(part, content):
    if part in _EMPTIED:
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{_EMPTIED[part]}'
    for where, values in _NAMING:
        if where.fullmatch(part):
            content = values.sub(rb'\1""', content)
    if _REMARKS.fullmatch(part):
        content = _AUTHOR.sub(rb"\1", content)
    return content


def _pdf(data):
    """Its pages, in a new file: what is told of the whole stays behind."""
    reader, writer, made = PdfReader(io.BytesIO(data)), PdfWriter(), io.BytesIO()
    for page in reader.pages:
        for told in ("/Metadata", "/PieceInfo"):
            page.pop(told, None)
        for remark in page.get("/Annots") or ():
            note = remark.get_object()
            if note.get("/Subtype") != "/Widget":  # of a field it is no person's name
                note.pop("/T", None)
    writer.append(reader, import_outline=False)
    writer.metadata = None
    writer.write(made)
    return made.getvalue()
