"""Sitting an exam over a weak network: the calls of EXAMS.md §6.2. Each may be repeated."""

import random
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from exams import lots, protocol
from exams.models import Announcement, Attempt, Candidate, Claim, Exam, Op, Permutation
from exams.protocol import Kept, Verdict
from exams.services import closing, extensions
from ledger import log

_lots = random.SystemRandom()
# How far the page's idea of the end may be off over a slow network.
NEARLY = timedelta(seconds=5)


class SittingRefused(Exception):
    """Its message may be shown to the candidate."""


class NotHandedIn(Exception):
    """Why a sitting stays open."""


class Missing(NotHandedIn):
    """Acts that have not come in: the first and last number."""

    def __init__(self, span):
        self.span = span


class Moved(NotHandedIn):
    """The sitting goes on on another device."""


class Early(NotHandedIn):
    """The page believes that time is over, but more was given meanwhile."""

    def __init__(self, attempt):
        self.attempt = attempt


def start(person, exam, nonce, now, place=None):
    """Her open sitting of this exam, or a new one with options in an order of their own.

    `place` holds address and agent, for the log.
    """
    try:
        with transaction.atomic():
            return _start(person, exam, nonce, now, place or {})
    except IntegrityError:
        # Two taps at once: the other one has begun it.
        return Attempt.objects.of(person).get(exam=exam, state=Attempt.State.OPEN)


def _start(person, exam, nonce, now, place):
    candidate = Candidate.objects.select_related("unit").get(exam=exam, person=person)
    there = list(Attempt.objects.of(person).filter(exam=exam).order_by("number"))
    if there and there[-1].is_open:
        attempt = closing.close_if_due(there[-1], now)
        if attempt.is_open:
            return attempt
    if nonce and (same := [a for a in there if a.nonce == nonce]):
        return same[0]
    refuse_start(exam, len(there), now)
    number = len(there) + 1
    extra_s = extensions.allowed_seconds(exam, person)
    limit = timedelta(minutes=exam.minutes, seconds=extra_s)
    attempt = Attempt.objects.create(
        exam=exam,
        person=person,
        unit_id=candidate.unit_id,
        number=number,
        form=candidate.form_of_try(number, exam.paper.forms),
        drawn=_drawn(exam.paper.content),
        nonce=nonce,
        started_at=now,
        base_limit_s=exam.minutes * 60,
        extra_s=extra_s,
        deadline=min(now + limit, exam.closes_at),
        told=_told(exam, person, candidate.unit),
    )
    Permutation.objects.bulk_create(
        Permutation(
            attempt=attempt,
            slot=question["slot"],
            order=protocol.shuffled(question["options"], _lots),
        )
        for question in attempt.content["questions"]
    )
    log.append(f"attempt/{attempt.pk}", "start", person, exam=exam.pk, **place)
    return attempt


def _drawn(content):
    """Numbers of the pool for this person alone; nothing where a paper has no pool."""
    if "pool" not in content:
        return []
    drawn = lots.draw(content["lots"], content["enemies"], _lots)
    if drawn is None:
        raise SittingRefused(_("No paper could be drawn. Tell your organiser."))
    return drawn


def _told(exam, person, unit):
    """How many words to candidates were there for her before she began."""
    return Announcement.objects.told_to(exam, person, unit).count()


def refuse_start(exam, tries, now):
    if exam.state != Exam.State.PUBLISHED or now < exam.opens_at:
        raise SittingRefused(_("The exam has not begun yet."))
    if now >= exam.closes_at:
        raise SittingRefused(_("The exam is over."))
    if not exam.may_be_sat_again(tries):
        raise SittingRefused(_("You have sat this exam already."))


@transaction.atomic
def claim(attempt_id, device, nonce, now, place=None, after=None):
    """From now on this device writes. The same nonce is the same claim and the same epoch.

    With `after`, only if no other device has taken over since that epoch: nobody was asked.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id)
    claimed = Claim.objects.filter(attempt=attempt, nonce=nonce).first()
    if claimed is None and attempt.is_open and after is not None and attempt.epoch > after:
        raise Moved
    if claimed is None and attempt.is_open:
        attempt.epoch += 1
        attempt.save(update_fields=["epoch"])
        claimed = Claim.objects.create(
            attempt=attempt,
            device=device,
            nonce=nonce,
            epoch=attempt.epoch,
            at=now,
            **(place or {}),
        )
        facts = {"epoch": attempt.epoch, "device": device, **(place or {})}
        log.append(f"attempt/{attempt.pk}", "claim", attempt.person, **facts)
    return attempt, claimed.epoch if claimed else attempt.epoch


def save(attempt_id, device, epoch, acts, received_at):
    """Verdicts on acts, and the sitting they belong to.

    Two queries: one reads the sitting with what is stored of these numbers and questions, one
    writes the new acts. The answers follow from the acts, at closing and on reading.
    """
    try:
        return _save(attempt_id, device, epoch, acts, received_at)
    except IntegrityError:
        # The same request twice at once: now the first is there to be read.
        return _save(attempt_id, device, epoch, acts, received_at)


@transaction.atomic
def _save(attempt_id, device, epoch, acts, received_at):
    rows = list(_with_kept(attempt_id, device, acts))
    attempt = rows[0]
    kept = [
        Kept(
            row.kept_device,
            row.kept_seq,
            row.kept_epoch,
            row.kept_slot,
            tuple(row.kept_value),
            row.kept_verdict,
        )
        for row in rows
        if row.kept_seq is not None
    ]
    counts = attempt.is_open and not closing.is_due(attempt, received_at)
    verdicts, fresh = protocol.judge(acts, device, epoch, kept, counts)
    if fresh:
        Op.objects.bulk_create(
            Op(
                attempt=attempt,
                device=device,
                seq=act.seq,
                epoch=epoch,
                slot=act.slot,
                value=list(act.value),
                client_mono_ms=act.mono,
                prev_hash=act.prev,
                recv_at=received_at,
                verdict=verdict,
            )
            for act, verdict in fresh
        )
    if Verdict.CONFLICT in verdicts.values():
        conflicts = [seq for seq, verdict in verdicts.items() if verdict == Verdict.CONFLICT]
        log.append(f"attempt/{attempt.pk}", "conflict", None, device=device, seqs=conflicts)
    return attempt, verdicts


def _with_kept(attempt_id, device, acts):
    same_number = Q(ops__device=device, ops__seq__in=[act.seq for act in acts])
    same_question = Q(ops__slot__in={act.slot for act in acts}, ops__verdict=Verdict.ACCEPTED.value)
    return (
        Attempt.objects.filter(pk=attempt_id)
        .select_for_update(of=("self",))
        .only("state", "deadline", "epoch", "told")
        .annotate(kept=FilteredRelation("ops", condition=same_number | same_question))
        .annotate(
            kept_device=F("kept__device"),
            kept_seq=F("kept__seq"),
            kept_epoch=F("kept__epoch"),
            kept_slot=F("kept__slot"),
            kept_value=F("kept__value"),
            kept_verdict=F("kept__verdict"),
        )
        .order_by()
    )


@transaction.atomic
def submit(attempt_id, device, epoch, key, last_seq, now, *, time_is_over=False):
    """Hands in; repeated, it gives the same receipt.

    `time_is_over`: the page says so, not the candidate. It may not know of an extension yet.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id)
    if not attempt.is_open:
        return attempt
    if closing.is_due(attempt, now):
        return closing.close(attempt, now)
    if time_is_over and now < attempt.deadline - NEARLY:
        raise Early(attempt)
    if epoch < attempt.epoch:
        raise Moved
    received = Op.objects.filter(attempt=attempt, device=device).values_list("seq", flat=True)
    if span := protocol.missing_range(last_seq, received):
        raise Missing(span)
    return closing.hand_in(attempt, now, key)


def answers_so_far(attempt):
    """slot → ids of the chosen options; while open they follow from the acts."""
    if not attempt.is_open:
        return {answer.slot: answer.value for answer in attempt.answers.all()}
    ops = attempt.ops.filter(verdict=Verdict.ACCEPTED.value)
    answers = protocol.answers_from(op.kept for op in ops)
    return {slot: list(kept.value) for slot, kept in answers.items()}
