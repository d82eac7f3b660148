"""The state of a stage's registration: unit by unit, and what was done by whom."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from competitions.models import Entry
from ledger.models import Entry as LogLine

SHOWN = 100
DONE = {
    "call sent": _("call sent"),
    "call changed": _("call changed"),
    "entry registered": _("entry made"),
    "entry changed": _("entry changed"),
    "entry withdrawn": _("entry taken back"),
    "substitute stepped in": _("substitute stepped in"),
}


@dataclass(frozen=True)
class UnitRow:
    unit: object
    entries: list[Entry]
    quota: int

    @property
    def has_room(self):
        return len(self.entries) < self.quota


def rows_of(call, units):
    """A row a unit, in the order of the units."""
    entries = call.stage.entries.filter(unit__in=units).prefetch_related(
        "people", "substitutes__person", "substitutes__replaced"
    )
    of_unit = {}
    for entry in entries:
        of_unit.setdefault(entry.unit_id, []).append(entry)
    return [UnitRow(unit, of_unit.get(unit.pk, []), call.quota) for unit in units]


@dataclass(frozen=True)
class Deed:
    what: str
    line: LogLine

    @property
    def people(self):
        names = [*self.line.facts.get("people", []), *self.line.facts.get("substitutes", [])]
        return names if self.line.facts.get("entry") else []


def deeds_of(stage):
    """What was done, the newest first; older lines stay in the log."""
    lines = LogLine.objects.filter(stream=stage.log, facts__stage_id=stage.pk, verb__in=DONE)
    return [Deed(DONE[line.verb], line) for line in lines.order_by("-number")[:SHOWN]]
