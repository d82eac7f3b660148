"""A rule set tried on marks nobody gave: typed, pasted, or made up. Nothing is stored."""

import random
from dataclasses import dataclass
from decimal import Decimal

from competitions.result_sheet import SheetCell
from competitions.scoring.table import COLUMNS, read_cells
from competitions.tabulation import as_strings, tabulate
from competitions.words import sentence

JUDGES, ENTRIES, SEED = 7, 6, 2026


@dataclass(frozen=True)
class TrialRow:
    """One entry: its place, and every judge's total with those left out marked."""

    entry: str
    rank: int | None
    tied: bool
    total: str | None
    n: int
    cells: list[SheetCell]


@dataclass(frozen=True)
class Trial:
    rows: list[TrialRow]
    faults: list[tuple[int | None, str]]  # the row, where there is one, and what is wrong


def tried(rules, text):
    """What the rules make of a table `entry,judge,criterion,mark[,group]`."""
    cells, faults = read_cells(text)
    table = tabulate(rules, cells)
    # A fault of the file comes first; an entry's own fault follows from it or stands alone.
    words = [(fault.row, sentence(fault)) for fault in [*faults, *table.faults]]
    rows = [_row(result, rules) for result in table.results]
    return Trial(rows, list(dict.fromkeys(words)))


def _row(result, rules):
    shown = as_strings(result, rules)
    whole = {judge for judge, criterion in result.dropped if criterion is None}
    parts = {}
    for judge, criterion in result.dropped:
        if criterion is not None:
            parts.setdefault(judge, []).append(criterion)
    titles = {criterion.key: criterion.title for criterion in rules.criteria}
    cells = [
        SheetCell(judge, _cell(total, parts.get(judge, []), titles), judge in whole)
        for judge, total in sorted(result.totals.items())
    ]
    return TrialRow(result.entry, shown["rank"], shown["tied"], shown["total"], shown["n"], cells)


def _cell(total, dropped, titles):
    """A judge's total; with the criteria of hers that were left out."""
    if not dropped:
        return f"{total:f}"
    return f"{total:f} (− {', '.join(titles[key] for key in dropped)})"


def sample(rules):
    """A table to begin with: seven judges, six entries, one judge recused; always the same."""
    rng = random.Random(SEED)
    lines = [",".join(COLUMNS)]
    for entry in range(1, ENTRIES + 1):
        good = rng.uniform(0.75, 0.95)
        for judge in range(1, JUDGES + 1):
            for criterion in rules.criteria:
                mark = "recused" if entry == judge == 2 else _mark(rng, criterion, good)
                lines.append(f"{entry:02d},{judge:02d},{criterion.key},{mark}")
    return "\n".join(lines) + "\n"


def _mark(rng, criterion, good):
    """On the criterion's scale, near what the entry is worth."""
    least = criterion.least or Decimal(0)
    most = Decimal(100) if criterion.most is None else criterion.most
    step = criterion.step or Decimal(1)
    steps = int((most - least) / step)
    share = min(1.0, max(0.0, rng.gauss(good, 0.05)))
    return f"{least + step * round(steps * share):f}"
