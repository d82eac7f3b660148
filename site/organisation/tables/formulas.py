"""Which rows of a workbook hold formulas: a reader only ever sees their last result."""

import io
import posixpath
import re
import zipfile

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

_FORMULA = re.compile(rb"""<c\b[^<>]*?\br=["'][A-Z]{1,3}(\d{1,7})["'][^<>]*>\s*<f[\s/>]""")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def rows_with_formulas(data):
    """Name of the sheet → numbers of its rows; of a workbook whose outside was looked at."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                name: frozenset(map(int, _FORMULA.findall(archive.read(part))))
                for name, part in _parts(archive)
            }
    except (ElementTree.ParseError, DefusedXmlException, KeyError, ValueError, zipfile.BadZipFile):
        # What else is wrong with it is said by the reader of its cells.
        return {}


def _parts(archive):
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(_SHEET):
        part = posixpath.normpath(posixpath.join("xl", targets.get(sheet.get(_ID), "")))
        part = part.lstrip("/")
        if part in archive.namelist():
            yield sheet.get("name", ""), part
