"""Certificates of passed exams: given once, following a marking anew, seen by those concerned."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from credentials import services as credentials
from credentials.models import Certificate
from exams import tasks
from exams.indicators import certificates as certificates_given
from exams.models import Exam
from exams.services import certificates, key_changes, makeups
from inbox.models import Message
from organisation.periods import Month, today
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now
RIGHT = {1: "a", 2: "a"}


@pytest.fixture
def exam(world):
    fields = {"questions": 2, "gives_certificates": True, "pass_percent": 100}
    return make.exam([world.township], at=NOW() - timedelta(days=1), **fields)


def url(name, exam, **more):
    return reverse(f"exams:{name}", kwargs={"pk": exam.pk, **more})


def text_of(response):
    return " ".join(response.content.decode().split())


def give(exam, actor):
    certificates.give_waiting(exam, actor, NOW())


def mark_anew(exam, key, world):
    version = exam.paper.content["questions"][0]["version"]
    change = key_changes.propose(
        exam, version, "key", {"right": [key]}, "See the law.", world["organiser"], NOW()
    )
    key_changes.decide(change, True, world["supervisor"], NOW())
    tasks.mark_again(change.pk)


def test_who_passed_gets_one_and_is_told(world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    make.handed_in(exam, world["officer.neighbour"], {1: "b"}, now=exam.opens_at)

    give(exam, world["organiser"])

    given = Certificate.objects.get()
    assert (given.person, given.kind, given.unit) == (world["officer"], "pass", exam.unit)
    assert exam.title in given.text
    assert world["officer"].name not in given.text
    assert Message.objects.get(person=world["officer"], url=given.get_absolute_url())


def test_given_twice_is_given_once(world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)

    give(exam, world["organiser"])
    give(exam, world["organiser"])

    assert Certificate.objects.count() == 1


def test_more_than_a_batch_are_given_one_batch_after_the_other(world, exam, monkeypatch):
    monkeypatch.setattr(certificates, "BATCH", 1)
    for name in ("officer", "officer.neighbour"):
        make.handed_in(exam, world[name], RIGHT, now=exam.opens_at)

    tasks.give_certificates(exam.pk, world["organiser"].pk)
    first = Certificate.objects.count()
    tasks.give_certificates(exam.pk, world["organiser"].pk)

    assert (first, Certificate.objects.count()) == (1, 2)


def test_none_is_given_before_the_results_are_out(client, world):
    exam = make.exam([world.township], questions=2, gives_certificates=True)
    make.handed_in(exam, world["officer"], RIGHT)
    client.force_login(world["organiser"])

    answer = client.post(url("certificates_give", exam), follow=True)

    assert "Certificates are given when the results are out." in text_of(answer)
    assert not Certificate.objects.exists()


def test_an_exam_without_certificates_has_no_page_for_them(client, world):
    exam = make.exam([world.township], at=NOW() - timedelta(days=1))
    client.force_login(world["organiser"])

    assert client.get(url("exam_certificates", exam)).status_code == 404


def test_a_rehearsal_gives_none(client, world):
    exam = make.exam([world.township], at=NOW() - timedelta(days=1), gives_certificates=True)
    makeup = makeups.makeup_for(exam, opens_at=NOW(), closes_at=NOW(), results_at=NOW())

    assert makeup.gives_certificates
    with pytest.raises(IntegrityError, match="rehearsal_gives_no"):
        Exam.objects.filter(pk=exam.pk).update(kind=Exam.Kind.PRACTICE)


def test_those_of_the_makeup_come_with_the_exam(world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    give(exam, world["organiser"])
    late = world["officer.neighbour"]
    makeups.note(exam, {late.pk: "ill"}, world["organiser"], NOW())
    makeup = make.exam(
        [world.township], kind="makeup", makeup_of=exam, gives_certificates=True, questions=2,
        at=NOW() - timedelta(hours=6),
    )  # fmt: skip
    make.handed_in(makeup, late, RIGHT, now=makeup.opens_at)

    give(exam, world["organiser"])

    given = Certificate.objects.get(person=late)
    assert Certificate.objects.count() == 2
    assert exam.title in given.text


def test_a_marking_anew_revokes_with_its_reason_and_tells(client, world, exam):
    attempt = make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    give(exam, world["organiser"])

    mark_anew(exam, "b", world)
    client.force_login(world["officer"])
    result = text_of(client.get(reverse("exams:result", kwargs={"pk": attempt.pk})))

    given = Certificate.objects.get()
    assert (given.stands, given.revoke_reason) == (False, "See the law.")
    assert f"Your certificate {given.number} is revoked: See the law." in result
    assert Message.objects.filter(person=world["officer"], body="See the law.").exists()


def test_who_passes_only_in_a_marking_anew_gets_hers(world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    make.handed_in(exam, world["officer.neighbour"], {1: "b", 2: "a"}, now=exam.opens_at)
    give(exam, world["organiser"])

    mark_anew(exam, "b", world)

    hers = Certificate.objects.get(person=world["officer.neighbour"])
    assert hers.stands
    assert Message.objects.get(url=hers.get_absolute_url()).body == "See the law."


def test_before_the_first_are_given_a_marking_anew_gives_none(world, exam):
    make.handed_in(exam, world["officer.neighbour"], {1: "b", 2: "a"}, now=exam.opens_at)

    mark_anew(exam, "b", world)

    assert not Certificate.objects.exists()


def test_what_was_revoked_by_hand_comes_back_only_by_an_act_of_its_own(client, world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    give(exam, world["organiser"])
    first = Certificate.objects.get()
    credentials.revoke(first, "A mistake.", world["organiser"])
    client.force_login(world["organiser"])

    give(exam, world["organiser"])
    before = Certificate.objects.count()
    again = url("certificate_again", exam, certificate=first.pk)
    client.post(again)
    twice = text_of(client.post(again, follow=True))

    assert (before, Certificate.objects.standing().count()) == (1, 1)
    assert "She has a certificate that stands, or has not passed." in twice


def test_the_organiser_gives_them_with_one_press(client, world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    client.force_login(world["organiser"])

    page = text_of(client.get(url("exam_certificates", exam)))
    answer = client.post(url("certificates_give", exam), follow=True)
    tasks.give_certificates(exam.pk, world["organiser"].pk)
    after = text_of(client.get(url("exam_certificates", exam)))
    nothing = client.post(url("certificates_give", exam), follow=True)

    assert "Give 1 certificate" in page
    assert "1 certificate is being given." in text_of(answer)
    assert "Passed 1, certificates given 1, still to be given 0." in after
    assert "All who passed have their certificate." in text_of(nothing)


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number(
    client, world, exam, people, django_assert_num_queries
):
    for _number in range(people):
        make.handed_in(exam, None, RIGHT, now=exam.opens_at)
    give(exam, world["organiser"])
    client.force_login(world["organiser"])
    client.get(url("exam_certificates", exam))

    with django_assert_num_queries(8):
        client.get(url("exam_certificates", exam))


def test_the_candidate_sees_what_is_coming_and_then_hers(client, world, exam):
    attempt = make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    client.force_login(world["officer"])
    address = reverse("exams:result", kwargs={"pk": attempt.pk})

    waiting = text_of(client.get(address))
    give(exam, world["organiser"])
    given = client.get(address)
    record = text_of(client.get(reverse("credentials:training_record")))

    certificate = Certificate.objects.get()
    assert "Your certificate is still to be given." in waiting
    assert f'href="{certificate.get_absolute_url()}"' in text_of(given)
    assert certificate.number in record


def test_the_notice_counts_them_where_people_serve(world, exam):
    make.handed_in(exam, world["officer"], RIGHT, now=exam.opens_at)
    give(exam, world["organiser"])
    credentials.issue(
        "pass", key="other", unit=exam.unit, title="x", text="y", person=world["officer"]
    )

    figures = certificates_given([world.village, world.county], Month.of(today()))

    assert {unit: figure.value for unit, figure in figures.items()} == {world.village.pk: 1}
