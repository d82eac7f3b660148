"""What may run later: ids in, one service called."""

from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from exams.models import Assembly, Exam, KeyChange, MarkingRun
from exams.services import (
    analyses,
    assembling,
    certificates,
    key_changes,
    messages,
    outages,
    practice,
    reminders,
    sealing,
)
from ledger import jobs
from organisation.models import Person


def call_candidates(exam_id):
    messages.call_candidates(Exam.objects.get(pk=exam_id))


def tell_results(exam_id):
    messages.tell_results(Exam.objects.get(pk=exam_id))


@jobs.reckons_first
def assemble_forms(assembly_id):
    assembly = Assembly.objects.get(pk=assembly_id)
    return partial(assembling.keep, assembly, assembling.reckon(assembly))


@jobs.reckons_first
def analyse(run_id):
    run = MarkingRun.objects.select_related("exam__paper").get(pk=run_id)
    return partial(analyses.keep, *analyses.reckon(run))


def collect_wrong_answers(exam_id):
    practice.collect(Exam.objects.get(pk=exam_id), timezone.now())


def remind(exam_id, kind):
    reminders.remind(Exam.objects.get(pk=exam_id), kind)


def seal_yesterday(today):
    sealing.seal(date.fromisoformat(today) - timedelta(days=1))


@jobs.reckons_first
def check_seals(today):
    return partial(sealing.keep, sealing.check())


def mark_again(change_id):
    key_changes.make(KeyChange.objects.get(pk=change_id), timezone.now())


def give_certificates(exam_id, actor_id):
    exam, actor = Exam.objects.get(pk=exam_id), Person.objects.get(pk=actor_id)
    certificates.give_waiting(exam, actor, timezone.now())


def tell_outage(exam_id, key):
    outages.tell(Exam.objects.get(pk=exam_id), key)
