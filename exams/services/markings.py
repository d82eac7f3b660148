"""The markings of an exam beside each other: none of them is ever lost."""

from django.db.models import Avg, Count, F, OuterRef, Q, Subquery

from exams.models import Score


def runs_of(exam):
    """The newest first, each with how many were marked, passed, and the mean of the points."""
    runs = exam.marking_runs.order_by("-number")
    return runs.annotate(
        people=Count("scores"),
        passed=Count("scores", filter=Q(scores__passed=True)),
        mean=Avg("scores__points"),
    )


def scores_of(run, only_other=False):
    """The scores of a run beside those of the run before it."""
    before = Score.objects.filter(
        run__exam=run.exam_id, run__number=run.number - 1, attempt=OuterRef("attempt")
    )
    rows = run.scores.select_related("attempt__person", "attempt__unit").annotate(
        points_before=Subquery(before.values("points")),
        of_before=Subquery(before.values("of")),
        passed_before=Subquery(before.values("passed")),
    )
    if only_other:
        rows = rows.filter(
            Q(points_before=None)
            | ~Q(points=F("points_before"))
            | ~Q(of=F("of_before"))
            | ~Q(passed=F("passed_before"))
        )
    return rows.order_by("attempt__unit__path", "attempt__person__name", "attempt__number")
