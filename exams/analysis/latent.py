"""Rasch and 2PL by marginal maximum likelihood, ability N(0, 1) (EXAMS.md §4.2).

P(right) = 1 / (1 + exp(-a (ability - b))), without a factor 1.7. The integral over ability is a
sum over an even grid, which is exact to far more digits than anybody prints. What is missing is
left out of the likelihood; an item that everybody got right, or nobody, has no finite b and takes
no part.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from exams.analysis.classical import maxima
from exams.formats.questions import marked as _
from exams.refusals import Refused

GRID = np.linspace(-6, 6, 121)
WEIGHTS = -(GRID**2) / 2 - logsumexp(-(GRID**2) / 2)

# An estimate that runs against these is no estimate: the data hold none.
STEEPEST = 12.0
FARTHEST = 40.0


@dataclass(frozen=True)
class Estimates:
    a: np.ndarray  # not a number where there is no estimate
    b: np.ndarray
    log_likelihood: float


def right_or_wrong(marks, items, rows):
    """1, 0 and not a number, from marks of which each is nothing or the item's largest."""
    known = ~np.isnan(marks)
    filled = np.where(known, marks, 0.0)
    largest = maxima(filled)
    between = known & (filled != 0) & (filled != largest)
    if between.any():
        person, item = divmod(int(np.argmax(between)), len(items))
        raise Refused(
            _(
                "Row %(row)d, column %(column)s: %(mark)s of %(of)s is neither right nor wrong. "
                "Rasch and 2PL need answers that are one or the other."
            ),
            row=rows[person],
            column=items[item],
            mark=f"{filled[person, item]:g}",
            of=f"{largest[item]:g}",
        )
    return np.where(known, filled / largest, np.nan)


def estimate(right, model):
    """Estimates by "rasch" (every a is 1) or "2pl" from 1, 0 and not a number (person × item)."""
    with np.errstate(invalid="ignore"):
        varies = (np.nanmax(_some(right), axis=0) == 1) & (np.nanmin(_some(right), axis=0) == 0)
    a, b = np.full((2, right.shape[1]), np.nan)
    if not varies.any():
        return Estimates(a, b, np.nan)
    kept = right[:, varies]
    groups = _Groups(kept, by_score=model == "rasch")
    slopes, intercepts, log_likelihood = _fit(groups)
    settled = (np.abs(slopes) < STEEPEST) & (np.abs(intercepts) < FARTHEST) & (slopes != 0)
    a[varies] = np.where(settled, slopes, np.nan)
    b[varies] = np.where(settled, -intercepts / np.where(settled, slopes, 1), np.nan)
    return Estimates(a, b, log_likelihood)


def _some(right):
    """A column in which nobody answered must not warn; one wrong answer makes it constant."""
    return np.where(np.isnan(right).all(axis=0), 0.0, right)


class _Groups:
    """People who say the same of their ability: the same answers, for Rasch the same score."""

    def __init__(self, right, by_score):
        seen = ~np.isnan(right)
        ones = np.where(seen, right, 0.0)
        self.masks, mask_of = np.unique(seen, axis=0, return_inverse=True)
        self.masks = self.masks.astype(float)
        told = ones.sum(axis=1, keepdims=True) if by_score else ones
        rows = np.column_stack([mask_of.reshape(-1, 1), told])
        rows, self.sizes = np.unique(rows, axis=0, return_counts=True)
        self.mask_of, self.told = rows[:, 0].astype(int), rows[:, 1:]
        self.rights = ones.sum(axis=0)
        self.people, self.by_score = len(right), by_score

    def likelihood(self, slopes, intercepts):
        """(log likelihood, its derivatives by slope and by intercept)."""
        logits = np.outer(slopes, GRID) + intercepts[:, None]
        scores = self.told[:, 0] if self.by_score else self.told @ slopes
        curves = np.outer(scores, GRID) - (self.masks @ np.logaddexp(0, logits))[self.mask_of]
        curves += WEIGHTS
        each = logsumexp(curves, axis=1)
        weights = np.exp(curves - each[:, None]) * self.sizes[:, None]
        by_mask = np.zeros((len(self.masks), len(GRID)))
        np.add.at(by_mask, self.mask_of, weights)
        expected = (self.masks.T @ by_mask) * expit(logits)
        by_slope = () if self.by_score else self.told.T @ (weights @ GRID) - expected @ GRID
        value = self.rights @ intercepts + self.sizes @ each
        return value, by_slope, self.rights - expected.sum(axis=1)


def _fit(groups):
    count, ones = len(groups.rights), np.ones(len(groups.rights))
    start = np.concatenate([() if groups.by_score else ones, 0 * ones])

    def slopes_in(values):
        return ones if groups.by_score else values[:count]

    def loss(values):
        value, *slopes_and_intercepts = groups.likelihood(slopes_in(values), values[-count:])
        return -value / groups.people, -np.concatenate(slopes_and_intercepts) / groups.people

    bounds = [(-STEEPEST, STEEPEST)] * (len(start) - count) + [(-FARTHEST, FARTHEST)] * count
    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 2000, "maxfun": 4000, "ftol": 1e-14, "gtol": 1e-8, "maxcor": 30},
    )
    slopes = slopes_in(found.x)
    # Turned round, the scale fits as well; more knowledge is upwards.
    slopes = slopes if slopes.sum() >= 0 else -slopes
    return slopes, found.x[-count:], -found.fun * groups.people
