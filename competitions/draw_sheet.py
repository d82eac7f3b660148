"""A draw laid out for reading and recomputing: the list, or the order with its keys."""

from dataclasses import dataclass

from competitions.draw import draw


@dataclass(frozen=True)
class DrawRow:
    code: str
    title: str
    unit: str
    number: int | None = None  # its place in the order
    key: str = ""  # what it was sorted by


def rows_of(made):
    """In the order drawn; before that in the order of the list."""
    listed = {row["code"]: row for row in made.listed}
    if not made.drawn_at:
        return [DrawRow(code, row["title"], row["unit"]) for code, row in listed.items()]
    keys = {} if made.is_by_hand else draw(made.codes(), made.secret, made.public).keys
    return [
        DrawRow(code, listed[code]["title"], listed[code]["unit"], number, keys.get(code, ""))
        for number, code in enumerate(made.order, start=1)
    ]
