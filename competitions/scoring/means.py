"""The trimmed mean."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Mean:
    value: Fraction
    dropped: tuple[str, ...]  # judges: the high ones first


def plain_mean(numbers):
    return Fraction(sum(numbers)) / len(numbers)


def trimmed_mean(values, trim):
    """The mean of `values` (judge → number) without the extremes, if there are enough judges.

    Among equal extremes the judge first in code-point order is dropped, and nobody twice.
    """
    if len(values) < trim.minimum:
        return Mean(plain_mean(values.values()), ())
    high = sorted(values, key=lambda judge: (-values[judge], judge))[: trim.high]
    rest = [judge for judge in values if judge not in high]
    low = sorted(rest, key=lambda judge: (values[judge], judge))[: trim.low]
    kept = [values[judge] for judge in rest if judge not in low]
    return Mean(plain_mean(kept), (*high, *low))
