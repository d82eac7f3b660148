"""What the marks say of the judges: agreement, leniency, severity (CONTESTS.md §2.8, §2.9).

For the organiser, after the event; nothing of it enters a score. Pure: a table of marks in, plain
numbers out, None where the marks do not allow the number.
"""

import decimal
from dataclasses import dataclass
from decimal import Decimal

from competitions.scoring.agreement import intraclass, kendall
from competitions.scoring.faults import Fault
from competitions.scoring.leniency import leniency
from competitions.scoring.numbers import EXACT
from competitions.scoring.rasch import severities
from competitions.scoring.rules import Criterion, Rounding, Rules, Trim
from competitions.scoring.sheets import gather


@dataclass(frozen=True)
class JudgeLine:
    judge: str
    leniency: float | None
    severity: float | None
    error: float | None


@dataclass(frozen=True)
class JudgeReport:
    w: float | None
    chi2: float | None
    icc: dict[str, float | None]
    judges: list[JudgeLine]
    faults: list[Fault]

    @property
    def alpha(self):
        """Cronbach's alpha of the judges is the third form for the mean of them all."""
        return self.icc["3,k"]


def report(cells, rules=None):
    """The report on all judges of these cells. Without rules every criterion weighs 1.

    A cell that is missing, recused, absent or void is no fault here: it is left out.
    """
    rules = rules or _even_rules(cells)
    with decimal.localcontext(EXACT):
        sheets = gather(rules, cells)
        totals = {
            (judge, (entry.group, entry.entry)): rules.own_total(sheet)
            for entry in sheets
            for judge, sheet in entry.counted.items()
        }
    marks = {
        ((entry.group, entry.entry), judge, key): mark
        for entry in sheets
        for judge, sheet in entry.marks.items()
        for key, mark in sheet.items()
    }
    matrix = _complete(totals)
    w, chi2 = kendall(matrix)
    above, severe = leniency(totals), severities(marks)
    judges = [_line(judge, above, severe) for judge in sorted({cell.judge for cell in cells})]
    faults = [f for entry in sheets for f in entry.faults if f.code != "pending"]
    return JudgeReport(w, chi2, intraclass(matrix), judges, faults)


def _even_rules(cells):
    keys = sorted({cell.criterion for cell in cells})
    criteria = tuple(Criterion(key, Decimal(1)) for key in keys)
    return Rules(criteria, Trim("judge", 0, 0, 0), Rounding())


def _complete(totals):
    """The totals judge by judge; nothing where a judge has no total for an entry of others."""
    judges, entries = (sorted({key[axis] for key in totals}) for axis in (0, 1))
    if len(totals) < len(judges) * len(entries):
        return []
    return [[totals[judge, entry] for entry in entries] for judge in judges]


def _line(judge, above, severe):
    found = severe.get(judge)
    return JudgeLine(judge, above.get(judge), found and found.logit, found and found.error)
