"""Forms from a bank, in the order of what matters: topics and types, difficulty, mixture, wear."""

from collections import Counter
from fractions import Fraction
from math import ceil, gcd
from random import Random

from exams.assembly.blueprint import Assembly, Shortage
from exams.assembly.dealing import dealt, meets
from exams.assembly.exchanges import Exchanges
from exams.formats.questions import marked as _
from exams.refusals import Refused

# Difficulties are compared at four decimals; the spread is told exactly.
SCALE = 10_000
# How long each aim may be looked for, in the solver's own time, in a model of 5,000 switches
# (question × form). In a larger one up to four times so long; in a smaller one less where forms
# are only polished.
CONTENT, DIFFICULTY, MIXTURE, SHAPE, WEAR = 1.5, 1.0, 0.5, 1.0, 0.5
SWITCHES, LARGEST = 5_000, 4
# A spread below half a hundredth of a question is not worth a worse mixture.
GOOD_ENOUGH = SCALE // 200
MOST_SWITCHES = 200_000

IMPOSSIBLE = _("No forms keep to the points, the time and the excluded pairs all at once.")
NOT_IN_TIME = _("No forms were found in the time allowed. Ask for fewer or for shorter ones.")


def assemble(items, forms, blueprint, seed=0):
    """Forms without a common question (but anchors), by the blueprint, equally difficult.

    The same items, blueprint and seed give the same forms, whatever the order of the items.
    Questions that are missing are told as shortages, and then there are no forms; what cannot be
    for another reason is refused.
    """
    check(items, forms, blueprint)
    return _Assembling(items, forms, blueprint, seed).done()


def check(items, forms, blueprint):
    """Refuses what is out of the question before anything is searched."""
    if forms < 1 or blueprint.length < 1:
        raise Refused(_("At least one form of at least one question must be wanted."))
    anchors = len(blueprint.anchors & {item.id for item in items})
    if len(blueprint.anchors) > anchors:
        raise Refused(_("A question that every form must hold is not in the bank."))
    needed = forms * (blueprint.length - anchors) + anchors
    if needed > len(items):
        raise Refused(
            _(
                "%(forms)d forms of %(length)d need %(needed)d questions; the bank has %(bank)d, "
                "%(missing)d are missing."
            ),
            forms=forms,
            length=blueprint.length,
            needed=needed,
            bank=len(items),
            missing=needed - len(items),
        )
    if len(items) * forms > MOST_SWITCHES:
        raise Refused(
            _("%(forms)d forms from %(bank)d questions are too many to compare at once."),
            forms=forms,
            bank=len(items),
        )


class _Assembling:
    """One aim after the other; what is reached of one is kept while the next is looked for."""

    def __init__(self, items, forms, blueprint, seed):
        # OR-Tools takes more than a second to load, and only this needs it.
        from exams.assembly.model import FormsModel
        from exams.assembly.search import search

        self.search = search
        self.bank, self.blueprint, self.seed = items, blueprint, seed
        self.random = Random(seed)
        # By id, then by the seed: the order in which questions were typed changes nothing. Those
        # that were used least come first, so that dealing takes them first.
        self.items = sorted(items, key=lambda item: item.id)
        self.random.shuffle(self.items)
        self.items.sort(key=lambda item: item.used)
        self.model = FormsModel(self.items, forms, blueprint)
        self.size = len(items) * forms / SWITCHES
        self.places, self.is_proved, self.is_by_clock = [], True, False

    def done(self):
        if shortages := self._give_content():
            return Assembly((), Fraction(0), False, Fraction(0), shortages, self.is_by_clock)
        bound = self._make_equal()
        self._polish()
        return self._told(bound)

    def _polish(self):
        part = min(1, max(0.1, self.size))
        self._reach(self.model.mixture(), MIXTURE * part)
        if self.size <= LARGEST:
            self._reach(self.model.spread(self._weights(100, power=2)), SHAPE * part)
        if any(item.used for item in self.items):
            self._reach(self.model.cost([item.used**2 for item in self.items]), WEAR * part)

    def _give_content(self):
        """Finds forms of the wanted content, or returns what is missing for that."""
        start = dealt(self.items, self.model.forms, self.blueprint)
        if meets(self.items, start, self.blueprint):
            self.places = start
            self.model.keep(self.model.lacking(), 0)
            return ()
        self.model.start_from(start)
        found = self._run(self.model.lacking_first(), CONTENT)
        if not self.places:
            raise Refused(IMPOSSIBLE if found.is_impossible else NOT_IN_TIME)
        if (shortages := self._shortages(found.solver)) and not found.is_proved:
            raise Refused(NOT_IN_TIME)
        self.model.keep(self.model.lacking(), 0)
        return shortages

    def _run(self, expression, effort):
        self.model.model.minimize(expression)
        more = min(LARGEST, max(1, self.size))
        found = self.search(self.model.model, self.seed, effort * more)
        self.is_by_clock = self.is_by_clock or found.is_by_clock
        if found.has_forms:
            self.places = self.model.forms_in(found.solver)
        return found

    def _reach(self, aim, effort, least=0, enough=0):
        """Makes the aim small and keeps it so; returns (what is reached, what is the limit)."""
        reached, limit = aim.of(self.places), least
        if reached > enough:
            self.model.keep(aim.expression, reached)
            self.model.start_from(self.places)
            bound = self._run(aim.expression, effort).solver.best_objective_bound
            reached = aim.of(self.places)
            limit = max(least, min(reached, ceil(bound - 1e-6)))
        self.model.keep(aim.expression, reached)
        return reached, limit

    def _make_equal(self):
        """Makes the forms equally difficult; returns what the spread cannot be less than."""
        weights, target = self._weights(SCALE), self.blueprint.target
        exchanges = Exchanges(self.items, self.places, self.blueprint, weights)
        if target is None:
            self.places = exchanges.even_out(exchanges.usual(), self.random)
        else:
            self.places = exchanges.even_out(round(target * SCALE), self.random)
            far = self.model.distance(weights, round(target * SCALE))
            reached, limit = self._reach(far, DIFFICULTY)
            self.is_proved = reached == limit
        least = _least_spread(weights, self.model.forms, self._are_all_used())
        enough = max(least, GOOD_ENOUGH if target is None else 0)
        return self._reach(self.model.spread(weights), DIFFICULTY, least, enough)[1]

    def _are_all_used(self):
        return len(set().union(*self.places)) == len(self.items) and not self.blueprint.anchors

    def _weights(self, scale, power=1):
        return [round(item.points * item.difficulty**power * scale) for item in self.items]

    def _shortages(self, solver):
        missing = Counter()
        for slack in self.model.slacks:
            if slack.is_firm:
                missing[slack.cell] += solver.value(slack.variable)
        length = missing.pop(None)
        if found := {cell: n for cell, n in missing.items() if n}:
            return tuple(Shortage(n, c.topic, c.type, c.band) for c, n in found.items())
        return (Shortage(length),) if length else ()

    def _told(self, bound):
        scores = [Fraction(item.points * item.difficulty) for item in self.items]
        sums = [sum(scores[place] for place in places) for places in self.places]
        spread = max(sums) - min(sums)
        gap = max(Fraction(0), spread - max(Fraction(0), Fraction(bound, SCALE) - self._rounding()))
        ids = [{self.items[place].id for place in places} for places in self.places]
        return Assembly(
            tuple(tuple(item.id for item in self.bank if item.id in form) for form in ids),
            spread,
            self.is_proved and gap == 0,
            gap,
            (),
            self.is_by_clock,
        )

    def _rounding(self):
        """By how much two forms can differ that look the same at four decimals."""
        exact = [item.points * item.difficulty * SCALE for item in self.items]
        lost = sorted((abs(Fraction(score) - round(score)) for score in exact), reverse=True)
        return 2 * sum(lost[: self.blueprint.length], Fraction(0)) / SCALE


def _least_spread(weights, forms, are_all_used):
    """When every question is used, what the forms have together may not be divisible among them."""
    step = gcd(*weights)
    return step if are_all_used and step and sum(weights) // step % forms else 0
