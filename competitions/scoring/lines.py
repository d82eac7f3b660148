"""A line drawn through a ranking: who is above it, and who shares it (CONTESTS.md §2.5)."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    rank: int
    tied: bool


@dataclass(frozen=True)
class Line:
    above: tuple[str, ...]  # within it whatever happens, the best first
    shared: tuple[str, ...]  # equal at the line: there are fewer places than of these


def in_order(keys):
    """item → Place by the standard 1, 2, 2, 4, the largest key first."""
    sizes = Counter(keys.values())
    ranks, better = {}, 0
    for key in sorted(sizes, reverse=True):
        ranks[key] = Place(better + 1, sizes[key] > 1)
        better += sizes[key]
    return {item: ranks[key] for item, key in keys.items()}


def line(ranks, places):
    """The line after so many places of a ranking {entry: rank}, 1224 or dense.

    What counts is how many are better, so that both ways of numbering give the same line.
    """
    sizes = Counter(ranks.values())
    above, shared, better = [], [], 0
    for rank in sorted(sizes):
        equal = sorted(entry for entry, own in ranks.items() if own == rank)
        if better + len(equal) <= places:
            above += equal
        elif better < places:
            shared = equal
        better += len(equal)
    return Line(tuple(above), tuple(shared))
