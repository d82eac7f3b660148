"""Answers after the time: kept, shown with their evidence, counted when two people say so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from exams import lateness
from exams.chains import State, hash_of
from exams.models import Attempt, LateClaim, MarkingRun, Score
from exams.protocol import Act
from exams.services import closing, late, sittings
from tests import make

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def exam(world):
    return make.exam([world.township], at=timezone.now() - timedelta(hours=6), questions=2)


@pytest.fixture
def attempt(world, exam):
    """Question 1 was answered in time, question 2 rightly but five minutes too late."""
    attempt = make.attempt(exam, world["officer"], now=exam.opens_at)
    end, (_a, epoch) = attempt.deadline, sittings.claim(attempt.pk, "A", "n", exam.opens_at)
    first = Act(1, 1, ("b",), 60_000)
    second = Act(2, 2, ("a",), 29 * 60_000, hash_of("", 1, 1, ("b",)))
    sittings.save(attempt.pk, "A", epoch, [first], attempt.started_at + MINUTE)
    sittings.save(attempt.pk, "A", epoch, [second], end + 5 * MINUTE)
    return closing.close_if_due(Attempt.objects.get(pk=attempt.pk), end + 6 * MINUTE)


def url(name, attempt):
    return reverse(f"exams:{name}", kwargs={"pk": attempt.exam_id, "attempt": attempt.pk})


def ask(attempt, actor):
    return late.ask(attempt, "No network in the village.", actor, timezone.now())


def points(attempt):
    return Score.objects.counting().get(attempt=attempt).points


def test_the_evidence_says_when_it_came_and_when_it_was_tapped(attempt):
    [proof] = lateness.evidence(attempt.ops.all(), attempt.deadline)

    assert proof.after == 5 * MINUTE
    assert proof.tapped == attempt.started_at + 29 * MINUTE
    assert proof.chain == State.WHOLE


def test_late_answers_do_not_count_until_a_second_person_accepts(world, attempt):
    before = points(attempt)
    claim = ask(attempt, world["operator"])
    between = points(attempt)

    late.decide(claim, True, world["organiser"], timezone.now())

    assert (before, between, points(attempt)) == (0, 0, 50)


def test_an_acceptance_is_a_marking_beside_the_old_one(world, attempt):
    late.decide(ask(attempt, world["operator"]), True, world["organiser"], timezone.now())

    assert MarkingRun.objects.filter(exam=attempt.exam).count() == 2
    assert sorted(Score.objects.filter(attempt=attempt).values_list("points", flat=True)) == [0, 50]
    assert LateClaim.objects.get().before == {"1": ["b"]}


def test_a_refusal_leaves_all_as_it_was(world, attempt):
    late.decide(ask(attempt, world["operator"]), False, world["organiser"], timezone.now())

    assert points(attempt) == 0
    assert MarkingRun.objects.filter(exam=attempt.exam).count() == 1


def test_who_asked_does_not_decide(world, attempt):
    claim = ask(attempt, world["operator"])

    with pytest.raises(late.LateRefused, match="second person"):
        late.decide(claim, True, world["operator"], timezone.now())


def test_the_database_wants_two_people(world, attempt):
    claim = ask(attempt, world["operator"])

    with pytest.raises(IntegrityError), transaction.atomic():
        LateClaim.objects.filter(pk=claim.pk).update(
            decided_by=world["operator"], decided_at=timezone.now(), accepted=True
        )


def test_nobody_asks_twice_or_for_what_counts_already(world, attempt):
    claim = ask(attempt, world["operator"])
    with pytest.raises(late.LateRefused, match="asked already"):
        ask(attempt, world["organiser"])
    late.decide(claim, True, world["organiser"], timezone.now())

    with pytest.raises(late.LateRefused, match="count already"):
        ask(attempt, world["operator"])


def test_while_somebody_answers_nothing_is_marked_anew(world, exam, attempt):
    claim = ask(attempt, world["operator"])
    make.attempt(exam, world["officer.neighbour"], now=exam.opens_at)

    with pytest.raises(late.LateRefused, match="still answering"):
        late.decide(claim, True, world["organiser"], timezone.now())
    assert LateClaim.objects.get().is_pending


def test_two_people_decide_in_the_browser(client, world, attempt):
    client.force_login(world["operator"])
    listed = client.get(reverse("exams:exam_late", kwargs={"pk": attempt.exam_id}))
    empty = client.post(url("late_ask", attempt), {"reason": " "}, follow=True)
    client.post(url("late_ask", attempt), {"reason": "No network."})
    own = client.post(url("late_decide", attempt), {"accepted": "1"}, follow=True)
    client.force_login(world["organiser"])
    client.post(url("late_decide", attempt), {"accepted": "1"})
    shown = client.get(url("late_detail", attempt)).content.decode()

    assert world["officer"].name in listed.content.decode()
    assert "Say why these answers should count." in empty.content.decode()
    assert "A second person decides" in own.content.decode()
    assert "they count in marking 2" in shown
    assert points(attempt) == 50


def test_looking_at_the_evidence_changes_nothing(client, world, attempt):
    client.force_login(world["operator"])

    page = client.get(url("late_detail", attempt)).content.decode()

    assert "300 seconds after the time." in page
    assert not LateClaim.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client, world, exam, people, django_assert_num_queries
):
    for _number in range(people):
        made = make.handed_in(
            exam, make.person("information_officer", world.village), now=exam.opens_at
        )
        sittings.save(made.pk, "A", 1, [Act(1, 1, ("a",))], timezone.now())
    client.force_login(world["organiser"])
    address = reverse("exams:exam_late", kwargs={"pk": exam.pk})
    client.get(address)

    with django_assert_num_queries(8):
        client.get(address)
