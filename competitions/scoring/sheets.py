"""From single cells to the sheets of an entry: who counts, who does not, what is missing."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from competitions.scoring.faults import Fault
from competitions.scoring.numbers import exact

LEFT_OUT = frozenset({"recused", "absent", "void"})


class Cell(NamedTuple):
    """One mark as it was handed in; `row` is where it stands."""

    entry: str
    judge: str
    criterion: str
    mark: str
    group: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Unreadable:
    code: str


@dataclass
class EntrySheets:
    entry: str
    group: str
    marks: dict[str, dict[str, Decimal]] = field(default_factory=dict)  # judge → key → mark
    counted: dict[str, dict[str, Decimal]] = field(default_factory=dict)  # whole sheets only
    faults: list[Fault] = field(default_factory=list)


def gather(rules, cells):
    """The sheets of every entry. A judge of the group without a cell is awaited, not ignored."""
    reader = _Cells(rules)
    for cell in cells:
        reader.add(cell)
    return reader.entries()


class _Cells:
    def __init__(self, rules):
        self.criteria = {criterion.key: criterion for criterion in rules.criteria}
        self.readings = {}  # criterion, text → what it says; the same marks come again and again
        self.cells = defaultdict(lambda: defaultdict(dict))  # group, entry → judge → key → mark
        self.faults = defaultdict(list)

    def add(self, cell):
        where = (cell.group, cell.entry)
        sheet = self.cells[where][cell.judge]
        if cell.criterion not in self.criteria:
            self._refuse(where, cell, "unknown_criterion", criterion=cell.criterion)
        elif cell.criterion in sheet:
            self._refuse(where, cell, "cell_twice", judge=cell.judge, criterion=cell.criterion)
        else:
            what = (cell.criterion, cell.mark)
            if what not in self.readings:
                self.readings[what] = self._read(*what)
            reading = sheet[cell.criterion] = self.readings[what]
            if isinstance(reading, Unreadable):
                self._refuse(where, cell, reading.code, mark=cell.mark)

    def _read(self, key, text):
        """A mark, a word, None for pending, or why it cannot be read."""
        if not text or text in LEFT_OUT:
            return text or None
        try:
            mark = exact(text)
        except ValueError:
            return Unreadable("not_a_mark")
        return mark if self.criteria[key].takes(mark) else Unreadable("mark_out_of_range")

    def _refuse(self, where, cell, code, **facts):
        self.faults[where].append(Fault(code, cell.row, cell.entry, facts))

    def entries(self):
        """In the order of group and entry; each has the judges of its whole group."""
        panels = defaultdict(set)
        for (group, _entry), sheets in self.cells.items():
            panels[group].update(sheets)
        panels = {group: sorted(judges) for group, judges in panels.items()}
        return [self._entry(*where, panels[where[0]]) for where in sorted(self.cells)]

    def _entry(self, group, entry, panel):
        found = EntrySheets(entry, group, faults=self.faults.get((group, entry), []))
        sheets = self.cells[group, entry]
        for judge in panel:
            self._take(found, judge, sheets.get(judge, {}))
        return found

    def _take(self, found, judge, sheet):
        values = [sheet.get(key) for key in self.criteria]
        kinds = set(map(type, values))
        if kinds == {Decimal}:
            found.counted[judge] = found.marks[judge] = sheet
        elif Unreadable in kinds:
            return
        elif str in kinds:
            if len(set(values)) > 1:
                found.faults.append(Fault("mixed_sheet", None, found.entry, {"judge": judge}))
        else:
            found.faults.append(Fault("pending", None, found.entry, {"judge": judge}))
            found.marks[judge] = {key: m for key, m in sheet.items() if m is not None}
