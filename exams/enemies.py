"""Choosing things of which some may not be chosen together. No Django."""

import random
from collections import defaultdict

TRIES = 50


def chosen(things, count, seed, pairs):
    """`count` of the things, no pair among them; fewer when so many were not found together.

    A choice that others can repeat, no secret: the same seed gives the same ones.
    """
    lots = random.Random(seed)
    first = lots.sample(things, count)
    against = defaultdict(set)
    for one, other in pairs:
        against[one].add(other)
        against[other].add(one)
    best = _together(first, against)
    for _try in range(TRIES if against else 0):
        if len(best) == count:
            break
        found = _together(lots.sample(things, len(things)), against)[:count]
        best = max(best, found, key=len)
    return best


def _together(things, against):
    """Those of them, one after another, that none before speaks against."""
    kept = {}
    for thing in things:
        if against.get(thing, frozenset()).isdisjoint(kept):
            kept[thing] = None
    return list(kept)
