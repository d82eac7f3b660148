from datetime import date, timedelta

import pytest

from courses.agenda import agenda, menu
from organisation.agenda import Urgency
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 31)


def lines(person, urgency, day=DAY):
    return [(i.day, i.title, i.note) for i in agenda(person, day) if i.urgency == urgency]


def test_the_next_session_says_room_and_computer(world):
    session = make.session(make.course(world.township))
    make.enrolment(session, world["officer"])
    make.enrolment(make.session(day=date(2030, 6, 9)), world["officer"])

    note = f"{session.room}, computer 1"
    assert lines(world["officer"], Urgency.NEXT) == [(session.day, "Registering a birth", note)]


def test_a_session_called_off_is_not_the_next_one(world):
    make.enrolment(make.session(state="cancelled"), world["officer"])

    assert lines(world["officer"], Urgency.NEXT) == []


def test_a_teacher_is_reminded_of_what_she_teaches(world):
    session = make.session(teacher=world["instructor"])

    assert lines(world["instructor"], Urgency.NEXT) == [
        (session.day, "Registering a birth", str(session.room))
    ]


def test_lists_to_take_are_asked_of_those_who_keep_them(world):
    session = make.session(make.course(world.township), day=DAY - timedelta(1))
    expected = [(session.day, "Take attendance: Registering a birth", session.when)]

    assert lines(world["operator"], Urgency.TODAY) == expected
    assert lines(world["operator.elsewhere"], Urgency.TODAY) == []
    assert lines(world["officer"], Urgency.TODAY) == []


def test_a_taken_list_is_not_asked_for(world):
    make.session(make.course(world.township), day=DAY, taken=True)

    assert lines(world["operator"], Urgency.TODAY) == []


def test_open_sessions_are_one_line(world):
    make.session(make.course(world.township))
    make.session(make.course(world.county), day=date(2030, 6, 2))
    make.session(make.course(world.other_township))

    later = lines(world["officer"], Urgency.LATER)

    assert later == [(date(2030, 6, 1), "2 sessions are open for enrolment", "")]


def test_full_closed_and_own_sessions_are_not_offered(world):
    make.enrolment(make.session(computers=1))
    make.session(state="closed")
    make.enrolment(make.session(computers=2), world["officer"])

    assert lines(world["officer"], Urgency.LATER) == []


def test_who_is_no_trainee_is_offered_nothing(world):
    make.session()

    assert lines(world["leader"], Urgency.LATER) == []


@pytest.mark.parametrize(
    ("actor", "titles"),
    [
        ("officer", ["Schedule", "My sessions", "Lessons"]),
        ("instructor", ["Schedule", "My sessions", "Lessons", "Plan courses"]),
        ("supervisor", ["Schedule", "My sessions", "Lessons", "Attendance counts"]),
    ],
)
def test_the_menu_holds_the_places_of_a_post(world, actor, titles):
    assert [item.title for item in menu(world[actor])] == titles
