from datetime import date, time

import pytest
from django.db import IntegrityError

from courses import indicators
from courses.blocks import LessonBlock
from courses.demo import build
from courses.models import Enrolment, Session
from organisation.demo import build as invent
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"ends": time(9)},
        {"room": None, "live": False},
        {"points_connected": 3},
        {"questions_asked": 1, "questions_answered": 2},
    ],
    ids=lambda fields: ", ".join(fields),
)
def test_the_database_refuses_a_session_that_cannot_be(fields):
    with pytest.raises(IntegrityError):
        make.session(**fields)


def test_the_database_refuses_a_second_person_at_a_computer():
    place = make.enrolment(make.session())
    other = make.trainee()

    with pytest.raises(IntegrityError):
        Enrolment.objects.create(
            session=place.session, person=other, unit=place.unit, computer=place.computer
        )


def test_the_database_refuses_a_person_twice_in_a_session():
    place = make.enrolment(make.session())

    with pytest.raises(IntegrityError):
        Enrolment.objects.create(session=place.session, person=place.person, unit=place.unit)


def test_the_database_refuses_a_term_that_ends_before_it_starts():
    with pytest.raises(IntegrityError):
        make.term(ends_on=date(2026, 9, 1))


def test_places_are_the_working_computers_and_free_those_nobody_chose():
    session = make.session(computers=4)
    session.room.computers.filter(number=4).update(works=False)
    make.enrolment(session)
    make.enrolment(make.session(room=session.room, day=date(2030, 6, 2)))

    found = Session.objects.with_places().get(pk=session.pk)

    assert (found.capacity, found.free) == (3, 2)


def test_every_block_of_a_lesson_says_what_it_is():
    for name, block in LessonBlock().child_blocks.items():
        shown = block.render(block.get_preview_value())

        assert (name, bool(shown.strip())) == (name, True)
        assert (name, bool(block.get_description())) == (name, True)


def test_the_demo_county_has_a_year_of_courses():
    demo, _passwords = invent(seed=1, day=date(2026, 8, 16), scale="small")

    build(demo)

    figures = indicators.townships_two_days(demo.townships, Month(2026, 6))
    met = sum(figure.value for figure in figures.values())
    assert 12 <= met <= 18
    next_one = Session.objects.of(demo.accounts["trainee"]).from_day(demo.day).first()
    assert next_one.day == date(2026, 8, 17)
    assert (
        Session.objects.attended_to_by(demo.accounts["operator"])
        .waiting_for_attendance(demo.day)
        .exists()
    )
