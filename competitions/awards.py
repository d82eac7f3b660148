"""Awards from ranks and quotas, and the best organisation by a rule that is written down."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from competitions.scoring.lines import in_order, line
from competitions.scoring.numbers import half_up

SHOWN_PLACES = 2
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Quota:
    key: str  # "first", "second"
    places: int


@dataclass(frozen=True)
class Undecided:
    """A line that may not be shared falls among these equals."""

    key: str
    entries: tuple[str, ...]
    places: int


@dataclass(frozen=True)
class Awards:
    given: dict[str, str]  # entry → key of its award
    undecided: list[Undecided] = field(default_factory=list)


def by_rank(ranks, quotas, eligible=None, shared=True):
    """The awards of a ranking {entry: rank}, the best award first in `quotas`.

    An award goes to ranks within all places up to its own. Equals at a line all get the better
    award; with `shared=False` none of them does, and they are named as undecided. Who is not
    eligible takes no place: the next one moves up.
    """
    if eligible is not None:
        ranks = {entry: rank for entry, rank in ranks.items() if entry in eligible}
    given, undecided, places = {}, [], 0
    for quota in quotas:
        places += quota.places
        cut = line(ranks, places)
        for entry in (*cut.above, *(cut.shared if shared else ())):
            given.setdefault(entry, quota.key)
        if cut.shared and not shared:
            undecided.append(Undecided(quota.key, cut.shared, places - len(cut.above)))
    waiting = {entry for tie in undecided for entry in tie.entries}
    return Awards({e: key for e, key in given.items() if e not in waiting}, undecided)


def by_rank_decided(ranks, quotas, decisions, shared=True):
    """`by_rank` where the panel may have decided: key of the award → who of equals gets it.

    A decision counts when it names exactly as many of the equals as there are places.
    """
    ranks = dict(ranks)
    while True:
        awards = by_rank(ranks, quotas, shared=shared)
        settling = [tie for tie in awards.undecided if _settles(decisions.get(tie.key), tie)]
        if not settling:
            return awards
        for entry in decisions[settling[0].key]:
            # Before its equals, behind whoever is better: whole ranks never lie there.
            ranks[entry] -= HALF


def _settles(chosen, tie):
    return chosen and set(chosen) <= set(tie.entries) and len(set(chosen)) == tie.places


@dataclass(frozen=True)
class OrganisationRule:
    """What makes a good organiser: weights of measures, each a share of what was possible."""

    weights: dict[str, Decimal]  # measure → weight
    places: int


@dataclass(frozen=True)
class Effort:
    """How a unit stands by the rule; no score where one of its measures is not known."""

    score: Decimal | None
    rank: int | None = None
    is_awarded: bool = False


def best_organisation(measures, rule):
    """unit → Effort, from unit → measure → (value, of). Equals at the line all get the award.

    A measure that is missing, or a share of nothing, is not guessed: such a unit has no rank.
    """
    scores = {unit: _score(found, rule.weights) for unit, found in measures.items()}
    ranks = in_order({unit: score for unit, score in scores.items() if score is not None})
    return {
        unit: Effort(score, ranks[unit].rank, ranks[unit].rank <= rule.places)
        if unit in ranks
        else Effort(score)
        for unit, score in scores.items()
    }


def _score(found, weights):
    parts = []
    for measure, weight in weights.items():
        value, of = found.get(measure, (0, 0))
        if not of:
            return None
        parts.append(Fraction(weight) * Fraction(value) / Fraction(of))
    return half_up(sum(parts, Fraction(0)), SHOWN_PLACES)


def rank_points(ranks, points):
    """entry → points of its place: {1: 10, 2: 8}; equals share none, each has the better place."""
    return {entry: points.get(rank, 0) for entry, rank in ranks.items()}
