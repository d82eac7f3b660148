"""Closing a sitting: one function, called by the candidate, by the clock and on every read."""

from django.db import connection, transaction
from django.utils import timezone

from exams import chains, marking, papers, protocol, rekeying
from exams.models import Answer, Attempt, KeyChange, Score, Signal, hurried
from exams.protocol import GRACE
from exams.services import outages, scripts
from ledger import log

BATCH = 200
# What closing writes into the sitting itself.
WRITTEN = (
    "state",
    "submitted_at",
    "submit_key",
    "by_clock",
    "answered",
    "answers_sha256",
    "code",
)


def close_due(now=None):
    """Closes what is open although its time is over. For the clock, every 10 s; repeatable.

    Several may run at once: each takes the sittings the others have not locked.
    """
    now = now or timezone.now()
    outages.make_up(now)
    closed = 0
    while numbers := list(Attempt.objects.due(now).values_list("pk", flat=True)[:BATCH]):
        done = sum(_close_one(number, now) for number in numbers)
        closed += done
        if not done:
            break
    return closed


@transaction.atomic
def _close_one(number, now):
    skip = connection.features.has_select_for_update_skip_locked
    locked = Attempt.objects.due(now).select_for_update(skip_locked=skip)
    attempt = locked.filter(pk=number).first()
    if attempt is None:
        return False
    close(attempt, now)
    return True


def close_if_due(attempt, now):
    """On reading: a sitting whose time is over is closed there and then."""
    return close(attempt, now) if is_due(attempt, now) else attempt


def is_due(attempt, now):
    """Open although its time is over, also after what the server was away for is given back."""
    if not attempt.is_open or now <= attempt.deadline + GRACE:
        return False
    if outages.make_up(now):
        attempt.refresh_from_db(fields=["deadline"])
    return attempt.deadline + GRACE < now


@transaction.atomic
def close(attempt, now):
    return finish(locked(attempt.pk), now, key="", by_clock=True)


@transaction.atomic
def hand_in(attempt, now, key):
    return finish(locked(attempt.pk), now, key=key, by_clock=False)


def locked(attempt_id):
    """The sitting with all that closing needs; nobody else writes it before the transaction ends.

    Its `acts` come along. SQLite has no locks of rows: there only one transaction writes at a time.
    """
    attempt = hurried.CLOSED.get(pk=attempt_id)
    attempt.acts = hurried.ACTS.all(pk=attempt_id)
    return attempt


def finish(attempt, now, key, by_clock):
    """Writes answers, receipt and score, once; whoever comes second reads what is there.

    `attempt` is `locked` by the caller.
    """
    if not attempt.is_open:
        return attempt
    content, ops = attempt.content, attempt.acts
    slots = {question["slot"] for question in content["questions"]}
    kept = protocol.answers_from(op.kept for op in ops if op.slot in slots)
    answers = {slot: k.value for slot, k in kept.items()}
    attempt.submitted_at = min(now, attempt.deadline)
    attempt.submit_key, attempt.by_clock = key, by_clock
    attempt.answered = len(answers)
    attempt.answers_sha256 = protocol.digest(attempt.pk, answers)
    attempt.code = free_code(attempt)
    attempt.state = Attempt.State.MARKED
    written = {name: getattr(attempt, name) for name in WRITTEN}
    # Only a sitting that is open, whatever was read: never two receipts.
    if not Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN).update(**written):
        return locked(attempt.pk)
    Answer.objects.bulk_create(
        Answer(attempt=attempt, slot=slot, value=list(k.value), epoch=k.epoch, seq=k.seq)
        for slot, k in kept.items()
    )
    score(attempt, attempt.exam.marking_run, answers)
    scripts.take_in(attempt, content, answers)
    log.append(
        f"attempt/{attempt.pk}",
        "close" if by_clock else "submit",
        None if by_clock else attempt.person,
        answers=attempt.answered,
        sha256=attempt.answers_sha256,
        chains=_chains(attempt, ops, now),
    )
    return attempt


def _chains(attempt, ops, now):
    """device → whether the hashes of its acts prove their order; a broken one is a signal."""
    states = chains.states_of(ops)
    Signal.objects.bulk_create(
        [
            Signal(attempt=attempt, kind=Signal.Kind.CHAIN, device=device, at=now)
            for device, state in states.items()
            if state == chains.State.BROKEN
        ],
        ignore_conflicts=True,
    )
    return states


def score(attempt, run, answers):
    """Marks one sitting in a run: by the paper as frozen and the keys that run has put right."""
    scored(attempt, run.pk, KeyChange.objects.rules_in(run), answers).save(force_insert=True)


def scored(attempt, run_id, rules, answers, by_people=None):
    """The score, not saved yet. `by_people`: slot → points given by people."""
    content = rekeying.content_with(attempt.content, rules)
    if attempt.exam.is_practice:
        content = papers.without_open(content)  # nobody marks a rehearsal
    sheet = marking.mark(content, answers, by_people)
    return Score(
        run_id=run_id,
        attempt=attempt,
        points=sheet.points,
        of=sheet.of,
        passed=sheet.passes(attempt.exam.pass_percent),
        marks={str(mark.slot): str(mark.points) for mark in sheet.marks if not mark.waits},
    )


def free_code(attempt):
    # Two who close in the same moment could find the same one free: one in a million, and the
    # constraint makes the second try again as a whole.
    codes = protocol.receipt_codes(attempt.pk, attempt.answers_sha256)
    return next(c for c in codes if not hurried.CODES.rows(exam=attempt.exam_id, code=c))
