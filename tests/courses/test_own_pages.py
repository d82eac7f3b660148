"""What the pages of learning say of a person's own sessions, exams and places."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Enrolment
from organisation.periods import Month, today
from tests import make

pytestmark = pytest.mark.django_db
YESTERDAY = today() - timedelta(1)


def url(name, pk=None):
    return reverse(f"courses:{name}", kwargs={"pk": pk} if pk is not None else None)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def trainee(client, world):
    client.force_login(world["officer"])
    return world["officer"]


@pytest.fixture
def operator(client, world):
    client.force_login(world["operator"])
    return world["operator"]


def test_a_session_that_was_missed_says_so(client, world, trainee):
    course = make.course(world.township)
    make.enrolment(
        make.session(course, day=date(2026, 8, 1), taken=True), trainee, attendance="absent"
    )
    make.enrolment(make.session(course, day=date(2026, 8, 2)), trainee)

    page = text_of(client.get(url("session_mine")))

    assert '<span class="tag warn">did not come</span>' in page
    assert '<span class="tag off">Over</span>' in page
    assert "Enrolled" not in page


def test_an_exam_stands_on_the_day_by_which_it_must_be_sat(client, world, trainee):
    exam = make.exam([world.township], title="Typing exam")
    month = str(Month.of(timezone.localdate(exam.closes_at)))

    page = text_of(client.get(reverse("courses:course_month", kwargs={"month": month})))

    assert reverse("exams:exam_detail", kwargs={"pk": exam.pk}) in page
    assert "Typing exam" in page


def test_the_places_of_learning_are_those_of_the_post(client, world):
    places = {}
    for who in ("officer", "organiser", "leader"):
        client.force_login(world[who])
        page = client.get(url("lesson_list"))
        places[who] = [place.title for place in page.context["places"]]

    assert places["officer"] == [
        "Schedule", "My sessions", "Lessons", "Exams", "Practice", "My learning",
    ]  # fmt: skip
    assert places["organiser"] == [
        "Schedule", "My sessions", "Lessons", "Plan", "Exams of my units", "Question banks",
        "Papers",
    ]  # fmt: skip
    assert places["leader"] == ["Schedule", "My sessions", "Lessons"]


def test_those_not_marked_can_be_saved_as_having_come(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    away, came = make.enrolment(session), make.enrolment(session)

    client.post(url("attendance_list", session.pk), {f"place-{away.pk}": "absent", "rest": "1"})

    marks = dict(Enrolment.objects.values_list("pk", "attendance"))
    assert marks == {away.pk: "absent", came.pk: "present"}
