"""Do the judges agree: Kendall's W and the intraclass correlations of Shrout and Fleiss.

A matrix is a list of judges, each a list of exact totals in the order of the entries, complete.
Everything is reckoned in fractions, so that equal marks are equal and nought is nought.
"""

from collections import Counter
from fractions import Fraction

ICC_FORMS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")


def kendall(matrix):
    """(W, chi²) corrected for ties; (None, None) where no two entries can be told apart."""
    k, n = len(matrix), len(matrix[0]) if matrix else 0
    if k < 2 or n < 2:
        return None, None
    ranks = [_mid_ranks(row) for row in matrix]
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    deviation = sum((total - Fraction(k * (n + 1), 2)) ** 2 for total in sums)
    ties = sum(t**3 - t for row in matrix for t in Counter(row).values())
    whole = k * k * (n**3 - n) - k * ties
    if not whole:
        return None, None
    w = 12 * deviation / whole
    return float(w), float(k * (n - 1) * w)


def _mid_ranks(row):
    """The lowest mark has rank 1; equal ones share the mean of their ranks."""
    ranks, below = {}, 0
    for value, count in sorted(Counter(row).items()):
        ranks[value] = below + Fraction(count + 1, 2)
        below += count
    return [ranks[value] for value in row]


def intraclass(matrix):
    """The six forms, single judge and mean of the k: None where the marks do not define them."""
    k, n = len(matrix), len(matrix[0]) if matrix else 0
    if k < 2 or n < 2:
        return dict.fromkeys(ICC_FORMS)
    bms, wms, jms, ems = _mean_squares(matrix, k, n)
    parts = {
        "1,1": (bms - wms, bms + (k - 1) * wms),
        "2,1": (bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        "3,1": (bms - ems, bms + (k - 1) * ems),
        "1,k": (bms - wms, bms),
        "2,k": (bms - ems, bms + (jms - ems) / n),
        "3,k": (bms - ems, bms),
    }
    return {form: float(top / whole) if whole > 0 else None for form, (top, whole) in parts.items()}


def _mean_squares(matrix, k, n):
    """Between entries, within entries, between judges, and what is left: all per freedom."""
    by_judge = [Fraction(sum(row)) for row in matrix]
    by_entry = [Fraction(sum(column)) for column in zip(*matrix, strict=True)]
    middle = sum(by_judge) ** 2 / (n * k)
    everything = sum(Fraction(value) ** 2 for row in matrix for value in row) - middle
    between = sum(total**2 for total in by_entry) / k - middle
    judges = sum(total**2 for total in by_judge) / n - middle
    within = everything - between
    return (
        between / (n - 1),
        within / (n * (k - 1)),
        judges / (k - 1),
        (within - judges) / ((n - 1) * (k - 1)),
    )
