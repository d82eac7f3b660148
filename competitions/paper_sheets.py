"""Score sheets to be filled in by hand, when the hall has no network: one a judge."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperRow:
    entry: object
    is_recused: bool  # of the judge's own unit: no mark is given


@dataclass(frozen=True)
class PaperSheet:
    seat: object
    rows: list[PaperRow]


def paper_sheets(seats, entries):
    """In the order in which the entries come on."""
    return [
        PaperSheet(seat, [PaperRow(entry, seat.belongs_to(entry.delegation)) for entry in entries])
        for seat in seats
    ]
