"""The seats of a stage as lists: who does not mark whom and why, who has a key."""

from dataclasses import dataclass

from competitions.models import Conflict, Seat, SeatKey


@dataclass(frozen=True)
class ConflictRow:
    seat: Seat
    entry: object
    why: str
    note: str = ""
    noted: Conflict | None = None

    @property
    def is_overridden(self):
        return self.noted is not None and self.noted.overridden_by_id is not None

    @property
    def may_be_overridden(self):
        return not self.is_overridden and self.entry.performance.state == "waiting"


def conflict_rows(stage):
    """Those of the units and those that were noted, in the order of the seats."""
    seats = Seat.objects.filter(panel__stage=stage).select_related("judge", "unit")
    entries = list(stage.entries.select_related("unit", "stage__unit", "performance"))
    found = Conflict.objects.filter(seat__panel__stage=stage).select_related("overridden_by")
    noted = {(conflict.seat_id, conflict.entry_id): conflict for conflict in found}
    rows = []
    for seat in seats:
        for entry in entries:
            conflict = noted.get((seat.pk, entry.pk))
            if conflict is not None:
                why = conflict.get_kind_display()
                rows.append(ConflictRow(seat, entry, why, conflict.note, conflict))
            elif seat.belongs_to(entry.delegation):
                rows.append(ConflictRow(seat, entry, Conflict.Kind.UNIT.label))
    return rows


def overrides_of(stage):
    """Judges who marked in spite of a conflict: shown with the result."""
    made = Conflict.objects.filter(seat__panel__stage=stage).exclude(overridden_by=None)
    return made.select_related("seat", "entry", "overridden_by")


def key_rows(stage):
    """(seat, its key or None) in the order of the seats."""
    seats = Seat.objects.filter(panel__stage=stage).select_related("judge")
    standing = SeatKey.objects.standing().filter(seat__panel__stage=stage)
    keys = {key.seat_id: key for key in standing}
    return [(seat, keys.get(seat.pk)) for seat in seats]
