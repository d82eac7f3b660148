"""What may run later: ids in, one service called."""

from datetime import date, timedelta

from django.utils import timezone

from exams.models import Assembly, Exam, MarkingRun
from exams.services import analyses, assembling, messages, practice, reminders, sealing


def call_candidates(exam_id):
    messages.call_candidates(Exam.objects.get(pk=exam_id))


def tell_results(exam_id):
    messages.tell_results(Exam.objects.get(pk=exam_id))


def assemble_forms(assembly_id):
    assembling.make(Assembly.objects.get(pk=assembly_id))


def analyse(run_id):
    analyses.make(MarkingRun.objects.select_related("exam__paper").get(pk=run_id))


def collect_wrong_answers(exam_id):
    practice.collect(Exam.objects.get(pk=exam_id), timezone.now())


def remind(exam_id, kind):
    reminders.remind(Exam.objects.get(pk=exam_id), kind)


def seal_yesterday(today):
    sealing.seal(date.fromisoformat(today) - timedelta(days=1))
