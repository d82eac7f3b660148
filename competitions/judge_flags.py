"""What stands out in a judge's marks, entry by entry (CONTESTS.md §2.9). Pure; it counts nowhere.

Totals are {(judge, entry): Decimal}. A mark is outlying when it is further from the panel's median
than twice the median of such distances (MAD) of that entry.
"""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

FEWEST_FOR_MEDIAN = 4
OUTLYING = 2


@dataclass(frozen=True)
class Outlier:
    entry: str
    judge: str
    total: Decimal
    median: Decimal

    @property
    def above(self):
        return self.total - self.median


def outliers(totals):
    """In the order of entries; entries with fewer than four judges, or where most judges agree
    exactly, have none: there is nothing to measure a distance by."""
    found = []
    for entry, given in sorted(_by_entry(totals).items()):
        middle = median(given.values())
        spread = median(abs(total - middle) for total in given.values())
        if len(given) >= FEWEST_FOR_MEDIAN and spread:
            found += [
                Outlier(entry, judge, total, middle)
                for judge, total in sorted(given.items())
                if abs(total - middle) > OUTLYING * spread
            ]
    return found


def complete_part(totals):
    """(judges, entries) of the larger table without a gap: those judges who marked everybody, or
    those entries everybody marked. Recusals leave gaps, and W and ICC bear none."""
    by_entry = _by_entry(totals)
    judges = sorted({judge for judge, _entry in totals})
    steady = [j for j in judges if all(j in given for given in by_entry.values())]
    shared = [entry for entry in sorted(by_entry) if len(by_entry[entry]) == len(judges)]
    first, second = (steady, sorted(by_entry)), (judges, shared)
    return max(first, second, key=lambda part: len(part[0]) * len(part[1]))


@dataclass(frozen=True)
class OwnUnit:
    """How a judge marked entries of her own unit and the others, against the other judges."""

    judge: str
    own: Decimal
    others: Decimal | None

    @property
    def difference(self):
        return None if self.others is None else self.own - self.others


def own_unit_differences(totals, own):
    """`own` holds (judge, entry) of the same unit; only judges who did mark such an entry."""
    by_entry = _by_entry(totals)
    above = {}
    for (judge, entry), total in totals.items():
        rest = [other for name, other in by_entry[entry].items() if name != judge]
        if rest:
            side = (judge, (judge, entry) in own)
            above.setdefault(side, []).append(total - median(rest))
    judges = sorted(judge for judge, is_own in above if is_own)
    return [
        OwnUnit(judge, _mean(above[judge, True]), _mean(above.get((judge, False))))
        for judge in judges
    ]


def _by_entry(totals):
    entries = {}
    for (judge, entry), total in totals.items():
        entries.setdefault(entry, {})[judge] = total
    return entries


def _mean(values):
    return sum(values) / len(values) if values else None
