"""What each unit did for a contest: the measures of the award for good organisation."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from competitions.board import board_of
from competitions.models import Entry, Performance, Stage
from organisation.models import Unit

# Data quality of the training, never anything about residents.
MEASURES = {
    "villages": _("villages of its own that took part"),
    "own_stage": _("held a stage of its own, with all results published"),
    "place": _("place of its best entry"),
}


def measures_of(stage):
    """unit → measure → (value, of), for the units just below the unit of the stage."""
    below = Unit.objects.within(stage.unit).now().filter(depth=stage.unit.depth + 1)
    units = {unit.path: unit for unit in below}
    villages, entered = _villages(stage, len(stage.unit.path) + Unit.steplen)
    held, places = _own_stages(stage), _places(stage)
    return {
        unit: {
            "villages": (entered[path], villages[path]),
            "own_stage": (int(unit.pk in held), 1),
            "place": places.get(path, (0, 1)),
        }
        for path, unit in units.items()
    }


def _villages(stage, end):
    """Villages in all, and those with an entry on any stage of the contest, by unit above."""
    villages = Unit.objects.within(stage.unit).now().villages()
    everyone = Counter(path[:end] for path in villages.values_list("path", flat=True))
    entries = Entry.objects.filter(stage__contest=stage.contest_id, unit__in=villages)
    there = entries.order_by().values_list("unit__path", flat=True).distinct()
    return everyone, Counter(path[:end] for path in there)


def _own_stages(stage):
    """Units with a stage of this contest on which every result is published."""
    stages = Stage.objects.filter(contest=stage.contest_id).exclude(pk=stage.pk).with_progress()
    return {one.unit_id for one in stages if one.is_out}


def _places(stage):
    """path of the unit → (how many its best entry is not behind of, of how many)."""
    rows = board_of(stage).rows
    ranks = {row["performance"]: row["rank"] for row in rows}
    best = {}
    performances = Performance.objects.filter(pk__in=ranks)
    for performance in performances.select_related("entry__unit", "entry__stage__unit"):
        place = len(rows) - ranks[performance.pk] + 1
        path = performance.entry.delegation
        best[path] = max(best.get(path, 0), place)
    return {path: (place, len(rows)) for path, place in best.items()}
