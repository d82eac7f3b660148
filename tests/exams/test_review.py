"""From draft to use: what one person writes another one checks."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from exams.models import Question, Version
from exams.services import banks, papers, reviewing
from tests import make

pytestmark = pytest.mark.django_db
State = Question.State


@pytest.fixture
def people():
    return make.person("organiser"), make.person("organiser")


def draft(author=None, bank=None):
    return banks.create(bank or make.bank(), make.parsed_question(), author)


def go(question, person, *states):
    for state in states:
        reviewing.bring_one(question, state, person)
        question.refresh_from_db()
    return question


def test_a_second_person_checks_and_it_is_kept_who_and_when(people):
    author, other = people
    question = go(draft(author), other, State.CHECKED, State.IN_USE)

    assert (question.state, question.checked_by) == (State.IN_USE, other)
    assert question.checked_at is not None
    assert list(question.steps.values_list("state", "by")) == [
        ("checked", other.pk),
        ("in_use", other.pk),
    ]


def test_nobody_checks_what_she_wrote(people):
    question = draft(people[0])

    with pytest.raises(reviewing.ReviewRefused, match="Somebody else has to check it"):
        reviewing.bring_one(question, State.CHECKED, people[0])

    question.refresh_from_db()
    assert question.state == State.DRAFT


def test_the_database_refuses_a_check_by_the_author(people):
    question = draft(people[0])
    question.checked_by, question.checked_at = people[0], timezone.now()

    with pytest.raises(IntegrityError):
        question.save()


def test_a_draft_is_not_put_in_use_unchecked_also_by_way_of_retiring(people):
    question = draft(people[0])

    with pytest.raises(reviewing.ReviewRefused):
        reviewing.bring_one(question, State.IN_USE, people[1])
    go(question, people[1], State.RETIRED)
    with pytest.raises(reviewing.ReviewRefused):
        reviewing.bring_one(question, State.IN_USE, people[1])
    assert State.IN_USE not in reviewing.may_come_to(question, people[1])


def test_what_was_in_use_comes_back_after_retiring(people):
    question = go(draft(people[0]), people[1], State.CHECKED, State.IN_USE, State.RETIRED)

    assert go(question, people[1], State.IN_USE).state == State.IN_USE


def test_another_wording_is_a_draft_of_the_one_who_wrote_it(people):
    version = make.question()
    fresh = make.reworded(version, "Better?", by=people[0])

    question = fresh.question
    question.refresh_from_db()
    assert (question.state, question.author, question.checked_by) == ("draft", people[0], None)
    assert question.steps.get().state == "draft"


@pytest.mark.parametrize(("name", "after"), [("Good?", "Better?"), ("Mine", "Mine")])
def test_a_question_is_called_by_its_words_unless_it_has_a_name(name, after):
    version = make.question(text="Good?")
    Question.objects.update(name=name)

    make.reworded(Version.objects.get(pk=version.pk), "Better?")

    assert Question.objects.get().name == after


def test_the_same_wording_with_a_reason_stays_in_use():
    version = make.question(text="Same?")
    wanted = make.parsed_question(text="Same?", explanation="Because.")

    banks.reword(version.question, wanted)

    assert Question.objects.get().state == State.IN_USE


@pytest.mark.parametrize("state", ["draft", "checked", "retired"])
def test_only_what_is_in_use_is_drawn(people, state):
    bank = make.bank(questions=1)
    other = draft(people[0], bank)
    if state != "draft":
        go(other, people[1], state)

    assert [v.question_id for v in papers.available(bank)] == [bank.questions.first().pk]


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_a_paper_with_a_question_that_is_not_in_use_is_not_published(state):
    exam = make.exam(published=False)
    Question.objects.filter(versions__papers__slot=2).update(state=state, name="Second")

    with pytest.raises(papers.PaperRefused, match="take it off the paper: Second"):
        papers.publish(exam.paper, timezone.now())


def test_many_at_once_are_counted_by_what_became_of_them(people):
    bank = make.bank(questions=1)
    mine, theirs = draft(people[0], bank), draft(people[1], bank)

    brought = reviewing.bring(bank.questions.all(), State.CHECKED, people[0])

    assert brought == reviewing.Brought(done=1, own=1, unfit=1)
    states = dict(bank.questions.values_list("pk", "state"))
    assert (states[mine.pk], states[theirs.pk]) == ("draft", "checked")


def test_the_page_of_a_question_offers_what_she_may_do_and_does_it(client, world):
    question = draft(make.person("organiser"))
    client.force_login(world["organiser"])

    page = client.get(question.get_absolute_url()).content.decode()
    address = reverse("exams:question_review", kwargs={"pk": question.pk})
    answer = client.post(address, {"state": "checked"}, follow=True)

    assert 'value="checked"' in page
    assert 'value="in_use"' not in page
    assert "The state of the question is now: checked." in answer.content.decode()


def test_a_refusal_is_told_on_the_page(client, world):
    question = draft(world["organiser"])
    client.force_login(world["organiser"])

    address = reverse("exams:question_review", kwargs={"pk": question.pk})
    answer = client.post(address, {"state": "checked"}, follow=True)

    assert "Somebody else has to check it." in answer.content.decode()
    question.refresh_from_db()
    assert question.state == State.DRAFT


def test_a_state_that_is_none_is_a_404(client, world):
    question = draft()
    client.force_login(world["organiser"])

    address = reverse("exams:question_review", kwargs={"pk": question.pk})

    assert client.post(address, {"state": "secret"}).status_code == 404
