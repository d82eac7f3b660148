"""How a question did from exam to exam, and whether it may have become known. No Django."""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

# Below that a share says nothing (EXAMS.md §4.3).
LEAST = 30
JUMP = 3


@dataclass(frozen=True)
class Use:
    exam: int
    title: str
    at: datetime
    version: int
    count: int | None = None  # who sat it; None while the exam goes on
    facility: float | None = None  # the share of the points they got
    variance: float = 0.0

    @property
    def is_enough(self):
        return self.count is not None and self.count >= LEAST


def with_shares(use, shares):
    """The use with what came of it."""
    count = len(shares)
    if not count:
        return Use(use.exam, use.title, use.at, use.version, 0)
    mean = sum(shares) / count
    variance = sum((share - mean) ** 2 for share in shares) / max(count - 1, 1)
    return Use(use.exam, use.title, use.at, use.version, count, mean, variance)


def perhaps_known(uses):
    """Those after the first in which so many more got it right that chance does not explain it.

    `uses` are in the order of time; a version is compared with its own first use.
    """
    first, found = {}, []
    for use in uses:
        if not use.is_enough:
            continue
        before = first.setdefault(use.version, use)
        error = sqrt(before.variance / before.count + use.variance / use.count)
        if before is not use and use.facility - before.facility > JUMP * error:
            found.append(use)
    return found
