"""Sitting an exam over a weak network: the calls of EXAMS.md §6.2. Each may be repeated."""

import random
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exams import lots, protocol
from exams.models import Attempt, Claim, Exam, Permutation, hurried
from exams.protocol import Verdict
from exams.services import closing, extensions
from exams.services.saving import save as save
from ledger import log
from organisation.models import Unit

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


def start(candidate, nonce, now, place=None):
    """Her open sitting of this exam, or a new one with options in an order of their own.

    `place` holds address and agent, for the log.
    """
    try:
        with transaction.atomic():
            return _start(candidate, nonce, now, place or {})
    except IntegrityError:
        # Two taps at once: the other one has begun it.
        mine = Attempt.objects.of(candidate.person)
        return mine.get(exam=candidate.exam, state=Attempt.State.OPEN)


def _start(candidate, nonce, now, place):
    person, exam = candidate.person, candidate.exam
    there = hurried.TRIES.all(exam=exam.pk, person=person.pk)
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
    paths = Unit.paths_to(unit.path)
    # Who serves a whole township is in no village: its path stands there once more.
    units = {level.name: paths[min(n, len(paths) - 1)] for n, level in enumerate(Unit.Level)}
    return len(hurried.TOLD.rows(exam=exam.pk, person=person.pk, **units))


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
    attempt = hurried.CLAIMED.get(pk=attempt_id)
    # Nobody has claimed what is still in epoch 0.
    claimed = attempt.claims.filter(nonce=nonce).first() if attempt.epoch else None
    if claimed is None and attempt.is_open and after is not None and attempt.epoch > after:
        raise Moved
    if claimed is None and attempt.is_open:
        attempt.is_untouched = attempt.epoch == 0
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


@transaction.atomic
def submit(attempt_id, device, epoch, key, last_seq, now, *, time_is_over=False):
    """Hands in; repeated, it gives the same receipt.

    `time_is_over`: the page says so, not the candidate. It may not know of an extension yet.
    """
    attempt = closing.locked(attempt_id)
    if not attempt.is_open:
        return attempt
    if closing.is_due(attempt, now):
        return closing.close(attempt, now)
    if time_is_over and now < attempt.deadline - NEARLY:
        raise Early(attempt)
    if epoch < attempt.epoch:
        raise Moved
    received = [op.seq for op in attempt.acts if op.device == device]
    if span := protocol.missing_range(last_seq, received):
        raise Missing(span)
    return closing.finish(attempt, now, key, by_clock=False)


def answers_so_far(attempt):
    """slot → ids of the chosen options; while open they follow from the acts."""
    if not attempt.is_open:
        return dict(hurried.ANSWERED.rows(pk=attempt.pk))
    if attempt.is_untouched:
        return {}
    ops = attempt.ops.filter(verdict=Verdict.ACCEPTED.value)
    answers = protocol.answers_from(op.kept for op in ops)
    return {slot: list(kept.value) for slot, kept in answers.items()}
