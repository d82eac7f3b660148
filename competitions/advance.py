"""Who goes on to the next stage (CONTESTS.md §2.5), from ranks that are settled."""

from fractions import Fraction

from competitions.scoring.lines import line

HALF = Fraction(1, 2)


class StillTied(Exception):
    """Somebody must be chosen among equals first: by vote of the panel, or by a tie break."""

    def __init__(self, entries, places, unit=None):
        super().__init__(f"{len(entries)} equal entries for {places} places")
        self.entries, self.places, self.unit = entries, places, unit


def advancing(ranks, places):
    """{entry: rank} → who advances, the best first; where the cut falls on a tie, all of it."""
    cut = line(ranks, places)
    return [*cut.above, *cut.shared]


def advancing_exactly(ranks, places):
    """No more than there are places: a tie at the cut is StillTied, never a silent choice."""
    cut = line(ranks, places)
    if cut.shared:
        raise StillTied(cut.shared, places - len(cut.above))
    return list(cut.above)


def one_of_each(ranks, unit_of):
    """Every unit sends exactly one, its best: unit → entry; equal best ones are StillTied."""
    units = {}
    for entry, rank in ranks.items():
        units.setdefault(unit_of[entry], {})[entry] = rank
    sent = {}
    for unit, own in sorted(units.items()):
        try:
            [sent[unit]] = advancing_exactly(own, 1)
        except StillTied as tie:
            raise StillTied(tie.entries, tie.places, unit) from None
    return sent


def settled(choose, ranks, chosen):
    """`choose` of ranks in which those chosen by the panel stand before their equals.

    `chosen` is who was preferred, wherever there was a tie; a tie it does not settle to exactly
    its places stays StillTied.
    """
    ranks = dict(ranks)
    while True:
        try:
            return choose(ranks)
        except StillTied as tie:
            preferred = [entry for entry in tie.entries if entry in chosen]
            if len(preferred) != tie.places:
                raise
            for entry in preferred:
                # Between the rank above and its own: whole ranks never lie there.
                ranks[entry] -= HALF
