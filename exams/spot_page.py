"""A draw of villages as its pages show it: townships, villages, the lines to check it with."""

import csv
import io
import shlex
from dataclasses import dataclass, field

from exams import cycle
from exams.draw import ticket
from exams.models import SpotVillage
from exams.services import spot_draws


@dataclass
class TownshipRow:
    code: str
    name: str
    villages: int
    seats: int
    in_turn: int
    of_turn: str
    of_others: str  # empty where every village has its turn
    drawn: list[str] = field(default_factory=list)


def townships(draw):
    """What was promised, and once it is drawn the villages; two queries."""
    rows = list(draw.villages.select_related("unit", "township"))
    pool = {row.unit.code: row.township.code for row in rows}
    used = {row.unit.code: row.used for row in rows}
    chances = cycle.chances(pool, used, draw.size, draw.minimum)
    found = {}
    for row in rows:
        code = row.township.code
        if code not in found:
            found[code] = _township(row.township, chances[code])
        if row.won:
            found[code].drawn.append(row.unit.name)
    return list(found.values())


def _township(unit, chances):
    all_have_it = chances.in_turn == chances.units
    return TownshipRow(
        unit.code,
        unit.name,
        chances.units,
        chances.seats,
        chances.in_turn,
        percent(chances.of_turn),
        "" if all_have_it else percent(chances.of_others),
    )


def percent(share):
    return f"{100 * float(share):.1f}%"


@dataclass(frozen=True)
class VillageRow:
    unit: str
    code: str
    used: int
    chance: str
    won: str
    won_label: str
    ticket: str
    free_ticket: str


def villages(draw, code):
    """Of one township; with their tickets once these can be told."""
    rows = draw.villages.filter(township__code=code).select_related("unit")
    return [_village(draw, row) for row in rows]


def _village(draw, row):
    tickets = _tickets(draw, row.unit.code)
    return VillageRow(
        row.unit.name,
        row.unit.code,
        row.used,
        percent(row.chance),
        row.won,
        row.get_won_display() if row.won else "",
        *tickets,
    )


def _tickets(draw, code):
    if not draw.seed:
        return "", ""
    number = str(draw.round)
    return ticket(draw.seed, number, code), ticket(draw.seed, cycle.second(number), code)


def tickets_file(draw):
    """Every village of the pool with both tickets and how it won; the smallest tickets first."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["unit_id", "stratum", "used", "chance", "ticket", "free_ticket", "won"])
    rows = draw.villages.values_list("unit__code", "township__code", "used", "chance", "won")
    lines = [
        [code, stratum, used, chance, *_tickets(draw, code), won]
        for code, stratum, used, chance, won in rows
    ]
    table.writerows(sorted(lines, key=lambda line: (line[1], line[4])))
    return out.getvalue()


def pool_name(draw):
    return f"spot-draw-{draw.round}.csv"


def command(draw):
    """The one line that draws again what was drawn."""
    words = [
        "python", "manage.py", "draw_villages", pool_name(draw),
        f"--size={draw.size}", f"--minimum={draw.minimum}", f"--seed={draw.seed}",
        f"--round={draw.round}", "--cycle", "--json",
    ]  # fmt: skip
    return shlex.join(words)


def seal_line(draw):
    """The one line that makes the seal again, on any computer with these two programs."""
    text = f"{draw.pool_sha256}|{draw.round}|{draw.told_secret}"
    return f"printf %s {shlex.quote(text)} | sha256sum"


def is_reproduced(draw):
    """Whether what is published gives the villages that were called when it is reckoned anew."""
    if not draw.drawn_at:
        return None
    drawn = spot_draws.drawn_of(draw)
    kept = draw.villages.exclude(won="").values_list("unit__code", flat=True)
    return set(kept) == {unit for units in drawn.selected.values() for unit in units}


@dataclass(frozen=True)
class Turns:
    """Of the villages of the last pool."""

    villages: int
    never: int
    had_turn: int


def turns(draw):
    """How far the cycle is when the pool was frozen: who is above the smallest of its township."""
    rows = list(draw.villages.values_list("unit", "township", "used"))
    pool = {unit: township for unit, township, _used in rows}
    used = {unit: count for unit, _township, count in rows}
    waiting = sum(len(units) for units in cycle.turns_of(pool, used).values())
    never = SpotVillage.objects.filter(draw=draw).exclude(
        unit__in=SpotVillage.objects.drawn().values("unit")
    )
    return Turns(len(rows), never.count(), len(rows) - waiting)
