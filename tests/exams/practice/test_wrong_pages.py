"""The wrong-answer book on the screen, on paper, and in the counts of those who teach."""

import pytest
from django.urls import reverse

from exams.models import Card
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
BOOK = "exams:wrong_book"


def text_of(response):
    return " ".join(response.content.decode().split())


def page(client, name, **kwargs):
    return text_of(client.get(reverse(name, kwargs=kwargs)))


@pytest.fixture
def learner(client, world):
    client.force_login(world["officer"])
    return world["officer"]


def left_card(person, version=None):
    version = version or make.practice_question(text="Left question?")
    make.practice_answer(person, version, ("b",), days_ago=2)
    make.practice_answer(person, version, days_ago=1)
    return make.practice_answer(person, version).card


def test_the_book_shows_questions_with_their_answers(client, learner):
    make.wrong_card(learner, make.practice_question(text="What is red?", topic="Colours"))

    html = page(client, BOOK)

    assert "What is red?" in html
    assert "Colours" in html
    assert "<b>red</b>" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_book_takes_as_many_queries_for_one_as_for_three(
    client, learner, count, django_assert_num_queries
):
    for _number in range(count):
        make.wrong_card(learner, make.practice_question(topic="Colours"))

    with django_assert_num_queries(16):
        page(client, BOOK)


def test_the_book_of_somebody_else_is_not_shown(client, learner, world):
    make.wrong_card(world["officer.neighbour"], make.practice_question(text="What is red?"))

    assert "What is red?" not in page(client, BOOK)


def test_what_is_in_an_open_exam_is_counted_not_shown(client, learner):
    version = make.practice_question(text="What is red?")
    make.wrong_card(learner, version)
    make.exam(bank_=version.bank)

    html = page(client, BOOK)

    assert "What is red?" not in html
    assert "1 more question is not shown" in html


def test_what_has_left_is_shown_and_can_be_put_back(client, learner):
    card = left_card(learner)
    shown = page(client, BOOK)

    client.post(reverse("exams:card_take_back", kwargs={"pk": card.pk}))

    assert "Left question?" in shown
    assert "Right on two days, left on" in shown
    assert Card.objects.get().place.is_in


def test_leaving_is_said_where_it_happens(client, learner):
    version = make.practice_question()
    make.practice_answer(learner, version, ("b",), days_ago=2)
    make.practice_answer(learner, version, days_ago=1)

    url = reverse("exams:practise_wrong")
    form = {"version": version.pk, "turn": 3, "q1": "a"}
    html = text_of(client.post(url, form, follow=True))

    assert "Right on two days: the question has left your wrong-answer book." in html
    assert "Put it back" in html


def test_somebody_elses_card_is_not_put_back(client, learner, world):
    card = left_card(world["officer.neighbour"])

    answer = client.post(reverse("exams:card_take_back", kwargs={"pk": card.pk}))

    assert answer.status_code == 404
    assert Card.objects.get().left_on == today()


def test_on_paper_the_answers_come_after_the_questions(client, learner):
    version = make.practice_question(text="What is red?", options=("blood", "grass", "sky"))
    make.wrong_card(learner, version)

    questions, answers = page(client, "exams:wrong_book_print").split("new-sheet")

    assert "What is red?" in questions
    assert "grass" in questions
    assert "blood" in answers


def test_an_empty_book_says_so(client, learner):
    assert "No question is in the book." in page(client, BOOK)


def test_who_teaches_sees_counts_of_her_own_people(client, world):
    version = make.practice_question(topic="Colours")
    for actor in ("officer", "officer.neighbour", "officer.elsewhere"):
        make.wrong_card(world[actor], version)
    client.force_login(world["operator"])

    assert "2 questions, 2 people" in page(client, "exams:wrong_topics")


@pytest.mark.parametrize("count", [1, 3])
def test_the_counts_take_as_many_queries_for_one_as_for_three(
    client, world, count, django_assert_num_queries
):
    for number in range(count):
        make.wrong_card(world["officer"], make.practice_question(topic=f"Topic {number}"))
    client.force_login(world["operator"])

    with django_assert_num_queries(11):
        page(client, "exams:wrong_topics")


def test_names_stand_by_unit_not_by_number(client, world):
    bank = make.bank()
    first = make.practice_question(bank, topic="Colours")
    make.wrong_card(world["officer"], first)
    for version in (first, make.practice_question(bank, topic="Colours")):
        make.wrong_card(world["officer.neighbour"], version)
    client.force_login(world["operator"])

    html = page(client, "exams:wrong_topic", pk=first.question.topic_id)

    assert html.index(world["officer"].name) < html.index(world["officer.neighbour"].name)


def test_a_question_of_an_open_exam_is_not_read_by_who_teaches(client, world):
    version = make.practice_question(text="What is red?", topic="Colours")
    make.wrong_card(world["officer"], version)
    make.exam(bank_=version.bank)
    client.force_login(world["operator"])

    html = page(client, "exams:wrong_topic", pk=version.question.topic_id)

    assert "What is red?" not in html
    assert "These questions are in an exam at the moment." in html


def test_a_director_sees_no_names(client, world):
    version = make.practice_question(topic="Colours")
    make.wrong_card(world["officer"], version)
    client.force_login(make.person(Post.Kind.TOWNSHIP_DIRECTOR, world.township))

    url = reverse("exams:wrong_topic", kwargs={"pk": version.question.topic_id})
    assert client.get(url).status_code == 404
