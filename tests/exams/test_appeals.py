"""Objections: in time, about a question that was marked wrong, answered in writing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from exams.agenda import agenda
from exams.models import Appeal
from exams.services import appeals
from inbox.models import Message
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now
DAY = timedelta(days=1)
GIVEN = {"accepted": "0", "answer": "The law says otherwise."}


def an_exam(world, **fields):
    fields = {"appeal_days": 2, "questions": 2, **fields}
    return make.exam([world.township], at=NOW() - DAY, **fields)


@pytest.fixture
def exam(world):
    return an_exam(world)


@pytest.fixture
def attempt(world, exam):
    """Question 1 wrong, question 2 right."""
    return make.handed_in(exam, world["officer"], {1: "b", 2: "a"}, now=exam.opens_at)


def put(attempt, slot=1, now=None):
    return appeals.put(attempt, slot, "B is right too.", attempt.person, now or NOW())


def hers(attempt, slot=1):
    return reverse("exams:appeal", kwargs={"pk": attempt.pk, "slot": slot})


def theirs(appeal):
    kwargs = {"pk": appeal.attempt.exam_id, "appeal": appeal.pk}
    return reverse("exams:appeal_answer", kwargs=kwargs)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_an_objection_is_put_answered_and_read(client, world, attempt):
    client.force_login(world["officer"])
    client.post(hers(attempt), {"text": "B is right too."})
    client.force_login(world["organiser"])
    asked = text_of(client.get(theirs(Appeal.objects.get())))
    client.post(theirs(Appeal.objects.get()), GIVEN)
    client.force_login(world["officer"])
    answered = text_of(client.get(hers(attempt)))

    assert "B is right too." in asked
    assert "The law says otherwise." in answered
    assert "Not accepted" in answered
    assert Message.objects.get(key__startswith="exams.appeal:").person == world["officer"]


def test_one_that_is_accepted_leads_to_the_key(client, world, exam, attempt):
    appeal = appeals.answer(put(attempt), True, "You are right.", world["organiser"], NOW())
    version = exam.paper.content["questions"][0]["version"]
    client.force_login(world["organiser"])

    page = client.get(theirs(appeal)).content.decode()

    assert reverse("exams:key_propose", kwargs={"pk": exam.pk, "version": version}) in page


def test_her_result_shows_where_she_may_object_and_what_became_of_it(client, world, attempt):
    client.force_login(world["officer"])
    address = reverse("exams:result", kwargs={"pk": attempt.pk})
    before = client.get(address).content.decode()
    put(attempt)
    after = client.get(address).content.decode()

    assert hers(attempt, 1) in before
    assert hers(attempt, 2) not in before
    assert "Waits for an answer" in after


def test_after_the_set_moment_none_is_taken(attempt):
    with pytest.raises(appeals.AppealRefused, match="not taken any more"):
        put(attempt, now=attempt.exam.appeals_until)


def test_before_the_results_none_is_taken(world):
    exam = an_exam(world, results_at=NOW() + DAY / 2)
    attempt = make.handed_in(exam, world["officer"], {1: "b"}, now=exam.opens_at)

    with pytest.raises(appeals.AppealRefused, match="not taken"):
        put(attempt)


def test_questions_that_are_kept_secret_are_not_objected_to(client, world):
    exam = an_exam(world, to_be_reused=True)
    attempt = make.handed_in(exam, world["officer"], {1: "b"}, now=exam.opens_at)
    client.force_login(world["officer"])

    assert client.get(hers(attempt)).status_code == 404


def test_a_question_with_all_its_points_is_not_objected_to(attempt):
    with pytest.raises(appeals.AppealRefused, match="all the points"):
        put(attempt, slot=2)


def test_a_question_is_objected_to_once(client, world, attempt):
    put(attempt)
    client.force_login(world["officer"])

    client.post(hers(attempt), {"text": "Again."})

    assert Appeal.objects.get().text == "B is right too."


def test_an_answer_is_given_once(world, attempt):
    appeal = put(attempt)
    appeals.answer(appeal, False, "No.", world["organiser"], NOW())

    with pytest.raises(appeals.AppealRefused, match="answered already"):
        appeals.answer(appeal, True, "Yes.", world["organiser"], NOW())


def test_nobody_answers_her_own(world, exam):
    called = make.person("organiser", world.county)
    attempt = make.handed_in(exam, called, {1: "b"}, now=exam.opens_at)

    with pytest.raises(appeals.AppealRefused, match="Others answer"):
        appeals.answer(put(attempt), True, "Yes.", called, NOW())


def test_the_database_wants_an_answer_with_a_decision(world, attempt):
    appeal = put(attempt)

    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            decided_by=world["organiser"], decided_at=NOW(), accepted=True
        )


def test_an_answer_without_words_is_not_sent(client, world, attempt):
    appeal = put(attempt)
    client.force_login(world["organiser"])

    page = text_of(client.post(theirs(appeal), {"accepted": "1", "answer": " "}))

    assert "Your answer, with the reason" in page
    assert Appeal.objects.get().is_pending


def test_looking_changes_nothing(client, world, attempt):
    appeal = put(attempt)
    client.force_login(world["organiser"])

    client.get(theirs(appeal))

    assert Appeal.objects.get().is_pending


def test_it_is_on_the_organisers_day(world, exam, attempt):
    put(attempt)

    items = agenda(world["organiser"], today())

    [item] = [item for item in items if item.title == "1 objection to answer"]
    assert item.url == reverse("exams:exam_appeals", kwargs={"pk": exam.pk})


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client, world, exam, people, django_assert_num_queries
):
    for _number in range(people):
        called = make.person("information_officer", world.village)
        put(make.handed_in(exam, called, {1: "b"}, now=exam.opens_at))
    client.force_login(world["organiser"])
    address = reverse("exams:exam_appeals", kwargs={"pk": exam.pk})
    client.get(address)

    with django_assert_num_queries(8):
        client.get(address)
