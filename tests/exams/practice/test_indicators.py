from datetime import timedelta
from decimal import Decimal

import pytest

from exams.indicators import mastered, practised
from exams.models import MasteredTopic
from notices.tiles import ABOUT_PEOPLE, RANKED
from organisation.indicators import Figure
from organisation.periods import Month, today
from tests import make

pytestmark = pytest.mark.django_db
ONE, NONE = Decimal(1), Decimal(0)


def units(world):
    return [world.township, world.village, world.neighbour]


def test_those_who_practised_are_counted_of_those_called_to_learn(world):
    make.practice_answer(world["officer"])

    assert practised(units(world), Month.current()) == {
        world.township.pk: Figure(NONE, ONE),
        world.village.pk: Figure(ONE, ONE),
        world.neighbour.pk: Figure(NONE, ONE),
    }


def test_practice_of_another_month_does_not_count(world):
    make.practice_answer(world["officer"], days_ago=40)

    assert practised([world.village], Month.current()) == {world.village.pk: Figure(NONE, ONE)}


def test_a_topic_counts_from_the_month_in_which_it_was_mastered(world):
    topic = make.practice_question(topic="Typing").question.topic
    MasteredTopic.objects.create(person=world["officer"], topic=topic, on=today())

    before = Month.of(Month.current().first - timedelta(days=1))
    assert mastered([world.village], Month.current())[world.village.pk].value == 1
    assert mastered([world.village], before).get(world.village.pk, Figure(NONE)).value == 0


@pytest.mark.parametrize("measure", [practised, mastered])
def test_one_query_whatever_the_number_of_units(world, measure, django_assert_num_queries):
    with django_assert_num_queries(1):
        measure(units(world), Month.current())


def test_of_few_people_nothing_is_said_and_nobody_is_ranked():
    keys = {"exams.practised", "exams.mastered"}

    assert keys <= ABOUT_PEOPLE
    assert not keys & RANKED
