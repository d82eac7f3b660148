"""A snapshot laid out for reading: every mark, and which ones were left out."""

from dataclasses import dataclass

from competitions.models import Sheet
from competitions.time_words import TimeLine, time_line


@dataclass(frozen=True)
class SheetCell:
    judge: str
    text: str
    is_dropped: bool = False
    is_word: bool = False  # recused, absent, void


@dataclass(frozen=True)
class SheetLine:
    title: str  # a criterion, or empty for the totals
    cells: list[SheetCell]
    mean: str


@dataclass(frozen=True)
class SheetEntry:
    row: dict
    lines: list[SheetLine]
    totals: SheetLine
    time: TimeLine | None = None


def entries_of(data):
    """One block an entry, in the order of the result; `data` is a snapshot's, or what is shown."""
    return [_entry(row, data["rules"]) for row in data["results"]]


def _entry(row, rules):
    criteria = rules["criteria"]
    dropped = {(judge, key) for judge, key in row["dropped"]}
    lines = [
        SheetLine(
            criterion.get("title") or criterion["key"],
            [_cell(sheet, criterion["key"], dropped) for sheet in row["sheets"]],
            row["criteria"][criterion["key"]],
        )
        for criterion in criteria
    ]
    time = time_line(row, rules)
    total = time.before if time else row["total"]
    totals = SheetLine("", [_cell(sheet, None, dropped) for sheet in row["sheets"]], total)
    return SheetEntry(row, lines, totals, time)


def _cell(sheet, key, dropped):
    judge = sheet["judge"].lstrip("0")
    text = sheet["total"] if key is None else sheet["marks"].get(key)
    if text is None:
        return SheetCell(judge, str(Sheet.State(sheet["state"]).label), is_word=True)
    return SheetCell(judge, text, (sheet["judge"], key) in dropped)
