"""Classical item and test statistics, defined as Moodle defines them, n - 1 everywhere (§4.1)."""

from dataclasses import dataclass

import numpy as np

# Below this share of the largest value a spread is the rounding of sums, not a difference.
NOISE = 1e-9


@dataclass(frozen=True)
class ItemFigures:
    """An array each, an entry an item; not a number where the figure is not defined."""

    facility: np.ndarray
    sd: np.ndarray
    item_total_r: np.ndarray
    item_rest_r: np.ndarray
    discriminative_efficiency: np.ndarray

    @property
    def discrimination_index(self):
        return 100 * self.item_rest_r


@dataclass(frozen=True)
class ExamFigures:
    mean: float
    sd: float
    median: float
    skewness: float
    kurtosis: float
    alpha: float
    cic: float
    error_ratio: float
    standard_error: float


def maxima(marks):
    """The largest mark of each column, 1 where nobody got any."""
    largest = marks.max(axis=0)
    return np.where(largest > 0, largest, 1.0)


def item_figures(marks):
    """Of marks (person × item) without gaps."""
    totals = marks.sum(axis=1)
    total = _deviations(totals)
    figures = np.full((5, marks.shape[1]), np.nan)
    figures[0] = marks.mean(axis=0) / maxima(marks)
    # Rows lie together in memory, columns do not: one copy saves most of the time.
    for item, mark in enumerate(np.ascontiguousarray(marks.T)):
        figures[1:, item] = _sd(mark), *_correlations(mark, total, totals - mark)
    return ItemFigures(*figures)


def _correlations(mark, total, rest):
    """(r with the total, r with the rest, discriminative efficiency)."""
    one, other = _deviations(mark), _deviations(rest)
    if one is None:
        return np.nan, np.nan, np.nan
    total_r = _r(one, total)
    if other is None:
        return total_r, np.nan, np.nan
    best = _dot(np.sort(one), np.sort(other))
    efficiency = 100 * _dot(one, other) / best if best > 0 else np.nan
    return total_r, _r(one, other), efficiency


def compared(mark, rest):
    """(sd, r with the rest, discriminative efficiency) of one question, of those who had it."""
    _total_r, rest_r, efficiency = _correlations(mark, _deviations(mark + rest), rest)
    return _sd(mark), rest_r, efficiency


def _deviations(values):
    """From their mean; None when all are the same."""
    low, high = values.min(), values.max()
    if len(values) < 2 or high - low <= NOISE * max(1.0, abs(low), abs(high)):
        return None
    return values - values.mean()


def _r(one, other):
    if other is None:
        return np.nan
    scale = np.sqrt(_dot(one, one) * _dot(other, other))
    return float(np.clip(_dot(one, other) / scale, -1, 1))


def _dot(one, other):
    # Not `@`: for one product of two rows BLAS wakes every core and keeps it spinning.
    return np.einsum("i,i->", one, other)


def _sd(values):
    return values.std(ddof=1) if len(values) > 1 else np.nan


def correlation(one, other):
    """Pearson's r; not a number when one of the two does not vary."""
    deviations = _deviations(one)
    return np.nan if deviations is None else _r(deviations, _deviations(other))


def exam_figures(marks):
    totals = marks.sum(axis=1)
    sd = _sd(totals)
    skewness, kurtosis = _shape(totals)
    alpha = _alpha(marks, totals)
    error_ratio = 100 * np.sqrt(1 - alpha) if alpha <= 1 else np.nan
    return ExamFigures(
        mean=totals.mean(),
        sd=sd,
        median=float(np.median(totals)),
        skewness=skewness,
        kurtosis=kurtosis,
        alpha=alpha,
        cic=100 * alpha,
        error_ratio=error_ratio,
        standard_error=error_ratio * sd / 100,
    )


def _shape(totals):
    """(skewness, kurtosis) from the k-statistics."""
    n, deviations = len(totals), _deviations(totals)
    if deviations is None or n < 3:
        return np.nan, np.nan
    m2, m3, m4 = (np.mean(deviations**power) for power in (2, 3, 4))
    k2 = n * m2 / (n - 1)
    k3 = n**2 * m3 / ((n - 1) * (n - 2))
    if n < 4:
        return k3 / k2**1.5, np.nan
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return k3 / k2**1.5, k4 / k2**2


def _alpha(marks, totals):
    count = marks.shape[1]
    if count < 2 or _deviations(totals) is None:
        return np.nan
    share = marks.var(axis=0, ddof=1).sum() / totals.var(ddof=1)
    return min(1.0, count / (count - 1) * (1 - share))
