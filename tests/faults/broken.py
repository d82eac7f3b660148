"""Mistakes the faults must catch, one at a time, planted into a server that only tests start.

A check that passes with every one of these in place would prove nothing (EXAMS.md §6.5).
"""

import itertools
import threading
import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from exams import marking, protocol
from exams.models import Answer, Attempt, Score
from exams.protocol import Verdict
from exams.services import closing, saving, sittings
from exams.views import api

# What the one statement of a plain save asks before it writes.
NOTHING_NEWER = "(o.epoch > %s OR (o.epoch = %s AND o.seq > %s))"
IN_TIME = "a.state = 'open' AND a.deadline >= %s"


def plant(name, put):
    """`put(object, name, value)`: setattr for good, or monkeypatch.setattr for one test."""
    if name:
        MISTAKES[name](put)


def _plainly(put, right, wrong):
    """The same mistake in the statement of a plain save."""
    assert right in saving._WRITE_PLAIN
    put(saving, "_WRITE_PLAIN", saving._WRITE_PLAIN.replace(right, wrong))


def no_epoch(put):
    """The numbers of all devices are one series: who has tapped more wins."""
    judge, answers_from = protocol.judge, protocol.answers_from

    def flat(kept):
        return [replace(k, epoch=1) for k in kept]

    def judge_by_number(acts, device, epoch, kept, counts):
        return judge(acts, device, 1, flat(kept), counts)

    put(protocol, "judge", judge_by_number)
    _plainly(put, NOTHING_NEWER, "(o.epoch > %s + 99999 OR o.epoch > %s + 99999 OR o.seq > %s)")
    put(protocol, "answers_from", lambda kept: answers_from(flat(kept)))


def no_dedupe(put):
    """What came twice is stored twice. (The test takes the constraint away.)"""
    judge = protocol.judge

    def forget(acts, device, epoch, kept, counts):
        return judge(acts, device, epoch, [replace(k, device="?") for k in kept], counts)

    put(protocol, "judge", forget)


def arrival_order(put):
    """What arrived last is the answer, and a number is never looked at."""

    def accept_all(acts, device, epoch, kept, counts):
        fresh = [(act, Verdict.ACCEPTED) for act in acts]
        return {act.seq: Verdict.ACCEPTED for act in acts}, fresh

    def last_of(kept):
        last = {k.slot: k for k in kept}
        return {slot: k for slot, k in sorted(last.items()) if k.value}

    put(protocol, "judge", accept_all)
    _plainly(put, "o.verdict = 'accepted'", "o.verdict = 'never'")
    put(protocol, "answers_from", last_of)


def claim_anew(put):
    """A claim that came twice is two claims."""
    claim = sittings.claim

    def anew(attempt_id, device, nonce, *rest, **more):
        return claim(attempt_id, device, nonce + uuid.uuid4().hex[:6], *rest, **more)

    put(sittings, "claim", anew)


def anybody_hands_in(put):
    """The page that lost the sitting may still hand it in."""
    submit = sittings.submit

    def allow(attempt_id, device, epoch, *rest, **more):
        return submit(attempt_id, device, 10**6, *rest, **more)

    put(sittings, "submit", allow)


def submit_anyway(put):
    """Handing in does not wait for what has not come in."""
    put(protocol, "missing_range", lambda last_seq, received: None)


def never_late(put):
    """Neither the deadline nor the close stops an answer from counting."""
    judge = protocol.judge

    def count_all(acts, device, epoch, kept, counts):
        return judge(acts, device, epoch, kept, True)

    put(protocol, "judge", count_all)
    _plainly(put, IN_TIME, "(a.deadline >= %s OR 1 = 1)")


def clock_of_the_phone(put):
    """The phone says when it sent an answer, and is believed; its clock is a day behind."""
    save = sittings.save

    def by_phone(attempt_id, device, epoch, acts, received_at):
        return save(attempt_id, device, epoch, acts, received_at - timedelta(days=1))

    put(sittings, "save", by_phone)


def stamped_after_the_lock(put):
    """The time of receipt is taken when the row is free at last."""
    save = sittings.save

    @transaction.atomic
    def wait_first(attempt_id, device, epoch, acts, received_at):
        Attempt.objects.select_for_update().get(pk=attempt_id)
        return save(attempt_id, device, epoch, acts, timezone.now())

    put(sittings, "save", wait_first)


def acknowledged_before_commit(put):
    """The reply goes out first; what it promises is written in a while."""
    save = sittings.save

    def hurry(attempt_id, *rest):
        threading.Timer(60, save, (attempt_id, *rest)).start()
        acts = rest[2]
        return Attempt.objects.get(pk=attempt_id), {act.seq: Verdict.ACCEPTED for act in acts}

    put(sittings, "save", hurry)


def acknowledged_in_spite_of_errors(put):
    """A database that could not write is passed over in silence."""
    save = sittings.save

    def shrug(attempt_id, device, epoch, acts, received_at):
        try:
            return save(attempt_id, device, epoch, acts, received_at)
        except OperationalError:
            return Attempt.objects.get(pk=attempt_id), {a.seq: Verdict.ACCEPTED for a in acts}

    put(sittings, "save", shrug)


def _finish_again(put):
    """Returns a `finish` that does not ask whether it was done."""
    finish = closing.finish

    @transaction.atomic
    def again(attempt, now, key, by_clock):
        Attempt.objects.filter(pk=attempt.pk).update(state="open", submitted_at=None)
        Answer.objects.filter(attempt=attempt).delete()
        Score.objects.filter(attempt=attempt).delete()
        return finish(closing.locked(attempt.pk), now, key, by_clock)

    return again


def closed_again(put):
    """Who comes second closes it once more."""
    put(closing, "finish", _finish_again(put))
    put(Attempt, "is_open", property(lambda attempt: True))


def closers_race(put):
    """Whether it is open is asked first and written later, with no lock between."""
    again, meeting = _finish_again(put), threading.Barrier(2)

    def close_one(number, now):
        was_open = Attempt.objects.get(pk=number).state == "open"
        with suppress(threading.BrokenBarrierError):
            meeting.wait(5)
        return was_open and bool(again(Attempt.objects.get(pk=number), now, "", True))

    put(closing, "_close_one", close_one)


def marks_differ(put):
    """Marking depends on how often it was done."""
    mark, times = marking.mark, itertools.count()

    def moody(content, answers, by_people=None):
        return mark(content, answers if next(times) % 2 else {}, by_people)

    put(marking, "mark", moody)


def key_in_the_paper(put):
    """What each option is worth goes out with the paper."""
    whole = api._whole

    def tell_all(attempt, exam, now):
        questions = attempt.content["questions"]
        worth = [[option["fraction"] for option in q["options"]] for q in questions]
        return whole(attempt, exam, now) | {"worth": worth}

    put(api, "_whole", tell_all)


MISTAKES = {
    mistake.__name__: mistake
    for mistake in (
        no_epoch, no_dedupe, arrival_order, claim_anew, anybody_hands_in, submit_anyway,
        never_late, clock_of_the_phone, stamped_after_the_lock, acknowledged_before_commit,
        acknowledged_in_spite_of_errors, closed_again, closers_race, marks_differ,
        key_in_the_paper,
    )
}  # fmt: skip
