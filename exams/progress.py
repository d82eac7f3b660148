"""How an exam stands in the units a person sees: who has begun, who has handed in."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from exams.models import Attempt, Candidate, Score
from organisation.models import Unit


@dataclass
class Standing:
    """One township or village; without a unit, all of them together."""

    unit: Unit | None
    called: int = 0
    begun: int = 0
    handed_in: int = 0
    passed: int = 0

    @property
    def missing(self):
        return self.called - self.begun


def candidates_of(exam, person):
    return Candidate.objects.watched_by(person).filter(exam=exam)


def standings(exam, person, below=None):
    """Townships, or the villages of the township `below`; two queries."""
    began = Attempt.objects.filter(exam=exam, person=OuterRef("person"))
    passed = Score.objects.counting().filter(
        attempt__exam=exam, attempt__person=OuterRef("person"), passed=True
    )
    rows = (
        candidates_of(exam, person)
        .order_by()
        .annotate(
            has_begun=Exists(began),
            is_done=Exists(began.exclude(state=Attempt.State.OPEN)),
            has_passed=Exists(passed),
        )
        .values_list("unit__path", "unit__level")
        .annotate(
            called=Count("pk"),
            begun=Count("pk", filter=Q(has_begun=True)),
            handed_in=Count("pk", filter=Q(is_done=True)),
            passed=Count("pk", filter=Q(has_passed=True)),
        )
    )
    if below is not None:
        rows = rows.filter(unit__path__startswith=below.path)
    return _summed(rows, None if below is not None else Unit.Level.TOWNSHIP)


def _summed(rows, level):
    length = Unit.steplen * (level - Unit.Level.COUNTY + 1) if level else None
    counts = {}
    for path, _level, *numbers in rows:
        there = counts.setdefault(path[:length], [0, 0, 0, 0])
        counts[path[:length]] = [a + b for a, b in zip(there, numbers, strict=True)]
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=counts)}
    return [Standing(units[path], *counts[path]) for path in sorted(counts)]


def summed(rows):
    """All of these rows as one."""
    return Standing(
        None,
        *(
            sum(getattr(row, name) for row in rows)
            for name in ("called", "begun", "handed_in", "passed")
        ),
    )


def people(exam, candidates):
    """Candidates with their last sitting and the score that counts."""
    scores = Prefetch("scores", Score.objects.counting(), "counting_scores")
    attempts = Attempt.objects.filter(exam=exam).order_by("number").prefetch_related(scores)
    return candidates.select_related("person", "unit").prefetch_related(
        Prefetch("person__attempts", attempts, "of_exam")
    )
