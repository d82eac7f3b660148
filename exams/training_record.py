"""Passed exams in a person's training record."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from credentials.record import Line, Source
from exams.models import Exam, MasteredTopic, Score


def passed(person):
    """Exams she passed, whose results are out; no mark: it stands on her own result."""
    scores = Score.objects.counting().filter(
        attempt__person=person,
        passed=True,
        attempt__exam__in=Exam.objects.with_results(timezone.now()),
    )
    exams = {score.attempt.exam for score in scores.select_related("attempt__exam")}
    return [
        Line(
            day=timezone.localdate(exam.closes_at),
            title=exam.title,
            url=reverse("exams:exam_detail", kwargs={"pk": exam.pk}),
        )
        for exam in exams
    ]


def mastered(person):
    topics = MasteredTopic.objects.filter(person=person).select_related("topic__bank")
    return [Line(day=row.on, title=str(row.topic), note=str(row.topic.bank)) for row in topics]


TOPICS = Source("exams.topics", gettext_lazy("Topics mastered"), mastered)
SOURCE = Source("exams", gettext_lazy("Exams passed"), passed)
