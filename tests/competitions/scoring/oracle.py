"""CONTESTS.md §2.15 once more, as plainly as it can be said: slow, and without the product's code.

Takes whole sheets only: {entry: {judge: {criterion: number}}}; a judge left out is not there.
"""

from fractions import Fraction
from itertools import combinations
from math import floor


def half_up(value, places):
    if places is None:
        return value
    shifted = abs(value) * 10**places + Fraction(1, 2)
    return Fraction(floor(shifted), 10**places) * (1 if value >= 0 else -1)


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def trimmed(values, trim):
    """(mean, judges dropped) of {judge: number}."""
    if len(values) < trim["minimum"]:
        return mean(values.values()), []
    left, dropped = dict(values), []
    for pick, times in ((max, trim["high"]), (min, trim["low"])):
        for _time in range(times):
            extreme = pick(left.values())
            judge = min(judge for judge, value in left.items() if value == extreme)
            dropped.append(judge)
            del left[judge]
    return mean(left.values()), dropped


def score(rules, sheets):
    """total, criteria, dropped, the judges' own totals."""
    trim, rounding = rules["trim"], rules["rounding"]
    weights = {c["key"]: Fraction(c["weight"]) for c in rules["criteria"]}
    per_criterion = {
        key: trimmed({judge: Fraction(sheet[key]) for judge, sheet in sheets.items()}, trim)
        for key in weights
    }
    criteria = {
        k: half_up(value, rounding["criterion"]) for k, (value, _d) in per_criterion.items()
    }
    by_judge = trim["level"] == "judge"
    own = {
        judge: half_up(
            sum(weights[key] * Fraction(sheet[key]) for key in weights),
            rounding["weighted"] if by_judge else None,
        )
        for judge, sheet in sheets.items()
    }
    if by_judge:
        total, judges = trimmed(own, trim)
        dropped = [[judge, None] for judge in judges]
    else:
        parts = [half_up(weights[key] * criteria[key], rounding["weighted"]) for key in weights]
        total = sum(parts, Fraction(0))
        dropped = [[judge, key] for key in weights for judge in per_criterion[key][1]]
    return half_up(total, rounding["total"]), criteria, dropped, own


def pairs_won(scored, group):
    won = dict.fromkeys(group, 0)
    for one, other in combinations(group, 2):
        mine, hers = scored[one][3], scored[other][3]
        both = mine.keys() & hers.keys()
        balance = sum((mine[j] > hers[j]) - (mine[j] < hers[j]) for j in both)
        if balance:
            won[one if balance > 0 else other] += 1
    return won


def metric(step, scored, group):
    if step == "head_to_head":
        return pairs_won(scored, group)
    if step == "untrimmed_mean":
        return {entry: mean(scored[entry][3].values()) for entry in group}
    return {entry: scored[entry][1][step.removeprefix("criterion:")] for entry in group}


def order(rules, scored):
    """The entries from the best, equal ones together."""
    groups = [list(scored)]
    for step in (None, *rules["ties"]):
        split = []
        for group in groups:
            values = metric(step, scored, group) if step else {e: scored[e][0] for e in group}
            split += [
                [entry for entry in group if values[entry] == value]
                for value in sorted(set(values.values()), reverse=True)
            ]
        groups = split
    return groups


def recompute(rules, panels):
    """entry → (total, rank, tied, criteria, dropped)."""
    scored = {entry: score(rules, sheets) for entry, sheets in panels.items()}
    found, better = {}, 0
    for place, group in enumerate(order(rules, scored), start=1):
        rank = place if rules["ranking"] == "dense" else better + 1
        for entry in group:
            total, criteria, dropped, _own = scored[entry]
            found[entry] = (total, rank, len(group) > 1, criteria, dropped)
        better += len(group)
    return found
