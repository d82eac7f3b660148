"""Makes forms equally difficult by exchanging questions of one kind, before the solver proves it.

From an arbitrary start CP-SAT needs many seconds to hit the same sum in every form; from here it
only has to say that nothing is better.
"""

from collections import defaultdict
from fractions import Fraction

ATTEMPTS = 100_000


class Exchanges:
    """`forms` are lists of places in `items`; `weights` the whole-number difficulty of each."""

    def __init__(self, items, forms, blueprint, weights):
        self.items, self.weights = items, weights
        self.forms = [list(places) for places in forms]
        self.sums = [sum(weights[place] for place in places) for places in forms]
        self.enemies = _enemies(items, blueprint.enemies)
        self.kind_of = _kinds(items, self.enemies, blueprint.anchors)
        self.slots = [
            (form, slot)
            for form, places in enumerate(self.forms)
            for slot, place in enumerate(places)
            if place in self.kind_of
        ]
        self.slot_of = {self.forms[form][slot]: (form, slot) for form, slot in self.slots}

    def usual(self):
        """What a form sums to when its questions are the average ones of their kinds."""
        means = [self._mean(place) for places in self.forms for place in places]
        return round(sum(means) / len(self.forms))

    def _mean(self, place):
        kind = self.kind_of.get(place, [place])
        return Fraction(sum(self.weights[mate] for mate in kind), len(kind))

    def even_out(self, target, random):
        """Exchanges what brings sums nearer to the target or, as near, spares what was used."""
        is_worn = any(item.used for item in self.items)
        for _attempt in range(ATTEMPTS if self.slots else 0):
            if not is_worn and all(total == target for total in self.sums):
                break
            form, slot = random.choice(self.slots)
            one = self.forms[form][slot]
            self._try(form, slot, one, random.choice(self.kind_of[one]), target)
        return self.forms

    def _try(self, form, slot, one, other, target):
        there = self.slot_of.get(other)
        step = self.weights[other] - self.weights[one]
        nearer = abs(self.sums[form] - target) - abs(self.sums[form] + step - target)
        if there is None:
            nearer = nearer, self.items[one].used - self.items[other].used
        elif there[0] == form:
            return
        else:
            total = self.sums[there[0]]
            nearer = nearer + abs(total - target) - abs(total - step - target), 0
        if nearer < (0, 0) or not self._is_fit(other, one, form):
            return
        if there is None:
            del self.slot_of[one]
        elif self._is_fit(one, other, there[0]):
            self._put(one, *there, -step)
        else:
            return
        self._put(other, form, slot, step)

    def _put(self, place, form, slot, step):
        self.forms[form][slot] = place
        self.slot_of[place] = form, slot
        self.sums[form] += step

    def _is_fit(self, comes, goes, form):
        """Whether no enemy of what comes stays in the form."""
        near = (enemy for enemy in self.enemies[comes] if enemy != goes)
        return not any(self.slot_of.get(enemy, (None,))[0] == form for enemy in near)


def _enemies(items, groups):
    places = {item.id: place for place, item in enumerate(items)}
    enemies = [set() for _item in items]
    for group in groups:
        here = {places[enemy] for enemy in group if enemy in places}
        for place in here:
            enemies[place] |= here - {place}
    return enemies


def _kinds(items, enemies, anchors):
    """Place → all places that can stand for it; anchors and their enemies stay as they are."""
    kinds, kind_of = defaultdict(list), {}
    for place, item in enumerate(items):
        if item.id in anchors or any(items[enemy].id in anchors for enemy in enemies[place]):
            continue
        kind = kinds[item.topic, item.type, item.band, item.points, item.seconds]
        kind.append(place)
        kind_of[place] = kind
    return kind_of
