"""F9, F10, F13: a line that loses, doubles, delays and reorders; two phones for one paper.

Each scenario is run on the portal as it is, where nothing may be wrong, and with a mistake planted,
which must be seen.
"""

import time
from dataclasses import replace

import pytest

from exams.models import Attempt
from tests.faults.conftest import FULL
from tests.faults.invariants import GRACE, violations
from tests.faults.phone import NoReply
from tests.faults.proxy import CALM, STORM

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
SEEDS = range(200 if FULL else 6)
SLOW_SEEDS, SILENT_SECONDS = 5, 600 if FULL else 0


def lost(phone, call):
    with pytest.raises(NoReply):
        call()


def end_now(attempt):
    """The grace ends with the last act that came in."""
    last = attempt.ops.latest("recv_at").recv_at
    Attempt.objects.filter(pk=attempt.pk).update(deadline=last - GRACE)


def late_first_phone(phones, line, attempt):
    """A's answer is under way while B takes over and answers the same question."""
    first = phones("A").claim()
    for value in "bcdb":
        first.answer(1, value)
    line.plan = ["held"]
    first.tap(1, "c")
    lost(first, first.send)
    second = phones("B").claim()
    second.answer(1, "a")
    line.deliver_held()
    second.insist(second.hand_in)


def doubled_answer(phones, line, attempt):
    """An answer comes a second time after the next answer to the same question."""
    phone = phones("A").claim()
    line.plan = ["twice"]
    phone.answer(1, "b")
    phone.answer(1, "a")
    line.deliver_held()
    phone.insist(phone.hand_in)


def reply_lost(phones, line, attempt):
    """Answer and hand-in are stored, but no reply comes; both are sent again."""
    phone = phones("A").claim()
    line.plan = ["lost_down"]
    phone.answer(1, "a")
    line.plan = ["lost_down"]
    lost(phone, phone.hand_in)
    receipts = [phone.hand_in(), phone.hand_in(key="another")]
    assert receipts[0] == receipts[1]


def doubled_claim(phones, line, attempt):
    """The first phone's claim comes again after the second phone has taken over."""
    line.plan = ["twice"]
    phones("A").claim()
    second = phones("B").claim()
    line.deliver_held()
    second.answer(1, "a")


def handed_in_too_soon(phones, line, attempt):
    """The hand-in overtakes an answer; it has to be asked for."""
    phone = phones("A").claim()
    phone.answer(1, "a")
    line.plan = ["held"]
    phone.tap(2, "b")
    lost(phone, phone.send)
    if phone.hand_in() is None:
        assert phone.missing == [[2, 2]]
        phone.insist(phone.send)
        phone.insist(phone.hand_in)


def delivered_after_the_end(phones, line, attempt):
    """Answers arrive when time and grace are over, and again when the sitting is closed."""
    phone = phones("A").claim()
    phone.answer(1, "a")
    line.plan = ["held"]
    phone.tap(1, "b")
    lost(phone, phone.send)
    end_now(attempt)
    phone.insist(phone.send)
    line.deliver_held()
    phone.answer(2, "a")


def another_hands_in(phones, line, attempt):
    """The page that was left hands in while the other one is still answering."""
    first = phones("A").claim()
    first.answer(1, "b")
    second = phones("B").claim()
    first.hand_in()
    second.answer(1, "a")


CONTROLS = [
    (late_first_phone, "no_epoch"),
    (doubled_answer, "no_dedupe"),
    (doubled_answer, "arrival_order"),
    (reply_lost, "no_dedupe"),
    (doubled_claim, "claim_anew"),
    (handed_in_too_soon, "submit_anyway"),
    (delivered_after_the_end, "never_late"),
    (delivered_after_the_end, "clock_of_the_phone"),
    (another_hands_in, "anybody_hands_in"),
    (reply_lost, "marks_differ"),
]


@pytest.mark.parametrize("scenario", dict.fromkeys(s for s, _mistake in CONTROLS))
def test_nothing_is_lost_or_counted_twice_when(scenario, phones, line, attempt):
    scenario(phones, line, attempt)

    assert violations(attempt, phones.all) == []


@pytest.mark.parametrize(("scenario", "mistake"), CONTROLS)
def test_it_is_seen_when(scenario, mistake, phones, line, attempt, planted):
    planted(mistake)

    scenario(phones, line, attempt)

    assert violations(attempt, phones.all) != []


def storm(phones, line, attempt, seed):
    """A sitting of ten questions in bad weather; the phone is changed in six of ten."""
    line.random.seed(seed)
    slow = 5 if FULL and seed < SLOW_SEEDS else 0.05
    line.weather = replace(STORM, longest_delay=slow)
    phone = phones("A", patience=5)
    phone.insist(phone.claim)
    for slot in range(1, 11):
        phone.tap(slot, line.random.choice("abc"))
        if slot % 3 == 0:
            phone.tap(line.random.randint(1, slot), line.random.choice("abc"))
        if slot == 6 and line.random.random() < 0.6:
            phone = phones("B", patience=5)
            phone.insist(phone.claim)
            phone.tap(1, "a")
        phone.insist(phone.send)
        if line.random.random() < 0.3:
            line.deliver_held()
    return phone


@pytest.mark.parametrize("seed", SEEDS)
def test_a_storm_loses_nothing_and_doubles_nothing(seed, phones, line, attempt):
    phone = storm(phones, line, attempt, seed)
    phone.insist(phone.hand_in)
    line.deliver_held()
    first = phones.all[0]
    if first is not phone:
        first.insist(first.send)
    line.weather = CALM
    repeated = phone.hand_in()

    assert violations(attempt, phones.all) == []
    assert repeated == phone.receipts[0]
    assert line.counts["lost_up"] + line.counts["lost_down"] + line.counts["twice"] > 0


def test_a_long_silence_loses_nothing(phones, line, attempt):
    phone = phones("A").claim()
    phone.answer(1, "a")
    line.is_dead = True
    for slot in range(2, 11):
        phone.tap(slot, "b")
        lost(phone, phone.send)
    end = time.monotonic() + SILENT_SECONDS
    while time.monotonic() < end:
        lost(phone, phone.send)
        time.sleep(1)
    line.is_dead = False
    phone.insist(phone.send)
    phone.insist(phone.hand_in)

    assert violations(attempt, phones.all) == []
    assert (phone.receipts[0]["answered"], phone.failures >= 9) == (10, True)


def test_the_phone_that_was_left_is_told_and_cannot_hand_in(phones, attempt):
    first = phones("A").claim()
    second = phones("B").claim()
    first.answer(1, "b")

    assert (first.moved, first.hand_in(), second.moved) == (True, None, False)
    assert violations(attempt, phones.all) == []
