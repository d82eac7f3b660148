"""Sittings of one exam, on one form or on several, as arrays (EXAMS.md §4).

A question is known by the key of its wording, whichever forms it stands on. Points count as shares
of what could be had, so that forms of different sums go together; where there is one form, every
figure is that of §4.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from exams.analysis.options import Choice


@dataclass(frozen=True)
class Asked:
    """A question; without choices people write their answers themselves."""

    key: int
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Sitting:
    form: str
    group: str
    unit: str
    passed: bool
    points: Mapping[int, float]  # key → points
    of: Mapping[int, float]  # key → what could be had: the questions of her form
    said: Mapping[int, frozenset[str]]  # key → ids chosen, or what was written

    @property
    def percent(self):
        most = sum(self.of.values())
        return 100 * sum(self.points.values()) / most if most else 0.0


class Table:
    """Person × question; not a number where a question was not on the person's form."""

    def __init__(self, asked, sittings):
        self.asked, self.sittings = asked, sittings
        places = {question.key: place for place, question in enumerate(asked)}
        self.points, self.of = np.full((2, len(sittings), len(asked)), np.nan)
        for person, sitting in enumerate(sittings):
            for key, most in sitting.of.items():
                self.points[person, places[key]] = sitting.points.get(key, 0.0)
                self.of[person, places[key]] = most
        self.shares = self.points / self.of

    def with_question(self, place):
        """(people who had it, its shares, their shares of all other points)."""
        had = np.flatnonzero(~np.isnan(self.points[:, place]))
        points, of = self.points[had], self.of[had]
        rest = np.nansum(points, axis=1) - points[:, place]
        most = np.nansum(of, axis=1) - of[:, place]
        with np.errstate(invalid="ignore", divide="ignore"):
            return had, points[:, place] / of[:, place], np.where(most > 0, rest / most, 0.0)

    def by_form(self):
        """Form → its points (person × question), in per cent of what could be had in all.

        A form whose people did not all have the same questions, drawn for each, is left out.
        """
        forms = {}
        for person, sitting in enumerate(self.sittings):
            forms.setdefault(sitting.form, []).append(person)
        return {form: self._percents(p) for form, p in forms.items() if self._is_one(p)}

    def _is_one(self, people):
        had = ~np.isnan(self.points[people])
        return bool((had == had[0]).all())

    def _percents(self, people):
        points, of = self.points[people], self.of[people]
        kept = ~np.isnan(points[0])
        return 100 * points[:, kept] / of[:, kept].sum(axis=1, keepdims=True)
