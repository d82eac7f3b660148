"""What a person has practised and passed; hers alone."""

from django.db.models import Count, OuterRef, Subquery

from exams.models import Attempt, Exam, PracticeAnswer, Score


def practised(person, month):
    """How many questions on how many days of the month. No row of days is counted."""
    given = PracticeAnswer.objects.of(person).given_in(month)
    return given.aggregate(questions=Count("pk"), days=Count("on", distinct=True))


def exams(person, now):
    """Her sittings whose results are out, with whether they were passed; newest first."""
    scores = Score.objects.counting().filter(attempt=OuterRef("pk"))
    mine = Attempt.objects.of(person).filter(exam__in=Exam.objects.with_results(now))
    mine = mine.exclude(state=Attempt.State.OPEN).annotate(
        passed=Subquery(scores.values("passed")[:1])
    )
    return mine.select_related("exam").order_by("-exam__closes_at", "-number")
