"""How severe a judge is, in logits: a many-facet Rasch model (Linacre, CONTESTS.md §2.8).

    ln(P of category k / P of category k - 1) = entry - severity of the judge - step k of criterion

The difficulty of a criterion and its thresholds are one number a step (partial credit, Masters
1982), because the criteria of a rule set seldom have the same scale. Estimated by marginal maximum
likelihood (Bock and Aitkin 1981): the entries are a sample of a normal distribution whose spread is
estimated too. Estimating every entry by itself (JMLE) stretches the logits when an entry has few
marks, and knows no answer for an entry with nothing but the highest marks; here it needs none.

A judge with nothing but the highest or the lowest marks has no finite severity. A weak normal
prior on the severities (spread 4 logits) gives her a large one with a large standard error, and
moves the others by less than a hundredth of their information. Standard errors take the steps and
the spread as known, as such reports do. A diagnosis after the event, never part of a score.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from competitions.scoring.leniency import rank, without_entries

MOST_CATEGORIES = 30
PRIOR_SPREAD = 4.0
SPREADS = (0.02, 10.0)
GRID = np.linspace(-5, 5, 161)
GRID_WEIGHTS = -(GRID**2) / 2 - logsumexp(-(GRID**2) / 2)


@dataclass(frozen=True)
class Severity:
    logit: float
    error: float


def severities(marks):
    """judge → Severity, with sum 0, from {(entry, judge, criterion): mark}.

    Empty where the marks cannot tell severity apart: one judge, one entry, equal marks only, or a
    panel in parts that share neither entry nor criterion.
    """
    marks = _categories(marks)
    entries, judges, criteria = (sorted({key[axis] for key in marks}) for axis in range(3))
    if len(judges) < 2 or len(entries) < 2 or not _separable(marks, entries, judges, criteria):
        return {}
    model = _Model(marks, entries, judges, criteria)
    return dict(zip(judges, model.estimate(), strict=True))


def _categories(marks):
    """Marks as categories 0, 1, ... of their criterion, without criteria that know only one.

    Values nobody gave are no category. More than 30 are joined to 30 of equal width.
    """
    given = {}
    for (_entry, _judge, criterion), mark in marks.items():
        given.setdefault(criterion, Counter())[mark] += 1
    number = {}
    for criterion, counts in given.items():
        low, high = min(counts), max(counts)
        classes = {mark: mark for mark in counts}
        if len(counts) > MOST_CATEGORIES:
            width = (high - low) / MOST_CATEGORIES
            classes = {m: min(int((m - low) / width), MOST_CATEGORIES - 1) for m in counts}
        places = {value: n for n, value in enumerate(sorted(set(classes.values())))}
        number[criterion] = {mark: places[value] for mark, value in classes.items()}
    return {key: number[key[2]][mark] for key, mark in marks.items() if len(number[key[2]]) > 1}


def _separable(marks, entries, judges, criteria):
    """Whether judges and criteria leave marks of their own beside the level of each entry."""
    numbers = {entry: n for n, entry in enumerate(entries)}
    seats = np.eye(len(judges))[[judges.index(judge) for _entry, judge, _criterion in marks]]
    kinds = np.eye(len(criteria))[[criteria.index(criterion) for *_who, criterion in marks]]
    left = without_entries([numbers[entry] for entry, *_rest in marks], np.hstack([seats, kinds]))
    return rank(left) == len(judges) + len(criteria) - 2


class _Model:
    """The likelihood: of what the entries got, as a function of severities, steps and spread.

    Given its level an entry's likelihood needs only the sum of its categories and which cells it
    has, so that all entries together are a few products of matrices over the grid of levels.
    """

    def __init__(self, marks, entries, judges, criteria):
        self.shape = (len(judges), len(criteria))
        cells = np.full((len(entries), *self.shape), -1)
        numbers = {entry: n for n, entry in enumerate(entries)}
        for (entry, judge, criterion), category in marks.items():
            cells[numbers[entry], judges.index(judge), criteria.index(criterion)] = category
        self.seen = (cells >= 0).reshape(len(entries), -1).astype(float)
        given = np.where(cells >= 0, cells, 0)
        self.sums = given.sum(axis=(1, 2))
        self.by_judge = given.sum(axis=(0, 2))
        # reached[criterion][step - 1]: how often a mark got as far as this step
        self.reached = [
            np.array(
                [(cells[:, :, i] >= step).sum() for step in range(1, cells[:, :, i].max() + 1)]
            )
            for i in range(len(criteria))
        ]
        self.marked = [(cells[:, :, i] >= 0).sum() for i in range(len(criteria))]
        self.contrasts = _contrasts(len(judges))

    def estimate(self):
        free = self.shape[0] - 1
        bounds = [(None, None)] * (free + sum(map(len, self.reached))) + [tuple(np.log(SPREADS))]
        start = np.concatenate([np.zeros(free), *self._first_steps(), [0.0]])
        best = minimize(
            self._cost, start, jac=True, method="L-BFGS-B", bounds=bounds,
            options={"maxiter": 2000, "maxfun": 4000, "gtol": 1e-4, "ftol": 1e-12},
        ).x  # fmt: skip
        severity = self.contrasts @ best[:free]
        spread = self.contrasts @ np.linalg.inv(self._information(best, free)) @ self.contrasts.T
        errors = np.sqrt(np.diag(spread))
        return [Severity(float(c), float(e)) for c, e in zip(severity, errors, strict=True)]

    def _first_steps(self):
        for reached, marked in zip(self.reached, self.marked, strict=True):
            counts = np.append(marked, reached) - np.append(reached, 0)
            yield np.log(counts[:-1] / counts[1:])

    def _information(self, best, free, width=1e-4):
        """The curvature in the severities at the best point."""
        rows = []
        for place in range(free):
            step = np.zeros_like(best)
            step[place] = width
            change = self._cost(best + step)[1] - self._cost(best - step)[1]
            rows.append(change[:free] / (2 * width))
        matrix = np.array(rows)
        return (matrix + matrix.T) / 2

    def _cost(self, values):
        """(minus the log likelihood with its prior, its gradient)."""
        free = self.shape[0] - 1
        severity, spread = self.contrasts @ values[:free], np.exp(values[-1])
        steps = np.split(values[free:-1], np.cumsum([len(r) for r in self.reached])[:-1])
        levels = spread * GRID
        tables = [_Curves(levels, severity, step) for step in steps]
        whole = np.stack([table.whole for table in tables], axis=1)  # judge, criterion, level
        by_level = self.sums[:, None] * levels - self.seen @ whole.reshape(-1, len(GRID))
        by_level = by_level + GRID_WEIGHTS
        by_entry = logsumexp(by_level, axis=1)
        likely = by_entry.sum() - self.by_judge @ severity
        likely -= sum(reached @ step for reached, step in zip(self.reached, steps, strict=True))
        likely -= (severity**2).sum() / (2 * PRIOR_SPREAD**2)

        weight = np.exp(by_level - by_entry[:, None])  # entry, level: where the entry may stand
        cells = (self.seen.T @ weight).reshape(*self.shape, len(GRID))
        expected = np.stack([table.expected for table in tables], axis=1)
        as_judged = (cells * expected).sum(axis=(1, 2))
        by_severity = as_judged - self.by_judge - severity / PRIOR_SPREAD**2
        by_step = [
            np.einsum("jg,jgs->s", cells[:, i], table.reaching) - self.reached[i]
            for i, table in enumerate(tables)
        ]
        by_spread = (self.sums @ weight) @ levels - ((cells * expected).sum(axis=(0, 1))) @ levels
        gradient = [self.contrasts.T @ by_severity, *by_step, [by_spread]]
        return -likely, -np.concatenate(gradient)


class _Curves:
    """For one criterion, by judge and level: the chances of its categories."""

    def __init__(self, levels, severity, steps):
        above = levels - severity[:, None]
        categories = np.arange(len(steps) + 1)
        passed = np.append(0, np.cumsum(steps))
        weights = above[:, :, None] * categories - passed
        self.whole = logsumexp(weights, axis=2)
        chances = np.exp(weights - self.whole[:, :, None])
        self.expected = chances @ categories
        self.reaching = chances[:, :, ::-1].cumsum(axis=2)[:, :, ::-1][:, :, 1:]


def _contrasts(count):
    """Columns that span all severities with sum 0, at right angles and of length 1."""
    columns = np.linalg.qr(np.eye(count) - 1 / count)[0]
    return columns[:, : count - 1]
