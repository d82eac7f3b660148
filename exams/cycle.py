"""A draw in which everybody's turn comes and nobody is safe after it (EXAMS.md §5.2).

The seats of each stratum are those of `exams.draw`. Of all seats one fifth, rounded up, is free:
all units of the stratum that are not drawn yet may win it, by a ticket of a second round. The
other seats go to the units whose turn it is: those of the stratum that were drawn least often.
Where fewer than that are left, all of them are drawn and the other seats are free too.

A stratum has a free seat for every five seats; those that are over go, one each, to strata whose
seats are no multiple of five, by the tickets of the strata in the second round. So wherever there
is a seat every unit has a chance, and the chance can be told before.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from exams.draw import allocate, check_texts, ticket
from exams.formats.questions import marked as _
from exams.refusals import Refused

# Published with every seal: other rules get another name.
ALGORITHM = "hamilton-sha256-cycle-1"
FIFTH = 5


@dataclass(frozen=True)
class CycleDraw:
    allocation: dict[str, int]  # stratum → seats
    in_turn: dict[str, list[str]]  # stratum → units drawn because it was their turn
    free: dict[str, list[str]]  # stratum → units drawn from all

    @property
    def selected(self):
        return {stratum: self.in_turn[stratum] + self.free[stratum] for stratum in self.allocation}


@dataclass(frozen=True)
class Chances:
    """Of the units of one stratum, exactly."""

    units: int
    seats: int
    in_turn: int  # how many have their turn
    of_turn: Fraction
    of_others: Fraction


def second(round_):
    """The round of the free seats."""
    return f"{round_}.2"


def seed_of(secret, day=None, public=""):
    """The secret; with a public number its day and the number as it was announced."""
    return f"{secret}|{day.isoformat()}|{public}" if public else secret


def used_of(rows):
    """Unit → how often it was drawn, from (row, column → text)."""
    used = {}
    for row, cells in rows:
        if not cells["used"].isdecimal():
            raise Refused(_("Row %(row)d: how often it was drawn is no number."), row=row)
        used[cells["unit_id"]] = int(cells["used"])
    return used


def turns_of(pool, used):
    """Stratum → its units (unit → stratum) whose turn it is."""
    least = {}
    for unit, stratum in pool.items():
        least[stratum] = min(used[unit], least.get(stratum, used[unit]))
    turns = defaultdict(list)
    for unit, stratum in pool.items():
        if used[unit] == least[stratum]:
            turns[stratum].append(unit)
    return turns


def draw_in_cycle(pool, used, size, seed, round_, minimum=0):
    """Draws `size` of the pool (unit → stratum), each drawn `used` times before."""
    check_texts(pool, seed, round_)
    seats, turns, units = _seats(pool, size, minimum), turns_of(pool, used), defaultdict(list)
    for unit, stratum in pool.items():
        units[stratum].append(unit)
    free = _free_seats(seats, sorted(seats, key=lambda s: ticket(seed, second(round_), s)))
    in_turn, others = {}, {}
    for stratum, count in seats.items():
        in_turn[stratum] = _smallest(turns[stratum], count - free[stratum], seed, round_)
        left = set(units[stratum]) - set(in_turn[stratum])
        others[stratum] = _smallest(left, count - len(in_turn[stratum]), seed, second(round_))
    return CycleDraw(seats, in_turn, others)


def chances(pool, used, size, minimum=0):
    """Stratum → Chances, known before anything is drawn."""
    seats, turns, sizes = _seats(pool, size, minimum), turns_of(pool, used), _sizes(pool)
    fixed = _free_seats(seats, [])
    over = _over(seats)
    sharing = sum(1 for count in seats.values() if count % FIFTH)
    found = {}
    for stratum, count in seats.items():
        one_more = Fraction(over, sharing) if count % FIFTH else Fraction(0)
        ways = [(1 - one_more, fixed[stratum]), (one_more, fixed[stratum] + 1)]
        ways = [
            (weight, _chances_with(sizes[stratum], len(turns[stratum]), count, free))
            for weight, free in ways
            if weight
        ]
        found[stratum] = Chances(
            sizes[stratum],
            count,
            len(turns[stratum]),
            sum(weight * of_turn for weight, (of_turn, _others) in ways),
            sum(weight * of_others for weight, (_turn, of_others) in ways),
        )
    return found


def _sizes(pool):
    sizes = defaultdict(int)
    for stratum in pool.values():
        sizes[stratum] += 1
    return sizes


def _seats(pool, size, minimum):
    return allocate(_sizes(pool), size, minimum)


def _over(seats):
    """Free seats that no stratum has for sure."""
    return -(-sum(seats.values()) // FIFTH) - sum(count // FIFTH for count in seats.values())


def _free_seats(seats, order):
    free = {stratum: count // FIFTH for stratum, count in seats.items()}
    for stratum in [stratum for stratum in order if seats[stratum] % FIFTH][: _over(seats)]:
        free[stratum] += 1
    return free


def _smallest(units, count, seed, round_):
    return sorted(units, key=lambda unit: (ticket(seed, round_, unit), unit))[:count]


def _chances_with(units, turns, seats, free):
    """(of a unit whose turn it is, of another one) when so many seats are free."""
    drawn = min(seats - free, turns)
    left = units - drawn
    of_others = Fraction(seats - drawn, left) if left else Fraction(0)
    of_turn = Fraction(drawn, turns)
    return of_turn + (1 - of_turn) * of_others, of_others
