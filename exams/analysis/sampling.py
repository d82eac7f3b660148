"""From the villages drawn for a spot exam to all villages (EXAMS.md §5.2).

The sampled unit is the village, its value the mean of its people. Each township is a stratum and
weighs by its number of villages: a minimum of seats for each makes the sample disproportionate.
"""

import math
from dataclasses import dataclass
from statistics import fmean, variance

from exams.analysis.groups import Z


@dataclass(frozen=True)
class Stratum:
    key: str
    units: int  # N_h: all there are
    values: tuple[float, ...]  # a value for each that was drawn and came: n_h

    def __post_init__(self):
        if len(self.values) > self.units:
            raise ValueError(f"{self.key}: {len(self.values)} values of {self.units} units")

    @property
    def weight(self):
        """How many units each one drawn stands for."""
        return self.units / len(self.values) if self.values else None

    @property
    def is_whole(self):
        return len(self.values) == self.units

    @property
    def mean_variance(self):
        """Of its mean; None when one unit was drawn of several."""
        drawn = len(self.values)
        if self.is_whole:
            return 0.0
        if drawn < 2:
            return None
        return (1 - drawn / self.units) * variance(self.values) / drawn


@dataclass(frozen=True)
class Estimate:
    mean: float
    variance: float | None  # None: a stratum of which only one was drawn
    drawn: int
    units: int
    missing: tuple[str, ...]  # strata nobody came from: the estimate is silent about them
    lonely: tuple[str, ...]  # strata with one value of several: no variance

    @property
    def standard_error(self):
        return None if self.variance is None else math.sqrt(self.variance)

    @property
    def interval(self):
        error = self.standard_error
        return None if error is None else (self.mean - Z * error, self.mean + Z * error)


def estimate(strata):
    """The weighted mean over all units of the strata that were seen; None when none was."""
    strata = [stratum for stratum in strata if stratum.units]
    seen = [stratum for stratum in strata if stratum.values]
    if not seen:
        return None
    units = sum(stratum.units for stratum in seen)
    lonely = tuple(stratum.key for stratum in seen if stratum.mean_variance is None)
    parts = [(stratum.units / units) ** 2 * (stratum.mean_variance or 0.0) for stratum in seen]
    return Estimate(
        mean=sum(stratum.units / units * fmean(stratum.values) for stratum in seen),
        variance=None if lonely else sum(parts),
        drawn=sum(len(stratum.values) for stratum in seen),
        units=units,
        missing=tuple(stratum.key for stratum in strata if not stratum.values),
        lonely=lonely,
    )


def design_effect(found, people, population):
    """How many times the variance is that of as many people drawn one by one; None without one.

    `people` are the values of all who were examined, of `population` people in all.
    """
    if found.variance is None or len(people) < 2 or population <= len(people):
        return None
    alone = (1 - len(people) / population) * variance(people) / len(people)
    return found.variance / alone if alone else None
