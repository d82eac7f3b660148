"""Questions that may be practised, and cards in a wrong-answer book."""

from datetime import timedelta

from django.utils import timezone

from exams.models import Card, PracticeAnswer, Question, Topic
from exams.services import practice
from tests.make.exams import question
from tests.make.organisation import person as make_person

__all__ = ["practice_answer", "practice_question", "wrong_card"]


def practice_question(bank_=None, topic=None, **fields):
    """The wording of a question that its author set free; "a" is right."""
    version = question(bank_, **fields)
    if topic:
        topic, _new = Topic.objects.get_or_create(bank=version.bank, name=topic)
    Question.objects.filter(pk=version.question_id).update(
        may_be_practised=True, state=Question.State.IN_USE, topic=topic
    )
    version.question.refresh_from_db()
    return version


def practice_answer(person=None, version=None, value=("a",), *, days_ago=0, hint=False, **more):
    """As if it had been given that many days ago."""
    person = person or make_person("information_officer")
    version = version or practice_question()
    now = timezone.now() - timedelta(days=days_ago)
    card = Card.objects.filter(person=person, question=version.question).first()
    turn = card.turn if card else 1
    if hint:
        practice.take_hint(person, version.question, turn, now)
    more.setdefault("mode", PracticeAnswer.Mode.DAILY)
    return practice.answer(person, version, value, turn=turn, now=now, **more)


def wrong_card(person=None, version=None, *, days_ago=1):
    """In the wrong-answer book since that day."""
    return practice_answer(person, version, ("b",), days_ago=days_ago).card
