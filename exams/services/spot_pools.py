"""Which villages a spot exam is drawn from on a day, and how often each had its turn."""

import csv
import io
from dataclasses import dataclass

from django.db.models import Count

from exams import cycle
from exams.models import SpotVillage
from exams.sat import township_path
from organisation.models import Post, Unit
from organisation.rights import Act, posts_that_may

COLUMNS = ["unit_id", "stratum", "used", "chance", "unit", "township"]


@dataclass(frozen=True)
class Place:
    unit: Unit
    township: Unit
    entered_with: int
    used: int


@dataclass(frozen=True)
class Pool:
    places: list[Place]
    left_out: list[dict]  # as `SpotDraw.left_out`
    people: int

    @property
    def strata(self):
        return {place.unit.code: place.township.code for place in self.places}

    @property
    def used(self):
        return {place.unit.code: place.used for place in self.places}

    def chances(self, size, minimum):
        """Village's code → its chance to six digits; Refused where so many cannot be drawn."""
        strata, used = self.strata, self.used
        found, turns = cycle.chances(strata, used, size, minimum), cycle.turns_of(strata, used)
        told = {}
        for stratum, chances in found.items():
            for unit in (code for code, own in strata.items() if own == stratum):
                chance = chances.of_turn if unit in turns[stratum] else chances.of_others
                told[unit] = f"{float(chance):.6f}"
        return told


def villages_of(exam, day):
    """The villages in the units of the exam on that day."""
    scope = Unit.objects.none()
    for unit in exam.units.all():
        scope = scope | Unit.objects.within(unit)
    return scope.villages().valid_on(day)


def pool_of(exam, day, moment, excused=None):
    """`excused`: code of a village → why it keeps its turn this time."""
    excused, villages = excused or {}, list(villages_of(exam, day))
    townships, staff = _townships_of(villages), staff_of(exam, villages, day)
    kept = [unit for unit in villages if unit.pk in staff and unit.code not in excused]
    turns = _turns(moment)
    places = []
    for unit in kept:
        township = townships[unit.pk]
        base, sat = turns.get(unit.pk) or (_entering(township, turns, townships), 0)
        places.append(Place(unit, township, base, base + sat))
    left_out = [
        {
            "code": unit.code,
            "unit": unit.name,
            "township": townships[unit.pk].name,
            "reason": excused.get(unit.code, ""),
        }
        for unit in villages
        if unit not in kept
    ]
    return Pool(places, left_out, sum(staff[unit.pk] for unit in kept))


def staff_of(exam, villages, day):
    """Village → how many of its people sit this exam; a village without any is not there."""
    kinds = exam.posts or posts_that_may(Act.LEARN)
    posts = Post.objects.on(day).filter(kind__in=kinds, unit__in=villages)
    rows = posts.order_by().values_list("unit").annotate(n=Count("person", distinct=True))
    return dict(rows)


def _townships_of(villages):
    paths = {township_path(unit.path) for unit in villages}
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=paths)}
    return {unit.pk: units[township_path(unit.path)] for unit in villages}


def _turns(moment):
    """Village → (the number it came in with, times it was drawn and sat)."""
    rows = SpotVillage.objects.turns_before(moment)
    return {unit: (base, sat) for unit, _township, base, sat in rows}


def _entering(township, turns, townships):
    """The smallest number of the township: a new village has its turn now, and no more often."""
    known = [
        sum(turns[unit]) for unit, own in townships.items() if own == township and unit in turns
    ]
    return min(known, default=0)


def as_file(pool, chances):
    """The table as it is handed out, line ends and all: its hash is of these bytes."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for place in pool.places:
        unit, township = place.unit, place.township
        row = [unit.code, township.code, place.used, chances[unit.code], unit.name, township.name]
        table.writerow(row)
    return out.getvalue()
