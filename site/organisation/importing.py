"""What an importer is: a file is read, its lines are checked, those that are right are saved.

An app publishes its importers in `importers.py`; `intake` shows them, stages the lines and can
take back what came in. Commands call the same readers and rules without it.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from organisation import tables
from organisation.tables import TableRefused

__all__ = [
    "Column",
    "Given",
    "Importer",
    "ImportRefused",
    "Line",
    "ReadLine",
    "Reading",
    "Result",
    "TableRefused",
    "Verdict",
    "read_table",
]


class ImportRefused(Exception):
    """Nothing of the list is taken, or nothing taken back; its message may be shown."""


@dataclass(frozen=True)
class Column:
    """What a table may or must hold, and the headers it is known by."""

    label: str
    known_as: Sequence[str]
    required: bool = False


@dataclass(frozen=True)
class ReadLine:
    """One place of a file as it was read."""

    number: int  # the row or line, from 1
    cells: Mapping[str, str] = field(default_factory=dict)  # header → text, as in the file
    content: Mapping = field(default_factory=dict)  # JSON: what an importer's own reader made of it
    fault: str = ""  # why it cannot be read
    doubt: str = ""  # what is unusual about it


@dataclass(frozen=True)
class Reading:
    lines: list[ReadLine]
    headers: Sequence[str] = ()
    counted_in: str = "row"  # or "line"
    is_table: bool = False  # its columns are still to be matched


@dataclass(frozen=True)
class Line:
    """What is checked and saved: of a table column → text, else what the own reader made."""

    number: int
    content: Mapping


@dataclass(frozen=True)
class Given:
    """Who imports, and what was said beside the file (JSON)."""

    actor: object
    options: Mapping
    sha256: str = ""


@dataclass(frozen=True)
class Verdict:
    outcome: str = ""  # added, updated, unchanged; empty: it cannot come in
    fault: str = ""
    doubt: str = ""
    undo: Mapping = field(default_factory=dict)  # JSON: what it takes to take it back


@dataclass(frozen=True)
class Result:
    verdicts: list[Verdict]  # one a line, in their order
    notes: list[str] = field(default_factory=list)  # sentences about the list as a whole


def read_table(data, name, options):
    """Any table, its columns to be matched."""
    table = tables.read(io.BytesIO(data), name)
    lines = [ReadLine(number, cells) for number, cells in table.rows]
    lines += [ReadLine(one.row, one.cells, fault=one.message) for one in table.refused]
    lines.sort(key=lambda line: line.number)
    return Reading(lines, table.headers, is_table=True)


@dataclass(frozen=True)
class Importer:
    key: str  # stored with what came in, never renamed
    label: str
    hint: str  # what the file looks like
    may: Callable  # person → bool
    form: type  # a `forms.imports.FileForm`: the file, and what must be known beside it
    check: Callable  # lines, given → Result; changes nothing
    save: Callable  # lines, given → Result; checks again
    undo: Callable  # the `undo` of verdicts, last first, given; all or nothing
    headline: Callable  # the content of a line → a few words by which people know it
    then: Callable  # given → (words, address) of the place to go on
    beside: Callable = lambda content: []  # what of it is to be checked before it comes in
    read: Callable = read_table  # bytes, name, options → Reading; TableRefused
    columns: Mapping[str, Column] = field(default_factory=dict)  # of a table
    whole: bool = False  # all lines are right or none comes in
