"""Marking: paper and answers in, marks out. Exact, the same whenever it is repeated (I6)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from exams import accepting
from exams.frozen import is_open, parts_said

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Mark:
    slot: int
    points: Decimal
    of: Decimal
    answered: bool
    waits: bool = False  # for people: no points are known yet

    @property
    def right(self):
        return self.points == self.of


@dataclass(frozen=True)
class Sheet:
    marks: tuple[Mark, ...]

    @property
    def points(self):
        return sum((mark.points for mark in self.marks), Decimal(0))

    @property
    def of(self):
        return sum((mark.of for mark in self.marks), Decimal(0))

    def passes(self, percent):
        return self.of > 0 and self.points * 100 >= self.of * percent


def mark(content, answers, by_people=None):
    """Marks the answers (slot → what was chosen or typed) by a published paper's content.

    `by_people`: slot → points that people have given; what they have not read yet waits.
    """
    rule, given = content["rule"]["multiple"], by_people or {}
    return Sheet(tuple(_mark(question, answers, rule, given) for question in content["questions"]))


def _mark(question, answers, rule, given):
    chosen = set(answers.get(question["slot"], ()))
    of = Decimal(question["points"])
    if is_open(question) and not question.get("free"):
        return _marked_by_people(question["slot"], of, chosen, given)
    share = _share(question, chosen, rule)
    points = (of * share).quantize(CENT, rounding=ROUND_HALF_UP)
    return Mark(question["slot"], points, of, bool(chosen))


def _marked_by_people(slot, of, chosen, given):
    """Without an answer nobody has to read that: it is worth nothing."""
    if not chosen:
        return Mark(slot, NOTHING, of, answered=False)
    return Mark(slot, given.get(slot, NOTHING), of, answered=True, waits=slot not in given)


def _share(question, chosen, rule):
    if question.get("free"):  # its key was wrong, and everybody gets the points
        return Decimal(1)
    return SHARES[question["type"]](question, chosen, rule) if chosen else Decimal(0)


def _fractions(question):
    return {option["id"]: Decimal(option["fraction"]) for option in question["options"]}


def _one(question, chosen, rule):
    fractions = _fractions(question)
    if len(chosen) != 1 or not chosen <= fractions.keys():
        return Decimal(0)
    return max(Decimal(0), fractions[next(iter(chosen))])


def _several(question, chosen, rule):
    fractions = _fractions(question)
    if not chosen <= fractions.keys():
        return Decimal(0)
    return MULTIPLE_RULES[rule](chosen, fractions)


def _typed(question, chosen, rule):
    """The mean of the parts, each by the best answer that accepts what was typed."""
    said, parts = parts_said(chosen), question["parts"]
    shares = (accepting.share_of(question, p["id"], said.get(p["id"], "")) for p in parts)
    return sum(shares, Decimal(0)) / len(parts)


def _paired(question, chosen, rule):
    """Each right pair, or each part in its right place, an equal share."""
    said, pairs = parts_said(chosen), question["pairs"]
    right = sum(said.get(part) == option for part, option in pairs.items())
    return Decimal(right) / len(pairs)


SHARES = {
    "single": _one,
    "truefalse": _one,
    "multiple": _several,
    "shortanswer": _typed,
    "fill": _typed,
    "numerical": _typed,
    "matching": _paired,
    "ordering": _paired,
}


def right_ids(question_fractions):
    return {key for key, fraction in question_fractions.items() if fraction > 0}


def exact(chosen, fractions):
    """All right ones and no other, else nothing."""
    return Decimal(chosen == right_ids(fractions))


def half(chosen, fractions):
    """Some right ones missing, none wrong: half."""
    right = right_ids(fractions)
    if chosen == right:
        return Decimal(1)
    return Decimal("0.5") if chosen < right else Decimal(0)


def weights(chosen, fractions):
    """The weights of the chosen options, never below nothing nor above all."""
    total = sum(fractions[key] for key in chosen)
    if chosen == right_ids(fractions):
        return Decimal(1)
    return min(Decimal(1), max(Decimal(0), total))


def shared(chosen, fractions):
    """Each right one an equal share, lost altogether by a wrong one."""
    right = right_ids(fractions)
    return Decimal(len(chosen)) / len(right) if chosen <= right else Decimal(0)


MULTIPLE_RULES = {"exact": exact, "half": half, "shared": shared, "weights": weights}
