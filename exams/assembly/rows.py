"""The rows of a blueprint: which questions each asks for, what is missing, what forms need.

No question belongs to two rows, so that its points are plain and what is missing can be counted.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from random import Random

from exams.assembly.blueprint import Blueprint, Cell, Item, Shortage
from exams.formats.question import BY_PEOPLE
from exams.topic_paths import is_within

# Points are whole or half ones; forms are compared in half points.
HALVES = 2
# Of a large bank as many times what is wanted is compared; more takes time and gains nothing. For
# many long forms fewer, so that a job of a minute is enough: as many switches (question × form).
ENOUGH, LEAST, SWITCHES = 4, Fraction(5, 4), 6_000
# What nobody has estimated counts as a question of middling difficulty.
UNKNOWN = Decimal("0.55")


@dataclass(frozen=True)
class Row:
    """So many questions of a topic and all below it, a type, a band; None is any.

    Any type is any that a key marks: what people have to mark is asked for by its name.
    """

    topic: str | None
    type: str | None
    band: str | None
    count: int
    points: Decimal

    def holds(self, item):
        return (
            (self.topic is None or is_within(item.topic, self.topic))
            and (item.type == self.type if self.type else item.type not in BY_PEOPLE)
            and self.band in (None, item.band)
        )

    def meets(self, other):
        """Whether a question could belong to both."""
        topics = (self.topic, other.topic)
        near = None in topics or is_within(*topics) or is_within(*reversed(topics))
        bands = (self.band, other.band)
        return near and self._meets_type(other) and (None in bands or bands[0] == bands[1])

    def _meets_type(self, other):
        if None in (self.type, other.type):
            return not {self.type, other.type} & set(BY_PEOPLE)
        return self.type == other.type


def overlap(rows: Sequence[Row]):
    """The numbers of two rows that could ask for the same question, or None."""
    for second, row in enumerate(rows):
        for first, before in enumerate(rows[:second]):
            if before.meets(row):
                return first + 1, second + 1
    return None


def supply(rows: Sequence[Row], items: Sequence[Item]):
    """For each row the items it may take."""
    return [[item for item in items if row.holds(item)] for row in rows]


def lacking(rows, supplied, forms=1):
    """What is missing for so many forms without a common question."""
    return [
        Shortage(missing, row.topic, row.type, row.band)
        for row, items in zip(rows, supplied, strict=True)
        if (missing := row.count * forms - len(items)) > 0
    ]


def thinned(items, most, seed):
    """At most so many, those that were used least; in the order in which they came."""
    by_lot = sorted(items, key=lambda item: item.id)
    Random(seed).shuffle(by_lot)
    kept = {item.id for item in sorted(by_lot, key=lambda item: item.used)[:most]}
    return [item for item in items if item.id in kept]


def for_forms(rows, supplied, forms, enemies, seed):
    """Items and blueprint for `assemble`; the number of its row stands for an item's topic."""
    items, cells, length = [], [], sum(row.count for row in rows)
    times = max(LEAST, min(ENOUGH, Fraction(SWITCHES, length * forms**2)))
    for number, (row, there) in enumerate(zip(rows, supplied, strict=True), start=1):
        points = int(row.points * HALVES)
        kept = thinned(there, ceil(times * row.count * forms), seed)
        items += [replace(item, topic=str(number), points=points) for item in kept]
        cells.append(Cell(str(number), None, None, row.count, row.count))
    ids = {item.id for item in items}
    groups = tuple(frozenset(group) & ids for group in enemies)
    wanted = Blueprint(length, tuple(cells), enemies=tuple(g for g in groups if len(g) > 1))
    return items, wanted


def digest(items):
    """SHA-256 of all that was compared, in the order of ids."""
    told = sorted([i.id, i.topic, i.type, str(i.difficulty), i.points, i.used] for i in items)
    return hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()
