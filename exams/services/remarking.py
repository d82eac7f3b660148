"""A marking of a whole exam beside the one before: the old run and its scores stay."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from exams.models import Attempt, Exam, MarkingRun
from exams.services import closing
from ledger import log


class MarkingRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def mark_again(exam, reason, actor):
    """Marks every sitting from its answers; from now on this run counts."""
    exam = Exam.objects.select_for_update(of=("self",)).select_related("paper").get(pk=exam.pk)
    if exam.attempts.filter(state=Attempt.State.OPEN).exists():
        raise MarkingRefused(_("Somebody is still answering. Wait until all have handed in."))
    last = exam.marking_runs.aggregate(last=Max("number"))["last"] or 0
    run = MarkingRun.objects.create(
        exam=exam, number=last + 1, paper_sha256=exam.paper.sha256, reason=reason
    )
    for attempt in exam.attempts.select_related("exam__paper").prefetch_related("answers"):
        answers = {answer.slot: tuple(answer.value) for answer in attempt.answers.all()}
        closing.score(attempt, run.pk, attempt.content, answers)
    exam.marking_run = run
    exam.save(update_fields=["marking_run"])
    log.append(f"exam/{exam.pk}", "mark again", actor, run=run.number, reason=reason)
    return run
