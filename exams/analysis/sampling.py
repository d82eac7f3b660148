"""From the villages drawn for a spot exam to all villages (EXAMS.md §5.2).

The sampled unit is the village, its value the mean of its people. Each township is a stratum and
weighs by its number of villages: a minimum of seats for each makes the sample disproportionate.
Where villages of a township had different chances each weighs by the inverse of its own (Hájek).
"""

import math
from dataclasses import dataclass
from statistics import variance

from exams.analysis.groups import Z


@dataclass(frozen=True)
class Stratum:
    key: str
    units: int  # N_h: all there are
    values: tuple[float, ...]  # a value for each that was drawn and came: n_h
    chances: tuple[float, ...] = ()  # of each of them to be drawn; none: the same for all

    def __post_init__(self):
        if len(self.values) > self.units:
            raise ValueError(f"{self.key}: {len(self.values)} values of {self.units} units")
        if self.chances and len(self.chances) != len(self.values):
            raise ValueError(f"{self.key}: {len(self.chances)} chances of {len(self.values)}")

    @property
    def weight(self):
        """How many units each one drawn stands for."""
        return self.units / len(self.values) if self.values else None

    @property
    def is_whole(self):
        return len(self.values) == self.units

    @property
    def mean(self):
        return sum(w * value for w, value in zip(self._weights, self.values, strict=True))

    @property
    def mean_variance(self):
        """Of its mean; None when one unit was drawn of several.

        With equal chances (1 − n/N) s²/n. Else Hájek's approximation with the same correction:
        a chance counts as if all were drawn that came.
        """
        drawn = len(self.values)
        if self.is_whole:
            return 0.0
        if drawn < 2:
            return None
        parts = (
            (1 - self._share(w)) * (w * (value - self.mean)) ** 2
            for w, value in zip(self._weights, self.values, strict=True)
        )
        return drawn / (drawn - 1) * sum(parts)

    @property
    def _weights(self):
        """Of each value; together 1."""
        chances = self.chances or (1.0,) * len(self.values)
        whole = sum(1 / chance for chance in chances)
        return [1 / chance / whole for chance in chances]

    def _share(self, weight):
        """The chance of a unit that stands for this part of the stratum."""
        return min(1.0, 1 / (weight * self.units))


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
        mean=sum(stratum.units / units * stratum.mean for stratum in seen),
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


def sample_size(units, margin):
    """How many of so many tell a share to ± margin in 95 of 100 draws, whatever the share is."""
    alone = Z**2 * 0.25 / margin**2
    return max(1, round(alone / (1 + (alone - 1) / units)))
