from datetime import date, time

import pytest

from courses.models import Session
from courses.services.holding import (
    PlanRefused,
    call_off,
    change_session,
    close_session,
    hold_session,
    open_session,
)
from inbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2030, 6, 1)


def plan(**fields):
    return {
        "day": DAY,
        "starts": time(9),
        "ends": time(11),
        "room": None,
        "live": True,
        "teacher": None,
        **fields,
    }


def test_a_session_is_held():
    room = make.room_with(2)

    session = hold_session(make.course(), **plan(room=room, live=False))

    assert (session.room, session.state) == (room, Session.State.OPEN)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends": time(9)}, "The end is before the beginning."),
        ({"live": False}, "Choose a room"),
    ],
)
def test_what_cannot_be_is_refused(fields, words):
    with pytest.raises(PlanRefused, match=words):
        hold_session(make.course(), **plan(**fields))

    assert not Session.objects.exists()


def test_a_room_without_a_working_computer_is_refused():
    with pytest.raises(PlanRefused, match="No computer works in that room."):
        hold_session(make.course(), **plan(room=make.room()))


def test_two_sessions_in_a_room_at_the_same_time_are_refused():
    first = make.session(make.course(title="Typing"))

    with pytest.raises(PlanRefused) as refusal:
        hold_session(make.course(), **plan(room=first.room, starts=time(11), ends=time(12)))

    words = "The room is taken 9:00–11:30 by Typing. Choose another time or room."
    assert str(refusal.value) == words


def test_one_session_may_follow_another_in_a_room():
    first = make.session()

    hold_session(make.course(), **plan(room=first.room, starts=first.ends, ends=time(13)))

    assert Session.objects.count() == 2


def test_a_room_is_free_when_the_session_in_it_is_called_off():
    first = make.session(state=Session.State.CANCELLED)

    hold_session(make.course(), **plan(room=first.room))

    assert Session.objects.going_on().count() == 1


def test_a_teacher_is_not_in_two_places():
    teacher = make.person()
    make.session(teacher=teacher)

    with pytest.raises(PlanRefused, match="The teacher has Registering a birth"):
        hold_session(make.course(), **plan(teacher=teacher))


def test_a_session_of_a_term_lies_in_it():
    course = make.course(term=make.term())

    with pytest.raises(PlanRefused, match="That day is not in Autumn term 2026."):
        hold_session(course, **plan())


def test_whoever_has_a_place_is_told_of_another_day():
    session = make.session()
    person = make.enrolment(session).person

    change_session(session, **plan(room=session.room, day=date(2030, 6, 2), live=False))

    message = Message.objects.get()
    assert (message.person, message.url) == (person, session.get_absolute_url())


def test_saving_a_session_unchanged_tells_nobody():
    session = make.session()
    make.enrolment(session)

    change_session(session, **plan(room=session.room, live=False, ends=session.ends))

    assert not Message.objects.exists()


def test_everybody_keeps_a_place_in_another_room():
    session = make.session(computers=3)
    make.enrolment(session)
    second = make.enrolment(session)
    room = make.room_with(2)

    change_session(session, **plan(room=room, live=False))

    second.refresh_from_db()
    assert (second.computer.room, second.computer.number) == (room, 2)


def test_a_room_with_too_few_computers_is_refused():
    session = make.session(computers=2)
    places = [make.enrolment(session), make.enrolment(session)]

    with pytest.raises(PlanRefused, match="2 people have a place."):
        change_session(session, **plan(room=make.room_with(1), live=False))

    places[0].refresh_from_db()
    assert places[0].computer.number == 1


def test_a_session_whose_attendance_was_taken_is_not_changed():
    session = make.session(taken=True)

    with pytest.raises(PlanRefused, match="Attendance was taken already."):
        change_session(session, **plan())


def test_enrolment_is_closed_and_opened_again():
    session = make.session()

    close_session(session)
    closed = Session.objects.get().state
    open_session(session)

    assert (closed, Session.objects.get().state) == ("closed", "open")


def test_a_session_called_off_is_not_opened_again():
    session = make.session(state=Session.State.CANCELLED)

    open_session(session)

    assert Session.objects.get().is_cancelled


def test_calling_off_tells_whoever_has_a_place_once():
    session = make.session()
    make.enrolment(session)
    call_off(session)

    with pytest.raises(PlanRefused, match="cannot be called off"):
        call_off(session)

    assert Message.objects.count() == 1
