"""Invented banks to make forms from."""

from decimal import Decimal
from itertools import combinations
from random import Random

from exams.assembly.blueprint import Item


def item(id_, difficulty="0.5", topic="Files", type_="single", **more):
    return Item(id_, topic, type_, Decimal(difficulty), **more)


def bank(size, seed=1, topics=("Files", "Safety", "Tables"), decimals=2, **more):
    random = Random(seed)
    return [
        item(
            f"q{n}",
            f"{random.uniform(0.2, 0.98):.{decimals}f}",
            random.choice(topics),
            random.choice(("single", "multiple")),
            **more,
        )
        for n in range(size)
    ]


def scores(items, forms):
    """The expected score of each form."""
    difficulty = {item.id: item.points * item.difficulty for item in items}
    return [sum(difficulty[id_] for id_ in form) for form in forms]


def spread(items, forms):
    found = scores(items, forms)
    return max(found) - min(found)


def every_pair(items, length):
    """All two disjoint forms there are."""
    for one in combinations(items, length):
        left = [item for item in items if item not in one]
        for other in combinations(left, length):
            yield [item.id for item in one], [item.id for item in other]
