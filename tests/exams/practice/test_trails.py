"""Which question comes next in each way of practising."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exams.models import Card, PracticeAnswer
from exams.services import standings, trails
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return make.person(Post.Kind.INFORMATION_OFFICER)


@pytest.fixture
def bank():
    return make.bank()


def questions(bank, count, topic="Typing"):
    return [make.practice_question(bank, topic=topic) for _number in range(count)]


def numbers(versions):
    return [version.question_id for version in versions]


def test_a_first_day_brings_five_new_questions(learner, bank):
    questions(bank, 8)

    assert trails.next_today(learner, today(), timezone.now()).left == 5


def test_new_questions_come_from_several_topics(learner, bank):
    questions(bank, 6, "Typing")
    questions(bank, 6, "Sheets")

    day = trails.todays(learner, today(), timezone.now())

    assert len({item.topic for item in day[:2]}) == 2


def test_after_the_fifth_new_question_the_day_is_done(learner, bank):
    for version in questions(bank, 8)[:5]:
        make.practice_answer(learner, version)

    assert trails.next_today(learner, today(), timezone.now()).question is None


def test_what_is_due_comes_the_next_days(learner, bank):
    version = questions(bank, 1)[0]
    make.practice_answer(learner, version, ("b",), days_ago=1)

    assert trails.next_today(learner, today(), timezone.now()).question == version.question_id


def test_a_month_away_piles_up_no_more_than_thirty(learner, bank):
    for version in questions(bank, 33):
        make.practice_answer(learner, version, ("b",), days_ago=30)

    now = timezone.now()
    assert trails.next_today(learner, today(), now).left == 15
    assert trails.next_today(learner, today(), now, more=True).left == 30


def test_the_longest_due_and_least_remembered_come_first(learner, bank):
    later, weak, strong = questions(bank, 3)
    for version in (later, weak, strong):
        make.practice_answer(learner, version, days_ago=9)
    cards = Card.objects.filter(question__in=numbers([weak, strong]))
    cards.update(due_on=today() - timedelta(days=8))
    cards.filter(question=weak.question).update(stability=0.5)

    day = trails.todays(learner, today(), timezone.now())

    assert [item.question for item in day] == numbers([weak, strong, later])


def test_a_topic_brings_what_was_met_least(learner, bank):
    first, second = questions(bank, 2)
    make.practice_answer(learner, first, days_ago=3)
    topic = first.question.topic

    left = trails.next_of_topic(learner, topic, today(), timezone.now())

    assert (left.question, left.left) == (second.question_id, 2)


def test_a_topic_asks_each_question_once_a_day(learner, bank):
    version = questions(bank, 1)[0]
    make.practice_answer(learner, version)

    topic = version.question.topic
    assert trails.next_of_topic(learner, topic, today(), timezone.now()).question is None


def test_in_order_goes_on_where_it_stopped(learner, bank):
    first, second, third = questions(bank, 3)
    make.practice_answer(learner, third)
    make.practice_answer(learner, first, mode=PracticeAnswer.Mode.ORDER)

    left = trails.next_in_order(learner, bank, timezone.now())

    assert (left.question, left.left) == (second.question_id, 2)


def test_in_order_can_begin_anew(learner, bank):
    first, second = questions(bank, 2)
    make.practice_answer(learner, second, mode=PracticeAnswer.Mode.ORDER)

    assert trails.next_in_order(learner, bank, timezone.now()).question is None
    assert trails.next_in_order(learner, bank, timezone.now(), 0).question == first.question_id


def test_of_the_book_each_question_is_asked_once_a_day(learner, bank):
    first, second = questions(bank, 2)
    make.wrong_card(learner, first)
    make.wrong_card(learner, second, days_ago=0)

    left = trails.next_wrong(learner, today(), timezone.now())

    assert (left.question, left.left) == (first.question_id, 1)


def test_somebody_elses_cards_are_not_mine(learner, bank):
    make.wrong_card(make.person(Post.Kind.INFORMATION_OFFICER), questions(bank, 1)[0])

    assert trails.next_wrong(learner, today(), timezone.now()).left == 0


def test_the_standing_counts_different_questions_by_their_last_answer(learner, bank):
    first, second, third = questions(bank, 3)
    make.practice_answer(learner, first, ("b",), days_ago=2)
    make.practice_answer(learner, first, days_ago=1)
    make.practice_answer(learner, second, ("b",))
    make.practice_answer(learner, third, hint=True)

    standing = standings.of_topics(learner, timezone.now())[first.question.topic_id]

    assert (standing.right, standing.tried, standing.days, standing.there) == (1, 3, 3, 3)
