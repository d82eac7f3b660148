"""What is wanted of forms, and the questions they are made of."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from exams.formats.questions import marked as _

# By expected facility, the share of points people are expected to get.
HARD_BELOW, EASY_FROM = Decimal("0.4"), Decimal("0.7")
BAND_WORDS = {"easy": _("easy"), "medium": _("medium"), "hard": _("hard")}
STATUS_WORDS = {
    "optimal": _("nothing better is possible"),
    "feasible": _("good, not proved to be the best"),
}
# The kinds of the banks; the type of a bank file is any word and is then said as it stands.
TYPE_WORDS = {
    "single": _("single"),
    "multiple": _("multiple"),
    "truefalse": _("true/false"),
    "shortanswer": _("short answer"),
    "fill": _("fill-in"),
    "numerical": _("number to write"),
    "matching": _("matching"),
    "ordering": _("ordering"),
}


@dataclass(frozen=True)
class Item:
    id: str
    topic: str
    type: str
    difficulty: Decimal  # expected facility, 0 to 1
    points: int = 1
    seconds: int = 0
    used: int = 0  # how often it was on a paper

    @property
    def band(self):
        if self.difficulty < HARD_BELOW:
            return "hard"
        return "medium" if self.difficulty < EASY_FROM else "easy"


@dataclass(frozen=True)
class Cell:
    """From `least` to `most` questions a form of a topic, a type, a band; None is any."""

    topic: str | None
    type: str | None
    band: str | None
    least: int
    most: int
    firm: bool = True  # else only as near as can be

    def holds(self, item):
        wanted = ((self.topic, item.topic), (self.type, item.type), (self.band, item.band))
        return all(want is None or want == has for want, has in wanted)


@dataclass(frozen=True)
class Blueprint:
    length: int
    cells: tuple[Cell, ...] = ()
    points: int | None = None  # of a form
    seconds: tuple[int, int] | None = None  # least and most of a form
    enemies: tuple[frozenset[str], ...] = ()  # ids of which a form holds at most one
    anchors: frozenset[str] = frozenset()  # ids that every form holds
    target: Decimal | None = None  # expected score of every form, where one is given


@dataclass(frozen=True)
class Shortage:
    """How many questions are missing over all forms; without topic, type, band: of any kind."""

    missing: int
    topic: str | None = None
    type: str | None = None
    band: str | None = None

    def told(self, translate=str):
        words = [
            self.topic,
            self.band and translate(BAND_WORDS[self.band]),
            self.type and translate(TYPE_WORDS.get(self.type, self.type)),
        ]
        kind = "/".join(word for word in words if word)
        if not kind:
            return translate(_("%(n)d questions are missing")) % {"n": self.missing}
        return translate(_("%(n)d questions %(kind)s are missing")) % {
            "n": self.missing,
            "kind": kind,
        }


@dataclass(frozen=True)
class Assembly:
    forms: tuple[tuple[str, ...], ...]  # ids, in the order of the bank
    spread: Fraction  # largest difference of expected score between forms
    is_optimal: bool
    gap: Fraction  # the best there can be is at most so much better
    shortages: tuple[Shortage, ...] = ()
    is_by_clock: bool = False  # the safety net ended the search: it may end otherwise next time

    @property
    def status(self):
        if self.shortages:
            return "infeasible"
        return "optimal" if self.is_optimal else "feasible"
