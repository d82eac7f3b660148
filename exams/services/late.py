"""Late answers: one person asks that they count, another decides, and the exam is marked anew."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from exams import lateness
from exams.models import Answer, Attempt, LateClaim, Op
from exams.protocol import Verdict
from exams.services import remarking, scripts
from ledger import log


class LateRefused(Exception):
    """Its message may be shown to the person who asked."""


def sittings_with_late_acts(exam, candidates):
    """Closed sittings of these candidates to which answers came after the time."""
    late = Op.objects.filter(attempt=OuterRef("pk"), verdict=Verdict.LATE.value)
    people = candidates.order_by().values("person")
    return (
        Attempt.objects.filter(exam=exam, person__in=people)
        .exclude(state=Attempt.State.OPEN)
        .filter(Exists(late))
        .select_related("person", "unit", "exam__paper")
        .order_by("unit__path", "person__name")
    )


@transaction.atomic
def ask(attempt, reason, actor, now):
    """The first of two people."""
    if attempt.person_id == actor.pk:
        raise LateRefused(_("Others decide about your own answers."))
    if attempt.late_claims.filter(decided_at=None).exists():
        raise LateRefused(_("Somebody has asked already. Another person decides."))
    last = attempt.ops.filter(verdict=Verdict.LATE.value).order_by("-pk").first()
    if last is None or attempt.late_claims.filter(accepted=True, last_op__gte=last.pk).exists():
        raise LateRefused(_("No answer came late that does not count already."))
    claim = LateClaim.objects.create(
        attempt=attempt, reason=reason, asked_by=actor, asked_at=now, last_op=last.pk
    )
    log.append(f"attempt/{attempt.pk}", "ask for late answers", actor, reason=reason)
    return claim


@transaction.atomic
def decide(claim, accepted, actor, now):
    """The second of two people; accepted, the answers count in a new marking of the exam."""
    claim = LateClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    attempt = Attempt.objects.select_related("exam__paper").get(pk=claim.attempt_id)
    if not claim.is_pending:
        raise LateRefused(_("This is decided already."))
    if actor.pk in (claim.asked_by_id, attempt.person_id):
        raise LateRefused(_("A second person decides, not the one who asked."))
    claim.decided_by, claim.decided_at, claim.accepted = actor, now, accepted
    if accepted:
        claim.before = _count_late(attempt, claim.last_op)
        scripts.follow(attempt, _("Late answers were accepted."), actor)
        claim.run = _marked_again(attempt, actor)
    claim.save()
    log.append(f"attempt/{attempt.pk}", "decide on late answers", actor, accepted=accepted)


def _count_late(attempt, last):
    """Puts the late answers among those that count; returns what the receipt was made of."""
    before = {str(answer.slot): answer.value for answer in attempt.answers.all()}
    counting = lateness.answers_with(attempt.ops.order_by("pk"), last)
    attempt.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(attempt=attempt, slot=slot, value=act.value, epoch=act.epoch, seq=act.seq)
        for slot, act in counting.items()
    )
    return before


def _marked_again(attempt, actor):
    reason = _("Late answers of number %(code)s were accepted.") % {"code": attempt.code}
    try:
        return remarking.mark_again(attempt.exam, reason, actor)
    except remarking.MarkingRefused as refusal:
        raise LateRefused(str(refusal)) from refusal
