"""Every list asks the database as often for three rows as for one."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.agenda import agenda
from courses.services.feeding import calendar_of
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
HOURS = [(time(8), time(9)), (time(9), time(10)), (time(10), time(11))]


def populate(world, start, count):
    """`count` sessions of each kind of list, with a place, a lesson and an absence in each."""
    for number in range(start, start + count):
        starts, ends = HOURS[number]
        course = make.course(world.township)
        coming = make.session(course, starts=starts, ends=ends, teacher=world["instructor"])
        make.enrolment(coming, world["officer"])
        make.enrolment(coming, make.trainee(world.village))
        past = {"day": date(2026, 8, 1), "starts": starts, "ends": ends}
        missed = make.session(course, taken=True, **past)
        make.enrolment(missed, world["officer"], attendance="absent")
        make.session(course, day=today(), starts=starts, ends=ends)
        make.lesson(course)


def queries(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


PAGES = [
    ("officer", "course_month", {"month": "2030-06"}, ""),
    ("officer", "session_mine", {}, ""),
    ("officer", "lesson_list", {}, ""),
    ("operator", "plan_list", {}, ""),
    ("operator", "absence_list", {}, "?month=2026-08"),
    ("supervisor", "attendance_summary", {}, "?month=2026-08"),
]


@pytest.mark.parametrize(("actor", "name", "kwargs", "query"), PAGES, ids=lambda value: str(value))
def test_a_list_asks_as_often_for_three_rows_as_for_one(client, world, actor, name, kwargs, query):
    address = reverse(f"courses:{name}", kwargs=kwargs) + query
    client.force_login(world[actor])
    populate(world, 0, 1)
    client.get(address)
    for_one = queries(lambda: client.get(address))
    populate(world, 1, 2)

    assert queries(lambda: client.get(address)) == for_one


def places(world, session, count):
    for _one in range(count):
        make.enrolment(session, make.trainee(world.village))


@pytest.mark.parametrize("name", ["session_detail", "attendance_list", "session_sheet"])
def test_a_session_asks_as_often_for_three_places_as_for_one(client, world, name):
    session = make.session(make.course(world.township), computers=5, day=today())
    address = reverse(f"courses:{name}", kwargs={"pk": session.pk})
    client.force_login(world["operator"])
    places(world, session, 1)
    client.get(address)
    for_one = queries(lambda: client.get(address))
    places(world, session, 2)

    assert queries(lambda: client.get(address)) == for_one


def test_a_course_asks_as_often_for_three_sessions_as_for_one(client, world):
    course = make.course(world.township)
    address = course.get_absolute_url()
    client.force_login(world["officer"])
    make.session(course)
    make.lesson(course)
    client.get(address)
    for_one = queries(lambda: client.get(address))
    for _more in range(2):
        make.session(course)
        make.lesson(course)

    assert queries(lambda: client.get(address)) == for_one


@pytest.mark.parametrize("actor", ["officer", "operator", "instructor"])
def test_the_agenda_asks_as_often_for_three_sessions_as_for_one(world, actor):
    populate(world, 0, 1)
    for_one = queries(lambda: agenda(world[actor], today()))
    populate(world, 1, 2)

    assert queries(lambda: agenda(world[actor], today())) == for_one


def test_the_feed_takes_a_query_for_sessions_and_one_for_exams(world, django_assert_num_queries):
    populate(world, 0, 3)

    with django_assert_num_queries(2):
        calendar_of(world["officer"], "Learn")
