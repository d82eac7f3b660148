"""More time: deadline = min(start + base + extra, window) + the sum of extensions."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from exams import protocol, tasks
from exams.models import Attempt, Extension
from exams.services import closing, extensions, outages, sittings
from exams.services.extensions import ExtensionRefused
from inbox.models import Message
from ledger.models import Entry, Heartbeat
from tests import make

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def extend(attempt, seconds=600, key="k", actor=None, now=None):
    return extensions.extend(
        attempt.exam,
        Attempt.objects.filter(pk=attempt.pk),
        seconds,
        "power cut",
        actor,
        key,
        now or timezone.now(),
    )


def deadline_of(attempt):
    return Attempt.objects.get(pk=attempt.pk).deadline


def beat_at(moment):
    Heartbeat.objects.update_or_create(name=outages.NAME, defaults={"at": moment})


def test_the_deadline_carries_the_sum_of_the_extensions():
    attempt = make.attempt()

    given = [extend(attempt, 600, "a"), extend(attempt, 300, "b")]

    assert given == [1, 1]
    assert deadline_of(attempt) == attempt.deadline + 15 * MINUTE


def test_the_same_key_gives_time_once():
    attempt = make.attempt()

    assert [extend(attempt), extend(attempt)] == [1, 0]
    assert deadline_of(attempt) == attempt.deadline + 10 * MINUTE


def test_the_database_keeps_an_extension_once():
    attempt = make.attempt()
    extend(attempt)

    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            attempt=attempt, seconds=1, reason="again", key="k", at=timezone.now()
        )


def test_who_has_handed_in_gets_no_more_time():
    done = make.handed_in()

    assert extend(done) == 0
    assert not Extension.objects.exists()


def test_an_extension_goes_beyond_the_window_and_holds_the_results_back():
    exam = make.exam(minutes=600)
    attempt = make.attempt(exam)

    extend(attempt)

    exam.refresh_from_db()
    assert attempt.deadline == exam.closes_at
    assert exam.results_at == deadline_of(attempt) + protocol.GRACE


def test_an_extension_is_logged_with_its_reason():
    organiser = make.person()
    attempt = make.attempt()
    extend(attempt, actor=organiser)

    entry = Entry.objects.get(stream=f"exam/{attempt.exam_id}", verb="extend")

    assert entry.actor_id == str(organiser.pk)
    assert entry.facts == {"sittings": 1, "seconds": 600, "reason": "power cut"}


@pytest.mark.parametrize("seconds", [0, -60, 3 * 3600 + 1])
def test_no_more_than_three_hours_are_given(seconds):
    with pytest.raises(ExtensionRefused, match="3 hours"):
        extend(make.attempt(), seconds, actor=make.person())


def test_after_the_results_no_time_is_given():
    attempt = make.attempt()

    with pytest.raises(ExtensionRefused, match="results are out"):
        extend(attempt, now=attempt.exam.results_at)


def test_a_page_that_does_not_know_of_more_time_does_not_hand_in():
    attempt = make.attempt()
    over, _epoch = attempt.deadline, sittings.claim(attempt.pk, "A", "n", timezone.now())
    extend(attempt)

    with pytest.raises(sittings.Early):
        sittings.submit(attempt.pk, "A", 1, "k", 0, over, time_is_over=True)

    assert Attempt.objects.get(pk=attempt.pk).is_open


@pytest.mark.parametrize(("minutes", "percent", "more"), [(20, 0, 20), (0, 50, 15)])
def test_extra_time_of_a_person_is_in_her_deadline(minutes, percent, more):
    called = make.candidate()
    now, organiser = timezone.now(), make.person()
    extensions.allow(
        called.exam, called.person, "eyes", organiser, now, minutes=minutes, percent=percent
    )

    attempt = sittings.start(called, "n", now)

    assert attempt.deadline == now + (30 + more) * MINUTE
    assert attempt.extra_s == more * 60


def test_extra_time_is_settled_before_the_start_only():
    attempt = make.attempt()

    with pytest.raises(ExtensionRefused, match="begun already"):
        extensions.allow(attempt.exam, attempt.person, "eyes", None, timezone.now(), minutes=10)


def test_the_reason_of_extra_time_is_not_in_the_log():
    called = make.candidate()
    extensions.allow(
        called.exam, called.person, "weak eyes", make.person(), timezone.now(), minutes=10
    )

    assert "weak eyes" not in str(Entry.objects.values_list("facts", flat=True))


def test_the_time_the_server_was_away_is_given_back_once():
    attempt = make.attempt()
    now = timezone.now() + 5 * MINUTE
    beat_at(now - 4 * MINUTE)

    given = [outages.make_up(now), outages.make_up(now)]

    assert given == [True, False]
    assert deadline_of(attempt) == attempt.deadline + 4 * MINUTE
    assert Extension.objects.get().actor is None


def test_the_clock_shows_that_it_lives():
    now = timezone.now()
    beat_at(now - MINUTE)
    attempt = make.attempt()

    outages.watch(now)

    assert Heartbeat.objects.get(name=outages.NAME).at >= now
    assert deadline_of(attempt) == attempt.deadline


def test_a_minute_gives_nothing_back():
    now = timezone.now()
    attempt = make.attempt(now=now - 10 * MINUTE)
    beat_at(now - MINUTE)

    outages.make_up(now)

    assert deadline_of(attempt) == attempt.deadline


def test_half_a_day_is_given_back_whole_and_all_concerned_are_told(world):
    exam = make.exam([world.township])
    attempt = make.attempt(exam, world["officer"])
    now = timezone.now() + timedelta(hours=12)
    beat_at(now - timedelta(hours=11))

    # The sitting began an hour before the last sign of life.
    Attempt.objects.update(started_at=now - timedelta(hours=12), deadline=now - timedelta(hours=10))
    outages.make_up(now)
    tasks.tell_outage(exam.pk, Extension.objects.get().key)

    told = set(Message.objects.filter(title__contains="exam").values_list("person", flat=True))
    assert deadline_of(attempt) == now + timedelta(hours=1)
    assert told == {world[name].pk for name in ("officer", "operator", "organiser")}


def test_after_a_short_gap_only_those_who_keep_watch_are_told(world):
    exam = make.exam([world.township])
    make.attempt(exam, world["officer"])
    now = timezone.now() + 5 * MINUTE
    beat_at(now - 4 * MINUTE)

    outages.make_up(now)
    tasks.tell_outage(exam.pk, Extension.objects.get().key)

    told = Message.objects.filter(title__startswith="The site was away")
    assert set(told.values_list("person", flat=True)) == {
        world["operator"].pk,
        world["organiser"].pk,
    }
    assert "has 4 minutes more by itself" in told.first().body


def test_who_began_after_the_gap_or_was_over_before_it_gets_nothing():
    now = timezone.now()
    exam = make.exam()
    over = make.attempt(exam, now=now - 45 * MINUTE)
    after = make.attempt(exam, now=now - MINUTE)
    beat_at(now - 10 * MINUTE)

    outages.make_up(now)

    assert [deadline_of(a) for a in (over, after)] == [over.deadline, after.deadline]


def test_a_read_before_the_clock_does_not_close_what_the_outage_ran_over():
    attempt = make.attempt()
    now = attempt.deadline + 2 * MINUTE
    beat_at(attempt.deadline - 3 * MINUTE)

    read = closing.close_if_due(attempt, now)

    assert read.is_open
    assert read.deadline - now == 3 * MINUTE


def test_an_answer_that_comes_first_after_an_outage_counts():
    attempt = make.attempt()
    _attempt, epoch = sittings.claim(attempt.pk, "A", "n", timezone.now())
    now = attempt.deadline + 2 * MINUTE
    beat_at(attempt.deadline - 3 * MINUTE)

    _attempt, verdicts = sittings.save(attempt.pk, "A", epoch, [protocol.Act(1, 1, ("a",))], now)

    assert verdicts == {1: protocol.Verdict.ACCEPTED}


def test_the_clock_gives_back_before_it_closes():
    attempt = make.attempt()
    beat_at(attempt.deadline - 3 * MINUTE)

    closed = closing.close_due(attempt.deadline + 2 * MINUTE)

    assert closed == 0
