"""Figures of groups of people, by township or by form, each with its interval.

Of fewer than five people nothing is said but how many they are.
"""

import math
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist, fmean, stdev

FEWEST_TOLD = 5
# Fewer say nothing about which of two units is better.
FEWEST_COMPARED = 20
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Group:
    key: str
    people: int
    # None: withheld.
    mean: float | None = None
    sd: float | None = None
    mean_low: float | None = None
    mean_high: float | None = None
    passed: int | None = None
    share_low: float | None = None
    share_high: float | None = None


def group(key, percents, passed):
    """Figures of people by their percents of the points and the number who passed."""
    people = len(percents)
    if people < FEWEST_TOLD:
        return Group(key, people)
    mean, sd = fmean(percents), stdev(percents)
    margin = Z * sd / math.sqrt(people)
    low, high = max(0.0, mean - margin), min(100.0, mean + margin)
    return Group(key, people, mean, sd, low, high, passed, *wilson(passed, people))


def wilson(passed, people, z=Z):
    """(low, high) of a share, 0..1, after Wilson."""
    share, square = passed / people, z**2 / people
    middle = share + square / 2
    reach = z * math.sqrt(share * (1 - share) / people + square / (4 * people))
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))


@dataclass(frozen=True)
class Difference:
    """Between the groups with the lowest and the highest mean."""

    low: str
    high: str
    gap: float
    margin: float  # what chance alone may make, whichever two are taken

    @property
    def is_real(self):
        return self.gap > self.margin


def largest_difference(groups):
    """Between groups of twenty people or more; None when there are not two of them."""
    told = [one for one in groups if one.people >= FEWEST_COMPARED]
    if len(told) < 2:
        return None
    pairs = sum(1 for _pair in combinations(told, 2))
    z = NormalDist().inv_cdf(1 - 0.025 / pairs)
    low, high = (choose(told, key=lambda one: one.mean) for choose in (min, max))
    error = math.sqrt(low.sd**2 / low.people + high.sd**2 / high.people)
    return Difference(low.key, high.key, high.mean - low.mean, z * error)
