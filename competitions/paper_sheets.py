"""Score sheets to be filled in by hand, when the hall has no network: one a judge."""

from dataclasses import dataclass

from competitions.services.conflicts import recusals


@dataclass(frozen=True)
class PaperRow:
    entry: object
    is_recused: bool  # no mark is given


@dataclass(frozen=True)
class PaperSheet:
    seat: object
    rows: list[PaperRow]


def paper_sheets(seats, entries):
    """In the order in which the entries come on."""
    seats = list(seats)
    barred = {entry.pk: recusals(entry, seats) for entry in entries}
    return [
        PaperSheet(seat, [PaperRow(entry, seat.pk in barred[entry.pk]) for entry in entries])
        for seat in seats
    ]
