"""Who came from where: each entry of a stage with the places it had below, down to the village."""

from dataclasses import dataclass

from competitions.models import Entry, Origin

DEEPEST = 4  # village, district, township, county


@dataclass(frozen=True)
class Way:
    entry: Entry
    steps: list[Origin]  # the nearest first; empty where it was entered directly


def origins_of(stage):
    """One query a level of the contest, whatever the number of entries."""
    entries = list(stage.entries.select_related("unit"))
    steps = {entry.pk: [] for entry in entries}
    top_of = {entry.pk: entry.pk for entry in entries}
    for _level in range(DEEPEST):
        found = Origin.objects.filter(entry__in=top_of).select_related(
            "came_from__stage", "came_from__unit"
        )
        below = {}
        for origin in found:
            top = top_of[origin.entry_id]
            steps[top].append(origin)
            below[origin.came_from_id] = top
        if not below:
            break
        top_of = below
    return [Way(entry, steps[entry.pk]) for entry in entries]
