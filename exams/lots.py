"""One paper for one person: so many of each lot, never two enemies. Plain data, no Django."""

# Where enemies leave hardly a way, the search ends instead of trying everything.
MOST_STEPS = 20_000


def draw(lots, enemies, random):
    """Numbers of the pool, lot by lot in a new order, or None when no paper was found.

    A lot says `count` and `from`; `enemies` are groups of numbers of which a paper holds one.
    """
    return _Drawing(lots, enemies, random).done()


class _Drawing:
    def __init__(self, lots, enemies, random):
        self.counts = [lot["count"] for lot in lots]
        self.orders = [random.sample(lot["from"], len(lot["from"])) for lot in lots]
        self.foes = _foes(enemies)
        self.steps = 0

    def done(self):
        """Goes back where the last choices leave no way; the first paper found is taken."""
        # What is taken, and for each question where in the order of its lot the search went on.
        taken, places, place = [], [], 0
        seats = [lot for lot, count in enumerate(self.counts) for _seat in range(count)]
        while len(taken) < len(seats):
            found = self._next(seats[len(taken)], place, taken)
            if found is not None:
                places.append(found)
                taken.append(self.orders[seats[len(taken)]][found])
                is_same_lot = len(taken) < len(seats) and seats[len(taken)] == seats[len(taken) - 1]
                place = found + 1 if is_same_lot else 0
            elif taken and self.steps < MOST_STEPS:
                taken.pop()
                place = places.pop() + 1
            else:
                return None
        return taken

    def _next(self, lot, place, taken):
        """The next place in the order of the lot whose question has no enemy among the taken."""
        order = self.orders[lot]
        while place < len(order):
            self.steps += 1
            if self.foes.get(order[place], set()).isdisjoint(taken):
                return place
            place += 1
        return None


def _foes(enemies):
    foes = {}
    for group in enemies:
        for number in group:
            foes.setdefault(number, set()).update(set(group) - {number})
    return foes
