"""What a table is once it is read."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


class TableRefused(Exception):
    """The file as a whole cannot be read; its sentence may be shown to whoever sent it."""


@dataclass(frozen=True)
class Refused:
    """A row that was not taken; `row` counts from 1 and the header is row 1."""

    row: int
    message: str
    # What of it is sure, by the headers of the file; a doubtful cell is left empty.
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)

    def as_json(self):
        return {"row": self.row, "message": self.message}


@dataclass(frozen=True)
class Sheet:
    """One sheet before anybody has said which row is its header; rows count from 1."""

    name: str
    rows: list[tuple[int, list[str]]]  # number of the row → cells; blank rows left out
    refused: list[Refused]  # rows that cannot be trusted
    merged: frozenset[int]  # rows with merged cells
    dates: frozenset[int]  # rows with a date or a time, which Excel may have made of a text
    formulas: frozenset[int]  # rows with a formula, of which only the last result is known


@dataclass(frozen=True)
class Table:
    headers: list[str]  # as written in the file
    rows: list[tuple[int, dict[str, str]]]  # number of the row → header → text; blank rows left out
    refused: list[Refused] = field(default_factory=list)  # rows that cannot be trusted

    def under(self, columns: Mapping[str, Sequence[str]], required: Sequence[str] = ()):
        """The same rows by our own names of the columns.

        `columns` says by which headers each is known; headers we do not know are left out, an
        optional column that is not there reads as "". TableRefused names what is missing or
        there twice.
        """
        known = {plain(alias): key for key, aliases in columns.items() for alias in aliases}
        known |= {plain(key): key for key in columns}
        found = {}
        for header in self.headers:
            key = known.get(plain(header))
            if key in found:
                raise TableRefused(
                    _("The column “%(name)s” is there twice. Delete one of them.")
                    % {"name": header}
                )
            if key is not None:
                found[key] = header
        missing = [_known_as(key, columns[key]) for key in required if key not in found]
        if missing:
            raise TableRefused(
                _("The first row must name the columns; missing: %(names)s.")
                % {"names": _(", ").join(missing)}
            )
        rows = [
            (number, {key: row[found[key]] if key in found else "" for key in columns})
            for number, row in self.rows
        ]
        return Table(list(columns), rows, self.refused)


def halfwidth(text):
    """Digits, letters and signs typed in full width → plain ones: for codes, numbers, days."""
    return unicodedata.normalize("NFKC", text).strip()


def plain(header):
    return halfwidth(header).casefold().replace(" ", "_")


def _known_as(key, aliases):
    return " / ".join([key, *(alias for alias in aliases if alias != key)])
