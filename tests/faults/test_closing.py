"""F12, F14: handing in twenty times at once, in the last second, two closers at once.

After each the same sitting is closed once, with one receipt for all.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from exams.models import Attempt
from exams.services import closing
from tests import make
from tests.faults.conftest import FULL
from tests.faults.invariants import GRACE, violations
from tests.faults.phone import NoReply, Phone

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
PEOPLE = 736 if FULL else 24
BURST_SECONDS = 10 if FULL else 2


def at_once(work, items):
    """Results of `work` for each item, in as many threads; each closes its connection."""

    def one(item):
        try:
            return work(item)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(one, items))


def answered(phones):
    phone = phones("A").claim()
    for slot in range(1, 6):
        phone.answer(slot, "a")
    return phone


def twenty_taps(phones, attempt):
    """「交卷」is tapped twenty times at once."""
    phone = answered(phones)
    at_once(lambda _n: phone.insist(phone.hand_in), range(20))


def closed_and_read(phones, attempt):
    """The clock closes it; whoever read it just before closes it too."""
    answered(phones)
    stale, after = Attempt.objects.get(pk=attempt.pk), past_the_end(attempt)
    closing.close_due(after)
    closing.close_due(after)
    stale.deadline = Attempt.objects.get(pk=attempt.pk).deadline
    closing.close_if_due(stale, after + timedelta(seconds=5))


def two_closers(phones, attempt):
    """Two clocks run at once."""
    answered(phones)
    after = past_the_end(attempt)
    at_once(lambda _n: closing.close_due(after), range(2))


def past_the_end(attempt):
    """The sitting's time is over; the first moment at which it may be closed."""
    last = attempt.ops.latest("recv_at").recv_at
    Attempt.objects.filter(pk=attempt.pk).update(deadline=last - GRACE)
    return last + timedelta(milliseconds=1)


def queued_at_the_end(phones, line, attempt):
    """An answer comes in at the door in time and is read when the grace is over."""
    phone = phones("A").claim()
    phone.answer(1, "b")
    line.plan = ["held"]
    act = phone.tap(1, "a")
    with pytest.raises(NoReply):
        phone.send()
    door_closes = timezone.now()
    Attempt.objects.filter(pk=attempt.pk).update(deadline=door_closes - GRACE)
    line.deliver_held()
    return attempt.ops.get(seq=act.seq).verdict


CONTROLS = [
    (twenty_taps, "closed_again"),
    (closed_and_read, "closed_again"),
    (two_closers, "closers_race"),
]


@pytest.mark.parametrize("scenario", dict.fromkeys(s for s, _mistake in CONTROLS))
def test_it_closes_once_when(scenario, phones, attempt):
    scenario(phones, attempt)

    assert violations(attempt, phones.all) == []


@pytest.mark.parametrize(("scenario", "mistake"), CONTROLS)
def test_it_is_seen_when(scenario, mistake, phones, attempt, planted):
    planted(mistake)

    scenario(phones, attempt)

    assert [wrong for wrong in violations(attempt, phones.all) if wrong.startswith("I4")] != []


@pytest.mark.parametrize(
    ("mistake", "verdict"), [("", "accepted"), ("stamped_after_the_lock", "late")]
)
def test_an_answer_counts_from_its_arrival_at_the_door(
    mistake, verdict, phones, line, attempt, settings, planted
):
    settings.TLS = True
    planted(mistake)

    assert queued_at_the_end(phones, line, attempt) == verdict
    assert violations(attempt, phones.all) == []


def in_the_last_second(port, attempt):
    """Saves and hands in at a moment of the burst, which goes on a second after the end."""
    phone = Phone(port, attempt, "A", patience=30)
    phone.insist(phone.claim)
    phone.answer(1, "a")
    share = int.from_bytes(attempt.pk.bytes[-2:]) % 1000 / 1000
    moment = attempt.deadline.timestamp() - BURST_SECONDS + share * (BURST_SECONDS + 1)
    time.sleep(max(0, moment - time.time()))
    return phone, [timed(phone.answer, 2, "a"), timed(phone.insist, phone.hand_in)]


def timed(call, *rest):
    began = time.monotonic()
    call(*rest)
    return time.monotonic() - began


def test_a_burst_in_the_last_second_is_all_in_or_marked_late(server_in, transactional_db):
    exam = make.exam(questions=3)
    attempts = [make.attempt(exam) for _n in range(PEOPLE)]
    server = server_in(workers=2)
    end = timezone.now() + timedelta(seconds=PEOPLE / 25 + BURST_SECONDS)
    Attempt.objects.update(deadline=end)
    for attempt in attempts:
        attempt.deadline = end

    done = at_once(lambda attempt: in_the_last_second(server.port, attempt), attempts)

    wrong = [violations(a, [phone]) for a, (phone, _t) in zip(attempts, done, strict=True)]
    times = sorted(second for _phone, times in done for second in times)
    p99 = times[int(len(times) * 0.99)]
    print(f"{PEOPLE} people: saves and hand-ins p99 {p99:.2f} s, worst {times[-1]:.2f} s")
    assert sum(wrong, []) == []
    assert all(act.acked_at for phone, _times in done for act in phone.acts)
    # The gate shares its machine; the full size is measured on one of its own.
    assert p99 <= 3 or not FULL
