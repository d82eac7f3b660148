"""The trimmed mean."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Mean:
    value: Fraction
    dropped: tuple[str, ...]  # judges: the high ones first


def plain_mean(numbers):
    """Exact: of Decimals in the context EXACT, of Fractions anywhere."""
    numerator, denominator = sum(numbers).as_integer_ratio()
    return Fraction(numerator, denominator * len(numbers))


def trimmed_mean(values, trim):
    """The mean of `values` (judge → number) without the extremes, if there are enough judges.

    Among equal extremes the judge first in code-point order is dropped, and nobody twice.
    """
    if len(values) < trim.minimum:
        return Mean(plain_mean(values.values()), ())
    # Sorting is stable: judges of equal marks stay in code-point order, also in reverse.
    judges = sorted(values)
    high = sorted(judges, key=values.get, reverse=True)[: trim.high]
    rest = [judge for judge in judges if judge not in high]
    low = sorted(rest, key=values.get)[: trim.low]
    kept = [values[judge] for judge in rest if judge not in low]
    return Mean(plain_mean(kept), (*high, *low))
