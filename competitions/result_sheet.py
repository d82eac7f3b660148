"""A snapshot laid out for reading: every mark, and which ones were left out."""

from dataclasses import dataclass

from competitions.models import Sheet


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


def entries_of(snapshot):
    """One block an entry, in the order of the result."""
    criteria = snapshot.data["rules"]["criteria"]
    return [_entry(row, criteria) for row in snapshot.data["results"]]


def _entry(row, criteria):
    dropped = {(judge, key) for judge, key in row["dropped"]}
    lines = [
        SheetLine(
            criterion.get("title") or criterion["key"],
            [_cell(sheet, criterion["key"], dropped) for sheet in row["sheets"]],
            row["criteria"][criterion["key"]],
        )
        for criterion in criteria
    ]
    totals = SheetLine("", [_cell(sheet, None, dropped) for sheet in row["sheets"]], row["total"])
    return SheetEntry(row, lines, totals)


def _cell(sheet, key, dropped):
    judge = sheet["judge"].lstrip("0")
    text = sheet["total"] if key is None else sheet["marks"].get(key)
    if text is None:
        return SheetCell(judge, str(Sheet.State(sheet["state"]).label), is_word=True)
    return SheetCell(judge, text, (sheet["judge"], key) in dropped)
