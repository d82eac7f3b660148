"""Objections to a question: put until a set moment, answered in writing by who holds the exam."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exams import reviews
from exams.models import Appeal, hurried
from exams.services import messages
from ledger import log


class AppealRefused(Exception):
    """Its message may be shown to the person who asked."""


@dataclass(frozen=True)
class Line:
    """A question she may object to, or has objected to."""

    slot: int
    state: str
    state_kind: str


def lines_of(attempt, review, now):
    """For the page of a result, by the number of the question; one query."""
    there = {appeal.slot: appeal for appeal in hurried.OBJECTIONS.all(pk=attempt.pk)}
    slots = set(there)
    if attempt.exam.takes_appeals(now):
        slots |= {wrong.slot for wrong in review.wrong}
    return [Line(slot, *state_of(there.get(slot))) for slot in sorted(slots)]


def state_of(appeal):
    """(words, kind of tag)"""
    if appeal is None:
        return "", ""
    if appeal.is_pending:
        return _("Waits for an answer"), "warn"
    return (_("Accepted"), "ok") if appeal.accepted else (_("Not accepted"), "off")


def wrong_at(attempt, slot):
    """The question at this number, when she did not get all its points; else None."""
    wrong = reviews.review(attempt).wrong
    return next((one for one in wrong if one.slot == slot), None)


def put(attempt, slot, text, actor, now):
    exam = attempt.exam
    if not exam.takes_appeals(now):
        raise AppealRefused(_("Objections to this exam are not taken any more."))
    if wrong_at(attempt, slot) is None:
        raise AppealRefused(_("You have all the points of this question."))
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(attempt=attempt, slot=slot, text=text, made_at=now)
            log.append(f"attempt/{attempt.pk}", "object", actor, slot=slot, text=text)
    except IntegrityError as error:
        raise AppealRefused(_("You have objected to this question already.")) from error
    return appeal


@transaction.atomic
def answer(appeal, accepted, text, actor, now):
    """Once; what was answered stays."""
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    attempt = appeal.attempt
    if not appeal.is_pending:
        raise AppealRefused(_("This objection is answered already."))
    if attempt.person_id == actor.pk:
        raise AppealRefused(_("Others answer your own objection."))
    appeal.accepted, appeal.answer = accepted, text
    appeal.decided_by, appeal.decided_at = actor, now
    appeal.save(update_fields=["accepted", "answer", "decided_by", "decided_at"])
    log.append(
        f"attempt/{attempt.pk}", "answer objection", actor, slot=appeal.slot, accepted=accepted
    )
    messages.tell_answer(appeal)
    return appeal
