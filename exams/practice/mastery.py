"""When somebody masters a topic: it is likely enough that she gets four of five right.

With every share of right answers equally likely beforehand (Beta(1,1)), `right` of `tried` leave
Beta(right + 1, tried - right + 1). Exact, in whole numbers.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

SHARE = Fraction(4, 5)
SURE = Fraction(4, 5)
DAYS = 2


def certainty(right, tried, share=SHARE):
    """How likely it is that she gets at least this share right."""
    top, bottom, trials = share.numerator, share.denominator, tried + 1
    below = sum(comb(trials, k) * top**k * (bottom - top) ** (trials - k) for k in range(right + 1))
    return Fraction(below, bottom**trials)


def is_enough(right, tried, sure=SURE):
    return certainty(right, tried) >= sure


@lru_cache(maxsize=4096)
def missing(right, tried):
    """How many more right answers would be enough, with no further wrong one."""
    more = 0
    while not is_enough(right + more, tried + more):
        more += 1
    return more


@dataclass(frozen=True)
class Standing:
    """One person in one topic: different questions, each by its last answer without help."""

    right: int
    tried: int
    days: int  # on how many different days she gave these answers
    there: int  # questions of the topic that she could answer

    @property
    def missing(self):
        return missing(self.right, self.tried)

    @property
    def is_mastered(self):
        return not self.missing and self.days >= DAYS

    @property
    def needs_another_day(self):
        return not self.missing and self.days < DAYS

    @property
    def is_too_small(self):
        """All its questions right would still say too little."""
        return not is_enough(self.there, self.there)

    @property
    def to_improve(self):
        """Fewer new questions are left than answers are missing: some have to get right again."""
        return self.missing > self.there - self.tried
