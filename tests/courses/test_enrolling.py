from datetime import date, time, timedelta

import pytest

from courses.models import Enrolment, Session
from courses.services.enrolling import EnrolmentRefused, cancel, enrol_and_get_seat
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


def test_the_first_free_computer_is_given():
    session = make.session(computers=2)
    make.enrolment(session)

    place = enrol_and_get_seat(make.trainee(), session)

    assert place.computer.number == 2


def test_a_computer_out_of_order_is_no_place():
    session = make.session(computers=1)
    session.room.computers.update(works=False)

    with pytest.raises(EnrolmentRefused, match="This session is full."):
        enrol_and_get_seat(make.trainee(), session)


def test_a_computer_can_be_chosen():
    session = make.session(computers=3)
    third = session.room.computers.get(number=3)

    assert enrol_and_get_seat(make.trainee(), session, third).computer == third


def test_a_taken_computer_is_refused_with_how_many_are_left():
    session = make.session(computers=3)
    taken = make.enrolment(session).computer

    with pytest.raises(EnrolmentRefused) as refusal:
        enrol_and_get_seat(make.trainee(), session, taken)

    words = "Computer 1 was just taken. 2 are left. Choose another one."
    assert str(refusal.value) == words


def test_a_computer_of_another_room_is_refused():
    session, elsewhere = make.session(), make.computer()

    with pytest.raises(EnrolmentRefused, match="was just taken"):
        enrol_and_get_seat(make.trainee(), session, elsewhere)


def test_the_unit_of_the_trainee_is_kept_with_her_place():
    village = make.village()

    place = enrol_and_get_seat(make.trainee(village), make.session())

    assert place.unit == village


def test_a_live_session_without_a_room_has_a_place_for_everybody():
    place = enrol_and_get_seat(make.trainee(), make.session(live=True))

    assert place.computer is None


def test_nobody_enrols_twice():
    person, session = make.trainee(), make.session()
    enrol_and_get_seat(person, session)

    with pytest.raises(EnrolmentRefused, match="You already have a place in this session."):
        enrol_and_get_seat(person, session)


def test_nobody_is_in_two_sessions_at_the_same_time():
    person, session = make.trainee(), make.session()
    enrol_and_get_seat(person, session)
    overlapping = make.session(starts=time(11), ends=time(12))

    with pytest.raises(EnrolmentRefused, match="You have another session at that time"):
        enrol_and_get_seat(person, overlapping)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": Session.State.CLOSED}, "Enrolment is closed."),
        ({"state": Session.State.CANCELLED}, "This session was called off."),
        ({"day": date(2020, 1, 1)}, "This session is over."),
    ],
)
def test_a_session_that_is_not_open_is_refused(fields, words):
    with pytest.raises(EnrolmentRefused, match=words):
        enrol_and_get_seat(make.trainee(), make.session(**fields))


def test_a_finished_course_takes_nobody():
    session = make.session(make.course(state="closed"))

    with pytest.raises(EnrolmentRefused, match="Enrolment is closed."):
        enrol_and_get_seat(make.trainee(), session)


def test_a_place_given_back_is_free_for_another():
    person, session = make.trainee(), make.session(computers=1)
    enrol_and_get_seat(person, session)

    cancel(person, session)

    assert enrol_and_get_seat(make.trainee(), session).computer.number == 1


def test_cancelling_ends_the_day_before():
    session = make.session(day=today())
    person = make.enrolment(session).person

    with pytest.raises(EnrolmentRefused, match="until the day before"):
        cancel(person, session)

    assert Enrolment.objects.count() == 1


def test_cancelling_is_possible_on_the_day_before():
    session = make.session(day=today() + timedelta(1))
    person = make.enrolment(session).person

    cancel(person, session)

    assert not Enrolment.objects.exists()


def test_cancelling_without_a_place_is_refused():
    with pytest.raises(EnrolmentRefused, match="You have no place in this session."):
        cancel(make.trainee(), make.session())
