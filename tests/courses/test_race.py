"""RELIABILITY.md F16: fifty people, one computer left."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.models import Enrolment, Session
from courses.services.enrolling import EnrolmentRefused, enrol_and_get_seat
from organisation.models import Person
from tests import make

RACERS = 50


def _race(session, computer=None):
    """What each of fifty threads is told, each on a connection of its own."""
    village = make.village()
    people = [make.trainee(village).pk for _one in range(RACERS)]
    start = Barrier(RACERS)

    def run(pk):
        try:
            person = Person.objects.get(pk=pk)
            start.wait(timeout=30)
            place = enrol_and_get_seat(person, Session.objects.get(pk=session.pk), computer)
            return f"computer {place.computer.number}"
        except EnrolmentRefused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        return list(pool.map(run, people))


@pytest.mark.django_db(transaction=True)
def test_fifty_racing_for_the_last_seat_leave_one_winner_and_49_told_so():
    session = make.session(computers=1)

    told = _race(session)

    assert sorted(told) == ["This session is full."] * (RACERS - 1) + ["computer 1"]
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_choosing_the_same_computer_leave_one_winner_and_49_told_so():
    session = make.session(computers=3)

    told = _race(session, session.room.computers.get(number=2))

    refused = "Computer 2 was just taken. 2 are left. Choose another one."
    assert sorted(told) == [refused] * (RACERS - 1) + ["computer 2"]
    assert Enrolment.objects.get().computer.number == 2
