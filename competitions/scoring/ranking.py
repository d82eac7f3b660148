"""Ranks: a list of named steps, each splits what the ones before left equal."""

from collections import Counter
from itertools import combinations


def rank(results, rules):
    """result → (rank, tied) for results that have `total`, `criteria`, `totals`, `plain`."""
    groups = _split([list(results)], lambda group: {id(r): r.total for r in group})
    for step in rules.ties:
        groups = _split(groups, _metric(step))
    ranks, better = {}, 0
    for place, group in enumerate(groups, start=1):
        number = better + 1 if rules.ranking == "1224" else place
        ranks.update({id(result): (number, len(group) > 1) for result in group})
        better += len(group)
    return ranks


def _split(groups, metric):
    """Each group in the order of its metric, the largest first; equal ones stay together."""
    parts = []
    for group in groups:
        values = metric(group) if len(group) > 1 else {}
        equal = {}
        for result in group:
            equal.setdefault(values.get(id(result)), []).append(result)
        parts += [equal[value] for value in sorted(equal, reverse=True)]
    return parts


def _metric(step):
    if step == "head_to_head":
        return _pairs_won
    if step == "untrimmed_mean":
        return lambda group: {id(result): result.plain for result in group}
    key = step.removeprefix("criterion:")
    return lambda group: {id(result): result.criteria[key] for result in group}


def _pairs_won(group):
    """For each pair the judges counted for both compare their own totals; a point for a win."""
    points = Counter({id(result): 0 for result in group})
    for one, other in combinations(group, 2):
        both = one.totals.keys() & other.totals.keys()
        above = sum(one.totals[judge] > other.totals[judge] for judge in both)
        below = sum(one.totals[judge] < other.totals[judge] for judge in both)
        if above != below:
            points[id(one if above > below else other)] += 1
    return points
