"""Rehearsals, makeup exams, exams for one kind of post; reminders before them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from exams.indicators import held, sat
from exams.models import Absence, Attempt, Exam
from exams.services import closing, extensions, makeups, reminders, sittings
from exams.services import exams as exam_services
from inbox.models import Message
from organisation.periods import Month
from tests import make
from tests.exams.test_organising import plan

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


@pytest.fixture
def over(world):
    return make.exam([world.township], at=timezone.now() - 2 * DAY)


def url(name, exam=None):
    return reverse(f"exams:{name}", kwargs={"pk": exam.pk} if exam else None)


def called(exam):
    return set(exam.candidates.values_list("person", flat=True))


def test_an_exam_may_be_for_one_kind_of_post(world):
    exam = make.exam([world.township], posts=["township_operator"])

    assert called(exam) == {world["operator"].pk}


def test_a_rehearsal_is_sat_again_and_again():
    exam = make.exam(kind=Exam.Kind.PRACTICE)
    done = make.handed_in(exam)

    again = sittings.start(make.candidate(exam, done.person), "again", timezone.now())

    assert again.number == 2


def test_a_rehearsal_counts_nowhere(world):
    exam = make.exam([world.township], at=timezone.now() - DAY, kind=Exam.Kind.PRACTICE)
    make.handed_in(exam, world["officer"], now=exam.opens_at)
    month = Month.of(timezone.localdate(exam.closes_at))

    assert held([world.county], month) == {}
    assert sat([world.village], month) == {}


def test_a_rehearsal_is_planned_from_the_exam_it_comes_before(organiser, world):
    exam = make.exam([world.township])

    page = organiser.get(f"{url('exam_create')}?rehearsal_of={exam.pk}").content.decode()

    assert f"Rehearsal: {exam.title}" in page
    assert 'value="practice"' in page


@pytest.mark.parametrize("number", ["x", "999999"])
def test_a_makeup_of_an_exam_that_is_not_there_is_a_404(organiser, number):
    assert organiser.get(f"{url('exam_create')}?makeup_of={number}").status_code == 404


def test_reasons_are_noted_for_those_who_missed_it_only(organiser, world, over):
    sat = make.handed_in(over, world["officer.neighbour"], now=over.opens_at).person
    data = {f"reason-{p.pk}": "ill" for p in (world["officer"], sat)}

    organiser.post(url("exam_missed", over), data)

    assert list(Absence.objects.values_list("person", "reason")) == [(world["officer"].pk, "ill")]


def test_a_makeup_exam_calls_those_who_missed_the_other_with_a_reason(organiser, world, over):
    organiser.post(url("exam_missed", over), {f"reason-{world['officer'].pk}": "ill"})
    address = f"{url('exam_create')}?makeup_of={over.pk}"
    organiser.post(address, plan(world))

    exam = Exam.objects.get(makeup_of=over)
    organiser.post(url("exam_publish", exam))

    assert exam.kind == Exam.Kind.MAKEUP
    assert called(exam) == {world["officer"].pk}


def cut_off(exam, person, given_by=None):
    """Her sitting, which got time back after an outage and was ended by the clock."""
    attempt = make.attempt(exam, person, now=exam.opens_at)
    give_time(attempt, given_by)
    attempt.refresh_from_db()
    return closing.close(attempt, attempt.deadline + DAY)


def give_time(attempt, given_by=None):
    """By somebody, or because the server was away."""
    hers, exam = Attempt.objects.filter(pk=attempt.pk), attempt.exam
    assert extensions.extend(exam, hers, 1200, "why", given_by, "key", exam.opens_at) == 1


def test_who_was_cut_off_by_an_outage_is_among_those_who_missed_it(organiser, world, over):
    cut_off(over, world["officer"])

    page = organiser.get(url("exam_missed", over))
    organiser.post(url("exam_missed", over), {f"reason-{world['officer'].pk}": "the server"})

    assert "the server was away, then the time ran out" in page.content.decode()
    assert Absence.objects.get().person == world["officer"]


@pytest.mark.parametrize("came_back", ["handed in", "sat again", "no outage"])
def test_who_could_use_her_time_is_not(world, over, came_back):
    if came_back == "handed in":
        attempt = make.attempt(over, world["officer"], now=over.opens_at)
        give_time(attempt)
        closing.hand_in(attempt, over.opens_at + timedelta(minutes=5), "key")
    elif came_back == "sat again":
        over.tries = 2
        over.save()
        cut_off(over, world["officer"])
        make.handed_in(over, world["officer"], now=over.opens_at)
    else:
        cut_off(over, world["officer"], given_by=world["organiser"])

    assert world["officer"].pk not in makeups.missed(over).values_list("person", flat=True)


def test_a_makeup_exam_without_anybody_is_refused(world, over):
    exam = make.exam([world.township], published=False, kind=Exam.Kind.MAKEUP, makeup_of=over)

    with pytest.raises(exam_services.ExamRefused, match="missed the exam with a reason"):
        exam_services.publish(exam, None)


def test_reasons_are_noted_after_the_exam(world):
    with pytest.raises(makeups.MakeupRefused, match="not over yet"):
        makeups.note(make.exam([world.township]), {}, world["organiser"], timezone.now())


@pytest.mark.parametrize("people", [1, 3])
def test_who_missed_it_takes_as_many_queries_for_one_as_for_three(
    people, organiser, world, django_assert_num_queries
):
    for _number in range(people - 1):
        make.person("information_officer", world.village)
    exam = make.exam([world.village], at=timezone.now() - 2 * DAY)
    organiser.get(url("exam_missed", exam))

    with django_assert_num_queries(8):
        organiser.get(url("exam_missed", exam))


@pytest.mark.parametrize(
    ("before", "queued"),
    [
        (timedelta(hours=25), 0),
        (timedelta(hours=23), 1),
        (timedelta(minutes=90), 0),
        (timedelta(minutes=50), 1),
        (timedelta(0), 0),
    ],
)
def test_reminders_are_due_the_day_before_and_the_hour_before(before, queued):
    opens = timezone.now() + 2 * DAY
    make.exam(opens_at=opens, closes_at=opens + DAY)

    assert [reminders.remind_due(opens - before) for _n in range(2)] == [queued, 0]


def test_a_reminder_is_queued_with_its_exam_and_sent_once(world):
    opens = timezone.now() + timedelta(hours=20)
    exam = make.exam([world.village], opens_at=opens, closes_at=opens + DAY)
    OrmQ.objects.all().delete()
    reminders.remind_due()
    for _number in range(2):
        reminders.remind(exam, "day")

    assert OrmQ.objects.count() == 1
    assert Message.objects.filter(key=f"exams.remind:{exam.pk}:day").count() == 1


def test_extra_time_is_settled_in_the_browser(organiser, world):
    exam = make.exam([world.township])
    address = url("exam_extra_time", exam)
    good = {"name": world["officer"].name, "minutes": "10", "percent": "", "reason": "weak eyes"}
    bad = organiser.post(address, good | {"percent": "50"}).content.decode()
    organiser.post(address, good)
    shown = organiser.get(address).content.decode()
    client_page = exam.allowances.get()

    assert "Fill in minutes or percent, one of the two." in bad
    assert "weak eyes" in bad
    assert "10 minutes more" in shown
    assert client_page.person == world["officer"]


@pytest.mark.parametrize("name", ["Nobody Such", "  "])
def test_a_name_nobody_has_is_said(organiser, world, name):
    exam = make.exam([world.township])

    page = organiser.post(url("exam_extra_time", exam), {"name": name, "minutes": "5"})

    assert "put right" in page.content.decode()
    assert not exam.allowances.exists()


def test_extra_time_is_taken_back_before_the_start_only(organiser, world):
    exam = make.exam([world.township])
    data = {"name": world["officer"].name, "minutes": "10", "reason": "eyes"}
    organiser.post(url("exam_extra_time", exam), data)
    make.attempt(exam, world["officer"])
    kwargs = {"pk": exam.pk, "allowance": exam.allowances.get().pk}

    page = organiser.post(reverse("exams:extra_time_withdraw", kwargs=kwargs), follow=True)

    assert "She has begun already." in page.content.decode()
    assert exam.allowances.exists()
