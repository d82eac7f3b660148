"""What an answer changes, and what never gets into practice."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ
from fsrs import Rating

from exams import tasks
from exams.models import Card, Exam, MasteredTopic, PracticeAnswer, Question
from exams.practice import scheduling
from exams.services import offered, practice, trails
from exams.services.exams import announce_due
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MODE = PracticeAnswer.Mode.DAILY


@pytest.fixture
def learner():
    return make.person(Post.Kind.INFORMATION_OFFICER)


def answer(person, version, value=("a",), turn=1, **more):
    more = {"mode": MODE, "now": timezone.now(), **more}
    return practice.answer(person, version, value, turn=turn, **more)


def over(units=None, **fields):
    """An exam whose results have been out since yesterday."""
    return make.exam(units, at=timezone.now() - 2 * DAY, **fields)


def sat(exam, person, answers):
    return make.handed_in(exam, person, answers, now=exam.opens_at + timedelta(minutes=5))


def test_a_right_answer_is_scheduled_as_good(learner):
    version = make.practice_question()

    given = answer(learner, version)

    good = scheduling.reviewed("", Rating.Good, today(), version.question_id)
    assert given.right
    assert (given.card.state, given.card.due_on) == (good.state, good.due_on)
    assert given.card.library == "6.3.2"


def test_a_right_answer_after_a_hint_is_scheduled_as_hard(learner):
    version = make.practice_question()

    given = make.practice_answer(learner, version, hint=True)

    hard = scheduling.reviewed("", Rating.Hard, today(), version.question_id)
    assert given.hinted
    assert given.card.state == hard.state


def test_a_wrong_answer_comes_again_tomorrow_and_enters_the_book(learner):
    given = answer(learner, make.practice_question(), ("b",))

    assert not given.right
    assert given.card.due_on == today() + DAY
    assert given.card.place.is_in


def test_to_say_that_one_does_not_know_is_a_wrong_answer(learner):
    assert not answer(learner, make.practice_question(), ()).right


def test_the_same_post_again_is_the_answer_it_was(learner):
    version = make.practice_question()
    first = answer(learner, version, ("a",))
    state = first.card.state

    again = answer(learner, version, ("b",))

    assert again == first
    assert Card.objects.get().state == state
    assert PracticeAnswer.objects.count() == 1


def test_a_hint_belongs_to_one_answer(learner):
    version = make.practice_question()
    make.practice_answer(learner, version, hint=True)

    assert not make.practice_answer(learner, version).hinted


@pytest.mark.parametrize("type_", ["shortanswer", "fill", "numerical", "matching", "ordering"])
def test_what_is_typed_matched_or_put_in_order_is_marked_by_the_marking_of_exams(learner, type_):
    version = make.question_of(type_)
    Question.objects.filter(pk=version.question_id).update(
        may_be_practised=True, state=Question.State.IN_USE
    )
    right = {
        "shortanswer": ["1:red"],
        "fill": ["1:rosy", "2:2"],
        "numerical": ["1:3.2"],
        "matching": ["1:1", "2:3"],
        "ordering": ["1:3", "2:1", "3:2"],
    }

    assert answer(learner, version, right[type_]).right


def test_half_an_answer_is_not_right(learner):
    version = make.question_of("multiple")
    Question.objects.update(may_be_practised=True, state=Question.State.IN_USE)

    assert not answer(learner, version, ("a",)).right
    assert answer(learner, version, ("a", "b"), turn=2).right


def test_after_right_answers_on_two_days_a_question_leaves_and_keeps_its_memory(learner):
    version = make.practice_question()
    make.practice_answer(learner, version, ("b",), days_ago=2)
    make.practice_answer(learner, version, days_ago=1)

    card = make.practice_answer(learner, version).card

    assert card.left_on == today()
    assert card.due_on > today() + DAY


def test_leaving_can_be_taken_back_without_forgetting(learner):
    version = make.practice_question()
    make.practice_answer(learner, version, ("b",), days_ago=2)
    make.practice_answer(learner, version, days_ago=1)
    card = make.practice_answer(learner, version).card

    back = practice.take_back_leaving(card)

    assert back.place.is_in
    assert back.state == card.state


@pytest.mark.parametrize("field", ["may_be_practised", "state"])
def test_only_questions_in_use_that_were_set_free_are_practised(learner, field):
    version = make.practice_question()
    closed = {"may_be_practised": False, "state": Question.State.RETIRED}[field]
    Question.objects.update(**{field: closed})

    with pytest.raises(practice.PracticeRefused, match="not practised at the moment"):
        answer(learner, version)

    assert not Card.objects.exists()


def test_no_question_of_an_open_exam_is_practised(learner):
    version = make.practice_question()
    make.exam(bank_=version.bank)

    with pytest.raises(practice.PracticeRefused):
        answer(learner, version)


def test_no_question_of_an_exam_that_is_planned_is_practised(learner):
    version = make.practice_question()
    make.exam(bank_=version.bank, published=False, at=timezone.now() + 5 * DAY)

    assert not offered.questions(learner, timezone.now()).exists()


def test_no_question_of_an_exam_to_be_used_again_is_practised(learner):
    version = make.practice_question()
    over(bank_=version.bank, to_be_reused=True)

    assert not offered.questions(learner, timezone.now()).exists()


def test_a_bank_of_another_township_is_not_practised(learner):
    version = make.practice_question()
    version.bank.unit = make.township()
    version.bank.save()

    assert not offered.questions(learner, timezone.now()).exists()


def test_what_was_wrong_in_an_exam_enters_the_book_when_results_are_out(learner):
    exam = over(questions=3)
    sat(exam, learner, {1: "a", 2: "b"})

    practice.collect(exam, timezone.now())

    cards = Card.objects.of(learner).in_book()
    assert cards.count() == 2
    assert {card.due_on for card in cards} == {today() + DAY}
    assert {card.exam for card in cards} == {exam}


def test_a_rehearsal_that_is_over_counts_as_practice_for_the_book(learner):
    exam = over(questions=1, kind="practice")
    sat(exam, learner, {1: "b"})

    practice.collect(exam, timezone.now())

    assert Card.objects.of(learner).in_book().get().exam == exam


def test_the_clock_has_wrong_answers_collected_when_it_announces_results(learner):
    exam = over(questions=1)
    sat(exam, learner, {1: "b"})

    announce_due()

    assert f"exams.wrong:{exam.pk}" in [job.name() for job in OrmQ.objects.all()]
    tasks.collect_wrong_answers(exam.pk)
    assert Card.objects.of(learner).in_book().count() == 1


def test_collecting_twice_changes_nothing(learner):
    exam = over(questions=1)
    sat(exam, learner, {1: "b"})
    practice.collect(exam, timezone.now())
    before = Card.objects.values().get()

    practice.collect(exam, timezone.now() + DAY)

    assert Card.objects.values().get() == before


def test_before_results_are_out_nothing_is_collected(learner):
    exam = make.exam(questions=1)
    make.handed_in(exam, learner, {1: "b"})

    practice.collect(exam, timezone.now())

    assert not Card.objects.exists()


def test_an_exam_to_be_used_again_leaves_nothing_until_its_questions_are_set_free(learner):
    exam = over(questions=1, to_be_reused=True)
    sat(exam, learner, {1: "b"})
    practice.collect(exam, timezone.now())
    kept = Card.objects.count()

    practice.set_free(exam, None, timezone.now())
    practice.collect(Exam.objects.get(), timezone.now())

    assert (kept, Card.objects.count()) == (0, 1)
    assert f"exams.set_free:{exam.pk}" in [job.name() for job in OrmQ.objects.all()]


def test_a_question_from_an_exam_may_be_practised_though_no_author_set_it_free(learner):
    exam = over(questions=1)
    sat(exam, learner, {1: "b"})
    practice.collect(exam, timezone.now())
    version = Card.objects.get().question.versions.get()

    assert answer(learner, version).right


def test_what_was_wrong_can_be_practised_at_once_from_the_result(learner):
    exam = over(questions=2)
    attempt = sat(exam, learner, {1: "b", 2: "a"})

    left = trails.next_missed(learner, attempt, today(), timezone.now())

    assert left.left == 1


def test_practising_an_exam_at_once_puts_the_question_into_the_book_first(learner):
    exam = over(questions=1)
    attempt = sat(exam, learner, {1: "b"})
    version = exam.paper.questions.get().version

    card = answer(learner, version, mode=PracticeAnswer.Mode.EXAM, attempt=attempt).card
    practice.collect(exam, timezone.now())

    card.refresh_from_db()
    assert card.place.is_in
    assert card.right_days == 1


def test_a_topic_is_mastered_by_seven_different_questions_on_two_days(learner):
    bank = make.bank()
    for number in range(7):
        version = make.practice_question(bank, topic="Typing")
        make.practice_answer(learner, version, days_ago=1 if number < 4 else 0)

    mastered = MasteredTopic.objects.get()

    assert (mastered.person, mastered.topic.name, mastered.on) == (learner, "Typing", today())


def test_one_question_seven_times_masters_nothing(learner):
    bank = make.bank()
    versions = [make.practice_question(bank, topic="Typing") for _number in range(7)]
    for days in range(7):
        make.practice_answer(learner, versions[0], days_ago=7 - days)

    assert not MasteredTopic.objects.exists()
