"""Who chose which option, and whether those who know more did (EXAMS.md §4.3)."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from exams.analysis.classical import correlation
from exams.analysis.flags import FEWEST_PEOPLE, IDLE_PERCENT

# What people wrote themselves is listed when that many wrote the same.
FEWEST_ALIKE = 5
MOST_WRITTEN = 5


@dataclass(frozen=True)
class Choice:
    id: str
    right: bool


@dataclass(frozen=True)
class OptionFigures:
    id: str
    right: bool
    people: int
    share: float  # of those who answered
    r: float  # with the other questions


def written(said, right):
    """The answers most people wrote, as choices; `right` says which of them are all right."""
    counts = Counter(answer for answers in said for answer in answers)
    alike = [answer for answer, n in counts.most_common() if n >= FEWEST_ALIKE]
    return tuple(Choice(answer, answer in right) for answer in alike[:MOST_WRITTEN])


def option_figures(choices, said, rest):
    """Figures of each choice; `said` are the ids each person chose, `rest` her other points."""
    answered = sum(bool(ids) for ids in said)
    figures = []
    for choice in choices:
        took = np.array([choice.id in ids for ids in said], dtype=float)
        people = int(took.sum())
        share = people / answered if answered else np.nan
        figures.append(
            OptionFigures(choice.id, choice.right, people, share, correlation(took, rest))
        )
    return figures


def flags_of_choices(figures, key_r, said, offered):
    """Flags of a question's wrong options; what nobody offered cannot be idle."""
    answered = sum(bool(ids) for ids in said)
    wrong = [option for option in figures if not option.right]
    idle = any(100 * option.people < IDLE_PERCENT * answered for option in wrong)
    flags = set()
    if offered and answered >= FEWEST_PEOPLE and idle:
        flags.add("idle_option")
    if any(option.r > key_r for option in wrong):
        flags.add("key")
    return flags
