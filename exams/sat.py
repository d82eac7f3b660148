"""Sittings of a marking run as the analysis takes them: content, answers and points together."""

from dataclasses import dataclass
from decimal import Decimal

from exams import frozen, rekeying
from exams.analysis.options import Choice
from exams.analysis.sittings import Asked, Sitting
from exams.models import Answer, KeyChange, Score
from organisation.models import Unit


@dataclass(frozen=True)
class Found:
    """A question on the papers that were sat."""

    frozen: dict
    slots: dict[str, int]  # form → its number there

    @property
    def slot(self):
        return min(self.slots.values())


# What people choose from; elsewhere they write, or put things together.
CHOSEN = {"single", "multiple", "truefalse"}


def form_of(attempt):
    """The label of its form; papers drawn for each person all have the first."""
    return str(attempt.form)


def sittings_of(run):
    """(a Sitting of each person, wording → where it stood, as it counts).

    Of a person who sat more than once the first time counts: later on she knew the questions.
    """
    scores = run.scores.select_related("attempt__exam__paper", "attempt__unit")
    firsts = {}
    for score in scores.order_by("attempt__number"):
        firsts.setdefault(score.attempt.person_id, score)
    said, rules = _said(run), KeyChange.objects.rules_in(run)
    questions = {}
    return [_sitting(score, rules, said, questions) for score in firsts.values()], questions


def _said(run):
    """Attempt → slot → what was chosen."""
    said = {}
    answers = Answer.objects.filter(attempt__in=Score.objects.filter(run=run).values("attempt"))
    for attempt, slot, value in answers.values_list("attempt", "slot", "value"):
        said.setdefault(attempt, {})[slot] = value
    return said


def _sitting(score, rules, said, questions):
    attempt, said = score.attempt, said.get(score.attempt_id, {})
    counts = rekeying.content_with(attempt.content, rules)
    asked = {one["version"]: one for one in counts["questions"] if _is_marked(one, score)}
    form = form_of(attempt)
    for version, question in asked.items():
        questions.setdefault(version, Found(question, {})).slots.setdefault(form, question["slot"])
    return Sitting(
        form=form,
        group=township_path(attempt.unit.path),
        unit=attempt.unit.path,
        passed=score.passed,
        points={v: float(score.marks.get(str(one["slot"]), 0)) for v, one in asked.items()},
        of={version: float(one["points"]) for version, one in asked.items()},
        said={v: _ids(one, said.get(one["slot"], ())) for v, one in asked.items()},
    )


def _is_marked(question, score):
    """What people are still to mark says nothing yet."""
    return not frozen.is_open(question) or str(question["slot"]) in score.marks


def _ids(question, chosen):
    if frozen.is_open(question):
        return frozenset()  # by its points alone: everybody has written something else
    if question["type"] in CHOSEN:
        return frozenset(chosen)
    words = "; ".join(frozen.said_words(question, chosen))
    return frozenset([words] if words else ())


def township_path(path):
    """Of the township a unit lies in; of a unit above it the path itself."""
    return path[: Unit.steplen * (Unit.Level.TOWNSHIP - Unit.Level.COUNTY + 1)]


def asked_in(questions):
    """The questions (wording → found) as the analysis takes them, in their order."""
    return [
        Asked(version, _choices(found.frozen))
        for version, found in sorted(questions.items(), key=lambda pair: pair[1].slot)
    ]


def _choices(question):
    if question["type"] not in CHOSEN:
        return ()
    return tuple(
        Choice(option["id"], Decimal(option["fraction"]) > 0) for option in question["options"]
    )
