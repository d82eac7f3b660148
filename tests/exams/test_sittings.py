from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import connections
from django.utils import timezone

from exams.models import Answer, Attempt, Claim, Op, Score
from exams.protocol import GRACE, Act
from exams.services import closing, saving, sittings
from ledger.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def act(seq, slot=1, value="a"):
    return Act(seq, slot, (value,) if value else ())


def save(attempt, device, epoch, *acts, at=None):
    return sittings.save(attempt.pk, device, epoch, acts, at or timezone.now())[1]


def claim(attempt, device, nonce=None, at=None):
    return sittings.claim(attempt.pk, device, nonce or device, at or timezone.now())[1]


def answers(attempt):
    attempt.refresh_from_db()
    return sittings.answers_so_far(attempt)


def test_starting_again_goes_on_with_the_open_sitting():
    first = make.attempt()

    again = sittings.start(make.candidate(first.exam, first.person), "another", timezone.now())

    assert again == first
    assert first.permutations.count() == 3


def test_starting_twice_after_handing_in_is_refused():
    done = make.handed_in()

    with pytest.raises(sittings.SittingRefused, match="already"):
        sittings.start(make.candidate(done.exam, done.person), "another", timezone.now())


@pytest.mark.parametrize(("hours", "message"), [(-2, "not begun"), (3, "over")])
def test_starting_outside_the_window_is_refused(hours, message):
    called = make.candidate()

    with pytest.raises(sittings.SittingRefused, match=message):
        sittings.start(called, "n", timezone.now() + timedelta(hours=hours))


def test_the_deadline_is_never_after_the_window():
    called = make.candidate()
    closes = called.exam.closes_at

    attempt = sittings.start(called, "n", closes - timedelta(minutes=10))

    assert attempt.deadline == closes


def test_the_same_nonce_is_the_same_claim():
    attempt = make.attempt()

    assert [claim(attempt, "A"), claim(attempt, "A"), claim(attempt, "B"), claim(attempt, "A")] == [
        1, 1, 2, 1,
    ]  # fmt: skip
    assert Claim.objects.count() == 2


def test_a_late_act_of_the_first_device_does_not_undo_the_second():
    attempt = make.attempt()
    claim(attempt, "A")
    claim(attempt, "B")
    save(attempt, "B", 2, act(1, value="b"))

    verdicts = save(attempt, "A", 1, act(7, value="a"), act(8, slot=2, value="c"))

    assert verdicts == {7: "superseded", 8: "accepted"}
    assert answers(attempt) == {1: ["b"], 2: ["c"]}


def test_a_repeated_batch_changes_nothing():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    batch = [act(1), act(2, slot=2, value="b")]

    assert save(attempt, "A", epoch, *batch) == save(attempt, "A", epoch, *batch)
    assert Op.objects.count() == 2


def test_another_content_under_the_same_number_is_logged_and_not_applied():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1, value="a"))

    assert save(attempt, "A", epoch, act(1, value="b")) == {1: "conflict"}
    assert answers(attempt) == {1: ["a"]}
    assert Entry.objects.filter(verb="conflict").count() == 1


@pytest.mark.parametrize(
    ("after", "verdict"),
    [(timedelta(0), "accepted"), (GRACE, "accepted"), (GRACE + SECOND, "late")],
)
def test_the_grace_is_thirty_seconds_from_arrival(after, verdict):
    attempt = make.attempt()
    epoch = claim(attempt, "A")

    assert save(attempt, "A", epoch, act(1), at=attempt.deadline + after) == {1: verdict}


def test_an_act_after_handing_in_is_kept_but_does_not_count():
    attempt = make.handed_in(answers={1: "a"})

    assert save(attempt, "device", 1, act(9, slot=2)) == {9: "late"}
    assert answers(attempt) == {1: ["a"]}


def test_a_cleared_answer_is_no_answer():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1), act(2, value=None))

    assert answers(attempt) == {}


def test_handing_in_waits_for_what_has_not_come_in():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1), act(4, slot=2))

    with pytest.raises(sittings.Missing) as missing:
        sittings.submit(attempt.pk, "A", epoch, "key", 5, timezone.now())

    assert missing.value.span == [2, 5]
    assert answers(attempt) == {1: ["a"], 2: ["a"]}


def test_handing_in_twice_gives_the_same_receipt():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1), act(2, slot=2, value="b"))

    first = sittings.submit(attempt.pk, "A", epoch, "key", 2, timezone.now())
    again = sittings.submit(attempt.pk, "A", epoch, "other", 2, timezone.now() + SECOND)

    assert (first.code, first.answers_sha256, first.answered, first.submitted_at) == (
        again.code, again.answers_sha256, 2, again.submitted_at,
    )  # fmt: skip
    assert (Score.objects.get().points, Answer.objects.count()) == (1, 2)


def test_the_device_that_lost_the_sitting_cannot_hand_it_in():
    attempt = make.attempt()
    claim(attempt, "A")
    claim(attempt, "B")

    with pytest.raises(sittings.Moved):
        sittings.submit(attempt.pk, "A", 1, "key", 0, timezone.now())


def test_the_clock_closes_after_the_grace_and_only_once():
    attempt = make.attempt()
    save(attempt, "A", claim(attempt, "A"), act(1))

    assert closing.close_due(attempt.deadline + GRACE) == 0
    assert closing.close_due(attempt.deadline + GRACE + SECOND) == 1
    assert closing.close_due(attempt.deadline + GRACE + SECOND) == 0

    attempt.refresh_from_db()
    assert (attempt.state, attempt.by_clock, attempt.answered) == ("marked", True, 1)
    assert attempt.submitted_at == attempt.deadline


def test_reading_closes_by_the_same_function():
    attempt = make.attempt()

    closed = closing.close_if_due(attempt, attempt.deadline + GRACE + SECOND)

    assert (closed.state, Score.objects.get().points) == ("marked", 0)


def test_marking_follows_the_frozen_paper_and_not_the_bank():
    exam = make.exam(questions=2)
    attempt = make.attempt(exam)
    for version in exam.paper.questions.all():
        version.version.options.update(fraction=0)
    save(attempt, "A", claim(attempt, "A"), act(1), act(2, slot=2))

    sittings.submit(attempt.pk, "A", 1, "key", 2, timezone.now())

    score = Score.objects.get()
    assert (score.points, score.of, score.passed) == (100, 100, True)


def test_saving_one_answer_takes_one_query(django_assert_num_queries):
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1))

    with django_assert_num_queries(1):
        save(attempt, "A", epoch, act(2, value="b"))


ARRIVING = [("A", 1, 1, "a"), ("A", 2, 1, "b"), ("B", 1, 2, "c"), ("B", 2, 2, "d")]


@pytest.mark.parametrize("order", [*permutations(ARRIVING)])
def test_the_one_statement_judges_as_the_rules_do(order):
    """Also what comes twice, what uses a number again, and what comes after the time is over."""
    plain, judged = make.attempt(), make.attempt()
    late = max(plain.deadline, judged.deadline) + GRACE + SECOND
    said = {plain: [], judged: []}
    for attempt, keep in ((plain, sittings.save), (judged, saving._save)):
        for nonce in "AB":
            claim(attempt, nonce)
        for device, seq, epoch, value in order:
            for tried, at in ((value, None), (value, None), ("x", None), (value, late)):
                acts, moment = [act(seq, value=tried)], at or timezone.now()
                said[attempt] += keep(attempt.pk, device, epoch, acts, moment)[1].values()
        said[attempt] += keep(attempt.pk, "B", 2, [act(3)], late)[1].values()

    assert said[plain] == said[judged]
    assert kept_in(plain) == kept_in(judged)


def kept_in(attempt):
    return list(attempt.ops.order_by("pk").values_list("device", "seq", "value", "verdict"))


def between(monkeypatch, deed):
    """Has something happen after a save has come in and before it is written."""
    plain, deeds = saving._save_plain, [deed]

    def slowly(*given):
        if deeds:
            deeds.pop()()
        return plain(*given)

    monkeypatch.setattr(saving, "_save_plain", slowly)


def test_an_answer_that_meets_the_close_is_kept_and_not_counted(monkeypatch):
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    now = timezone.now()
    between(monkeypatch, lambda: sittings.submit(attempt.pk, "A", epoch, "k", 0, now))

    assert save(attempt, "A", epoch, act(1)) == {1: "late"}
    assert answers(attempt) == {}


def test_a_save_that_meets_itself_is_stored_once(monkeypatch):
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    between(monkeypatch, lambda: save(attempt, "A", epoch, act(1)))

    assert save(attempt, "A", epoch, act(1)) == {1: "accepted"}
    assert attempt.ops.count() == 1


def test_a_number_used_for_something_else_meanwhile_is_a_conflict(monkeypatch):
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    between(monkeypatch, lambda: save(attempt, "A", epoch, act(1, value="b")))

    assert save(attempt, "A", epoch, act(1)) == {1: "conflict"}
    assert answers(attempt) == {1: ["b"]}


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_submits_are_one_hand_in_and_twenty_same_receipts():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1))

    def submit(number):
        try:
            done = sittings.submit(attempt.pk, "A", epoch, str(number), 1, timezone.now())
            return done.code, done.submitted_at
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        receipts = set(pool.map(submit, range(20)))

    assert len(receipts) == 1
    assert (Score.objects.count(), Answer.objects.count()) == (1, 1)
    assert Attempt.objects.get().state == "marked"


@pytest.mark.django_db(transaction=True)
def test_the_same_batch_twenty_times_at_once_is_stored_once():
    attempt = make.attempt()
    epoch = claim(attempt, "A")

    def send(_number):
        try:
            return str(save(attempt, "A", epoch, act(1), act(2, slot=2)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        replies = set(pool.map(send, range(20)))

    assert len(replies) == 1
    assert Op.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_closing_and_handing_in_at_once_leave_one_receipt():
    attempt = make.attempt()
    epoch = claim(attempt, "A")
    save(attempt, "A", epoch, act(1))
    after = attempt.deadline + GRACE + SECOND

    def end(number):
        try:
            if number % 2:
                closing.close_due(after)
            else:
                sittings.submit(attempt.pk, "A", epoch, "key", 1, after)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(end, range(8)))

    assert Attempt.objects.get().by_clock is True
    assert Score.objects.count() == 1
