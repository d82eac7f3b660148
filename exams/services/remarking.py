"""A marking of a whole exam beside the one before: the old run and its scores stay."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from exams.models import Attempt, Exam, KeyChange, MarkingRun, Score
from exams.services import certificates, closing, scripts
from ledger import log

BATCH = 500


class MarkingRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def mark_again(exam, reason, actor, change=None):
    """Marks every sitting from its answers; from now on this run counts, for certificates too.

    Keys that were put right before stay so; `change` is one more.
    """
    exam = Exam.objects.select_for_update(of=("self",)).select_related("paper").get(pk=exam.pk)
    refuse_while_answering(exam)
    last = exam.marking_runs.aggregate(last=Max("number"))["last"] or 0
    run = MarkingRun.objects.create(
        exam=exam, number=last + 1, paper_sha256=exam.paper.sha256, reason=reason
    )
    if change is not None:
        KeyChange.objects.filter(pk=change.pk).update(run=run)
    scores = scores_by(exam, run.pk, KeyChange.objects.rules_in(run))
    Score.objects.bulk_create(scores, batch_size=BATCH)
    before, exam.marking_run = exam.marking_run, run
    exam.save(update_fields=["marking_run"])
    log.append(f"exam/{exam.pk}", "mark again", actor, run=run.number, reason=reason)
    certificates.follow(run, before, actor)
    return run


def refuse_while_answering(exam):
    if exam.attempts.filter(state=Attempt.State.OPEN).exists():
        raise MarkingRefused(_("Somebody is still answering. Wait until all have handed in."))


def scores_by(exam, run_id, rules):
    """What each sitting of the exam gets under these rules; nothing is saved."""
    given = scripts.points_of(exam)
    return [
        closing.scored(attempt, run_id, rules, _answers(attempt), given.get(attempt.pk))
        for attempt in exam.attempts.prefetch_related("answers")
    ]


def _answers(attempt):
    return {answer.slot: tuple(answer.value) for answer in attempt.answers.all()}
