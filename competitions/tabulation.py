"""Tabulation: from marks and a rule set to totals and ranks (CONTESTS.md §2.15).

Pure: no Django, no database, no clock. `manage.py tabulate` and the control desk call the same
function, so that anyone can recompute what was published.
"""

import decimal
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from competitions.scoring.faults import Fault
from competitions.scoring.means import plain_mean, trimmed_mean
from competitions.scoring.numbers import EXACT, half_up, shown
from competitions.scoring.ranking import rank
from competitions.scoring.sheets import gather

FEWEST_JUDGES = 3


@dataclass
class Result:
    entry: str
    group: str
    n: int
    total: Fraction | Decimal | None = None  # a Decimal where it is rounded
    criteria: dict[str, Fraction | Decimal | None] = field(default_factory=dict)
    dropped: list[tuple[str, str | None]] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)  # judge → her own total
    plain: Fraction | None = None  # the mean of these, nothing dropped
    rank: int | None = None
    tied: bool = False


@dataclass
class Tabulation:
    results: list[Result]
    faults: list[Fault]


def tabulate(rules, cells):
    """Every entry with total and rank, best first in its group; unsound ones have neither."""
    with decimal.localcontext(EXACT):
        gathered = gather(rules, cells)
        results, faults = [], []
        for sheets in gathered:
            result, found = _result(rules, sheets)
            results.append(result)
            faults += found
    return Tabulation(_ranked(rules, results), faults)


def with_penalties(table, rules, points):
    """The table after the timekeeper: points off the official score, once, and ranks anew.

    `points` is entry → Decimal; the steps on a tie compare the marks, which stay as they are.
    """
    results = [
        replace(result, total=_less(result.total, points.get(result.entry, 0), rules))
        for result in table.results
    ]
    return Tabulation(_ranked(rules, results), table.faults)


def _less(total, points, rules):
    if total is None:
        return None
    return half_up(Fraction(total) - Fraction(points), rules.rounding.total)


def as_strings(result, rules):
    """A result as it is printed and stored: decimals are strings with their declared places."""
    places = rules.rounding
    return {
        "entry": result.entry,
        "group": result.group,
        "total": None if result.total is None else shown(result.total, places.total),
        "rank": result.rank,
        "tied": result.tied,
        "n": result.n,
        "criteria": {
            key: None if mean is None else shown(mean, places.criterion)
            for key, mean in result.criteria.items()
        },
        "dropped": [list(pair) for pair in result.dropped],
    }


def _result(rules, sheets):
    n, trim = len(sheets.counted), rules.trim
    result = Result(sheets.entry, sheets.group, n, criteria={c.key: None for c in rules.criteria})
    faults = list(sheets.faults)
    if not faults and (n < FEWEST_JUDGES or n <= trim.high + trim.low):
        faults.append(Fault("too_few_judges", None, sheets.entry, {"n": n}))
    if not faults:
        _score(rules, sheets.counted, result)
    return result, faults


def _score(rules, counted, result):
    judges_level = rules.trim.level == "judge"
    rounding = rules.rounding
    means = {}
    for criterion in rules.criteria:
        marks = {judge: sheet[criterion.key] for judge, sheet in counted.items()}
        means[criterion.key] = trimmed_mean(marks, rules.trim)
    result.criteria = {key: half_up(mean.value, rounding.criterion) for key, mean in means.items()}
    at_weighted = rounding.weighted if judges_level else None
    result.totals = {
        judge: half_up(rules.own_total(sheet), at_weighted) for judge, sheet in counted.items()
    }
    result.plain = plain_mean(result.totals.values())
    if judges_level:
        mean = trimmed_mean(result.totals, rules.trim)
        result.total = half_up(mean.value, rounding.total)
        result.dropped = [(judge, None) for judge in mean.dropped]
    else:
        parts = (
            half_up(Fraction(c.weight) * Fraction(result.criteria[c.key]), rounding.weighted)
            for c in rules.criteria
        )
        result.total = half_up(sum(parts), rounding.total)
        result.dropped = [(judge, key) for key, mean in means.items() for judge in mean.dropped]


def _ranked(rules, results):
    """With rank and tie, the best first in its group."""
    groups = {}
    for result in results:
        if result.total is not None:
            groups.setdefault(result.group, []).append(result)
    for group in groups.values():
        ranks = rank(group, rules)
        for result in group:
            result.rank, result.tied = ranks[id(result)]
    return sorted(results, key=lambda r: (r.group, r.rank is None, r.rank or 0, r.entry))
