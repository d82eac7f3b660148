from datetime import date

import pytest

from courses.models import Enrolment
from courses.services.attending import (
    AttendanceRefused,
    add_walk_in,
    record_live_figures,
    take_attendance,
)
from ledger.models import Entry
from tests import make

pytestmark = pytest.mark.django_db
PAST = date(2026, 8, 1)


def test_attendance_is_taken_by_somebody_and_logged():
    session, teacher = make.session(day=PAST), make.person()
    came, away = make.enrolment(session), make.enrolment(session)

    take_attendance(session, {came.pk: "present", away.pk: "absent"}, teacher)

    assert session.attendance_taken_by == teacher
    assert Enrolment.objects.present().get() == came
    assert Entry.objects.get().facts == {"session": session.pk, "came": 1, "listed": 2}


def test_everybody_is_marked_or_nothing_is_saved():
    session = make.session(day=PAST)
    marked, unmarked = make.enrolment(session), make.enrolment(session)

    with pytest.raises(AttendanceRefused, match=f"Not marked yet: {unmarked.person.name}."):
        take_attendance(session, {marked.pk: "present"}, make.person())

    assert not Enrolment.objects.present().exists()


def test_attendance_is_not_taken_before_the_day():
    with pytest.raises(AttendanceRefused, match="has not been held yet"):
        take_attendance(make.session(), {}, make.person())


def test_attendance_of_a_session_called_off_is_refused():
    with pytest.raises(AttendanceRefused, match="was called off"):
        take_attendance(make.session(day=PAST, state="cancelled"), {}, make.person())


def test_who_comes_without_a_place_gets_a_free_computer():
    session = make.session(day=PAST, computers=2)
    make.enrolment(session)

    assert add_walk_in(session, make.trainee()).computer.number == 2


def test_who_comes_when_all_are_taken_has_none_of_her_own():
    session = make.session(day=PAST, computers=1)
    make.enrolment(session)

    assert add_walk_in(session, make.trainee()).computer is None


def test_nobody_is_added_twice():
    session = make.session(day=PAST)
    person = make.enrolment(session).person

    with pytest.raises(AttendanceRefused, match="is on the list already"):
        add_walk_in(session, person)


def test_the_figures_of_a_live_session_are_kept():
    session = make.session(day=PAST, live=True)

    record_live_figures(session, 18, 20, 19)

    session.refresh_from_db()
    assert (session.points_connected, session.questions_answered) == (18, 19)


def test_no_more_is_answered_than_asked():
    with pytest.raises(AttendanceRefused, match="More questions were answered than asked."):
        record_live_figures(make.session(day=PAST, live=True), 18, 5, 6)


def test_a_session_in_a_room_has_no_live_figures():
    with pytest.raises(AttendanceRefused, match="was not live"):
        record_live_figures(make.session(day=PAST), 1, 1, 1)
