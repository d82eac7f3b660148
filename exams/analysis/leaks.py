"""Questions that got about: far more people know them than when they were first asked (§5.1)."""

import math
from dataclasses import dataclass
from statistics import median

MOST_ERRORS = 3
# From so many questions asked before it can be told how much better people have become in all.
FEWEST_SHARED = 5


@dataclass(frozen=True)
class Use:
    """How a question did in one exam; the spread is the standard deviation of its share."""

    facility: float
    spread: float
    people: int

    @property
    def squared_error(self):
        return self.spread**2 / self.people


def leaked(now, first):
    """Keys whose facility rose by more than three standard errors (key → use, now and first).

    What people have learnt in the meantime lifts most questions; the middle rise of all that were
    asked before is taken off.
    """
    shared = now.keys() & first.keys()
    rises = {key: now[key].facility - first[key].facility for key in shared}
    learnt = max(0.0, median(rises.values())) if len(shared) >= FEWEST_SHARED else 0.0
    return {key for key in shared if rises[key] - learnt > _limit(now[key], first[key])}


def _limit(now, first):
    return MOST_ERRORS * math.sqrt(now.squared_error + first.squared_error)
