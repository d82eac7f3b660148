"""From single cells to the sheets of an entry: who counts, who does not, what is missing."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from competitions.scoring.faults import Fault
from competitions.scoring.numbers import exact

LEFT_OUT = frozenset({"recused", "absent", "void"})


@dataclass(frozen=True)
class Cell:
    """One mark as it was handed in; `row` is where it stands."""

    entry: str
    judge: str
    criterion: str
    mark: str
    group: str = ""
    row: int | None = None


@dataclass
class EntrySheets:
    entry: str
    group: str
    counted: dict[str, dict[str, Decimal]] = field(default_factory=dict)  # judge → key → mark
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
        self.cells = defaultdict(lambda: defaultdict(dict))  # group, entry → judge → key → mark
        self.panels = defaultdict(set)  # group → judges
        self.faults = defaultdict(list)

    def add(self, cell):
        where = (cell.group, cell.entry)
        sheet = self.cells[where][cell.judge]
        self.panels[cell.group].add(cell.judge)
        if cell.criterion not in self.criteria:
            self._refuse(where, cell, "unknown_criterion", criterion=cell.criterion)
        elif cell.criterion in sheet:
            self._refuse(where, cell, "cell_twice", judge=cell.judge, criterion=cell.criterion)
        else:
            sheet[cell.criterion] = self._read(where, cell)

    def _read(self, where, cell):
        """A mark, a word, None for pending, or "refused" for what cannot be read."""
        if not cell.mark or cell.mark in LEFT_OUT:
            return cell.mark or None
        try:
            mark = exact(cell.mark)
        except ValueError:
            self._refuse(where, cell, "not_a_mark", mark=cell.mark)
            return "refused"
        if not self.criteria[cell.criterion].takes(mark):
            self._refuse(where, cell, "mark_out_of_range", mark=cell.mark)
        return mark

    def _refuse(self, where, cell, code, **facts):
        self.faults[where].append(Fault(code, cell.row, cell.entry, facts))

    def entries(self):
        return [self._entry(*where) for where in sorted(self.cells)]

    def _entry(self, group, entry):
        found = EntrySheets(entry, group, faults=self.faults[group, entry])
        sheets = self.cells[group, entry]
        for judge in sorted(self.panels[group]):
            self._count(found, judge, sheets.get(judge, {}))
        return found

    def _count(self, found, judge, sheet):
        values = [sheet.get(key) for key in self.criteria]
        words = {value for value in values if isinstance(value, str)}
        if "refused" in words:
            return
        if words:
            if len(words) > 1 or len({type(value) for value in values}) > 1:
                found.faults.append(Fault("mixed_sheet", None, found.entry, {"judge": judge}))
        elif None in values:
            found.faults.append(Fault("pending", None, found.entry, {"judge": judge}))
        else:
            found.counted[judge] = sheet
