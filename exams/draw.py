"""The draw of a spot exam: seats for each stratum, tickets inside it (EXAMS.md §5.2).

Anybody can repeat it: shares are exact fractions, a ticket is a hash of public text, and the order
of the pool does not matter. Strata and units are compared as text, by code point.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from exams.formats.questions import marked as _
from exams.refusals import Refused
from ledger.seals import sha256_of


@dataclass(frozen=True)
class Draw:
    allocation: dict[str, int]  # stratum → seats
    tickets: dict[str, list[tuple[str, str]]]  # stratum → (ticket, unit), the smallest first

    @property
    def selected(self):
        return {
            stratum: [unit for _ticket, unit in self.tickets[stratum][:seats]]
            for stratum, seats in self.allocation.items()
        }


def pool_of(rows):
    """The pool (unit → stratum) from (row, column → text)."""
    pool = {}
    for row, cells in rows:
        unit, stratum = cells["unit_id"], cells["stratum"]
        if not unit or not stratum:
            raise Refused(_("Row %(row)d lacks the unit or the stratum."), row=row)
        if unit in pool:
            raise Refused(_("Row %(row)d: the unit %(unit)s is there already."), row=row, unit=unit)
        pool[unit] = stratum
    if not pool:
        raise Refused(_("There is no unit in the pool."))
    return pool


def draw(pool, size, seed, round_, minimum=0):
    """Draws `size` of the pool (unit → stratum), at least `minimum` of each stratum."""
    check_texts(pool, seed, round_)
    units = defaultdict(list)
    for unit, stratum in pool.items():
        units[stratum].append((ticket(seed, round_, unit), unit))
    allocation = allocate({stratum: len(units[stratum]) for stratum in units}, size, minimum)
    return Draw(allocation, {stratum: sorted(units[stratum]) for stratum in allocation})


def ticket(seed, round_, unit):
    return sha256_of(seed, round_, unit)


def check_texts(pool, seed, round_):
    """The sign between the parts of a ticket's text: were it in two parts, two draws were one."""
    if not seed or not round_:
        raise Refused(_("A draw needs a seed and a round."))
    for part in (round_, *pool):
        if "|" in part:
            raise Refused(_("“%(part)s” holds the sign |, which parts a ticket."), part=part)


def allocate(sizes, size, minimum=0):
    """Seats for each stratum (stratum → units in it), by Hamilton's rule with minima."""
    least = {stratum: min(minimum, units) for stratum, units in sizes.items()}
    _check_size(sizes, size, minimum, sum(least.values()))
    quota = {
        stratum: Fraction(size * units, sum(sizes.values())) for stratum, units in sizes.items()
    }
    seats = {stratum: max(int(quota[stratum]), least[stratum]) for stratum in sorted(sizes)}
    while sum(seats.values()) < size:
        open_ones = [stratum for stratum in seats if seats[stratum] < sizes[stratum]]
        seats[max(open_ones, key=lambda s: (quota[s] - seats[s], sizes[s], s))] += 1
    while sum(seats.values()) > size:
        above = [stratum for stratum in seats if seats[stratum] > least[stratum]]
        seats[min(above, key=lambda s: (quota[s] - seats[s], sizes[s], s))] -= 1
    return seats


def _check_size(sizes, size, minimum, least):
    units = sum(sizes.values())
    if size < 1 or minimum < 0:
        raise Refused(_("At least 1 must be drawn, and a minimum cannot be below 0."))
    if size > units:
        raise Refused(
            _("%(size)d cannot be drawn: the pool holds %(units)d."), size=size, units=units
        )
    if size < least:
        raise Refused(
            _("%(size)d are too few: with at least %(minimum)d of each, %(least)d are needed."),
            size=size,
            minimum=minimum,
            least=least,
        )
