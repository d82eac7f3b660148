from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from courses.models import Reading
from courses.services.reading import SALT, opening, record_reading
from tests import make

pytestmark = pytest.mark.django_db


def opened_ago(seconds, lesson, person):
    moment = timezone.now() - timedelta(seconds=seconds)
    return signing.dumps([lesson.pk, person.pk, moment.timestamp()], salt=SALT)


def test_the_time_since_opening_is_noted():
    lesson, person = make.lesson(), make.trainee()

    record_reading(person, lesson, opened_ago(90, lesson, person))

    reading = Reading.objects.get()
    assert 90 <= reading.seconds <= 92
    assert not reading.finished


def test_sent_twice_it_counts_once_and_the_end_stays_the_end():
    lesson, person = make.lesson(), make.trainee()
    record_reading(person, lesson, opened_ago(90, lesson, person), finished=True)

    record_reading(person, lesson, opened_ago(60, lesson, person))

    reading = Reading.objects.get()
    assert 90 <= reading.seconds <= 92
    assert reading.finished


def test_a_page_left_open_counts_no_more_than_twice_the_lesson():
    lesson, person = make.lesson(minutes=5), make.trainee()

    record_reading(person, lesson, opened_ago(7200, lesson, person))

    assert Reading.objects.get().seconds == 600


@pytest.mark.parametrize("mark", ["", "made up", "other person"])
def test_a_mark_that_is_not_hers_counts_nothing(mark):
    lesson, person = make.lesson(), make.trainee()
    if mark == "other person":
        mark = opening(lesson, make.trainee())

    assert record_reading(person, lesson, mark, finished=True) is None
    assert not Reading.objects.exists()
