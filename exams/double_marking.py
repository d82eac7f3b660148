"""Marks given by people: who reads what, when two differ, what counts in the end. No Django.

Two people read each answer without seeing each other's marks. Where these differ by more than a
share of the points, a third one reads it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
FIRST, SECOND, THIRD = 1, 2, 3


class ThirdRule(StrEnum):
    """What counts once a third one has read an answer."""

    DECIDES = "decides"  # the third mark
    MEDIAN = "median"  # the middle one of the three
    NEARER = "nearer"  # the mean of the third and the nearer of the two others


@dataclass(frozen=True)
class Rule:
    """`percent`: by so much of the points two marks may differ."""

    percent: int = 20
    third: ThirdRule = ThirdRule.DECIDES


def differ(first: Decimal, second: Decimal, of: Decimal, rule: Rule):
    """Whether a third one has to read the answer; just as much as allowed is allowed."""
    return abs(first - second) * 100 > of * rule.percent


def final(marks: Mapping[int, Decimal], of: Decimal, rule: Rule):
    """The points of an answer, or None while a mark is missing. `marks`: place → points."""
    if FIRST not in marks or SECOND not in marks:
        return None
    first, second, third = marks[FIRST], marks[SECOND], marks.get(THIRD)
    if third is not None:
        return _cents(_THIRD[rule.third](first, second, third))
    return None if differ(first, second, of, rule) else _cents((first + second) / 2)


def _nearer(first, second, third):
    """Where both are as near, the better one: the candidate has the benefit of the doubt."""
    near = min((first, second), key=lambda mark: (abs(mark - third), -mark))
    return (near + third) / 2


_THIRD = {
    ThirdRule.DECIDES: lambda first, second, third: third,
    ThirdRule.MEDIAN: lambda first, second, third: sorted((first, second, third))[1],
    ThirdRule.NEARER: _nearer,
}


def _cents(points):
    return points.quantize(CENT, rounding=ROUND_HALF_UP)


def shares(of: Decimal, fractions: Sequence[Decimal]):
    """The most points of each criterion, in cents; together never more than there are."""
    return [_cents(of * fraction) for fraction in fractions]


def total(of: Decimal, most: Sequence[Decimal], given: Sequence[Decimal]):
    """The points for what was given by criteria: all of them when all criteria are met."""
    return of if list(given) == list(most) else min(of, sum(given, Decimal(0)))


def readers(key: str, people: Sequence[int], n: int):
    """The `n` of these people who read an answer.

    By the hash of both, so that everybody gets about as many, whoever deals them out, and few
    answers change hands when somebody joins or leaves.
    """
    return sorted(people, key=lambda person: _ticket(key, person))[:n]


def _ticket(key, person):
    return hashlib.sha256(f"{key}|{person}".encode()).hexdigest()
