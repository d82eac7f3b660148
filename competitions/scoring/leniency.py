"""Who gives more than the others: x = entry + judge + error, by least squares (CONTESTS.md §2.8).

A diagnosis after the event, never part of a score. Cells may be missing, as long as the judges
are linked by entries that several of them marked.
"""

import numpy as np


def without_entries(entries, effects):
    """What is left of the cross products of `effects` when every entry has its own level.

    `entries` numbers the entry of each observation, `effects` has a row for each. The rank of
    the answer says whether the effects can be told apart.
    """
    entries, effects = np.asarray(entries), np.asarray(effects, dtype=float)
    count = np.bincount(entries)
    sums = np.zeros((len(count), effects.shape[1]))
    np.add.at(sums, entries, effects)
    return effects.T @ effects - sums.T @ (sums / np.maximum(count, 1)[:, None])


def rank(matrix):
    """The rank of such cross products: what is left of nought after rounding is nought."""
    size = max(np.abs(matrix).max(), 1.0)
    return np.linalg.matrix_rank(matrix, tol=1e-9 * size, hermitian=True)


def leniency(totals):
    """judge → how much above the panel she marks, with sum 0, from {(judge, entry): total}.

    Empty where there is nobody to compare with, or where parts of the panel share no entry.
    """
    judges = sorted({judge for judge, _entry in totals})
    if len(judges) < 2:
        return {}
    numbers = {}
    entries = [numbers.setdefault(entry, len(numbers)) for _judge, entry in totals]
    seats = [judges.index(judge) for judge, _entry in totals]
    given = np.array([float(value) for value in totals.values()])
    marked = np.eye(len(judges))[seats]
    matrix = without_entries(entries, marked)
    if rank(matrix) < len(judges) - 1:
        return {}
    level = np.bincount(entries, given) / np.bincount(entries)
    above = marked.T @ (given - level[entries])
    # Adding the same to everybody changes nothing: of all solutions the one with sum 0.
    found = np.linalg.solve(matrix + 1 / len(judges), above)
    return dict(zip(judges, (float(value) for value in found), strict=True))
