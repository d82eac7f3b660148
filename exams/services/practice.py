"""Practising: an answer, a hint, what an exam leaves in the wrong-answer book."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from fsrs import Rating

from exams import marking, papers, reviews
from exams.models import Card, Exam, MasteredTopic, Paper, PracticeAnswer, Score
from exams.practice import scheduling, wrong_book
from exams.services import offered, standings
from ledger import jobs, log

SLOT = 1
BATCH = 500


class PracticeRefused(Exception):
    """Its message may be shown to the person who asked."""


def content_of(version):
    """A question by itself, in the form in which papers are shown and marked."""
    options = version.options.all()
    return papers.content_of(Paper.Rule.EXACT, [(SLOT, Decimal(1), version, options)])


def with_answers(versions):
    """Wordings with all that `content_of` reads."""
    return versions.select_related("question", "picture").prefetch_related("options__picture")


def is_right(version, value):
    """All of it; a half answer is to be practised again."""
    sheet = marking.mark(content_of(version), {SLOT: value})
    return sheet.marks[0].right


@transaction.atomic
def answer(person, version, value, *, turn, mode, now, attempt=None):
    """Keeps an answer and what follows from it. The same turn again is the answer it was."""
    question, day = version.question, timezone.localdate(now)
    card = _locked(person, question)
    if turn <= card.answers:
        return card.given.get(number=turn)
    refuse(person, question, attempt, now)
    if attempt is not None and card.exam_id != attempt.exam_id:
        _enter(card, attempt.exam, day)
    right, hinted = is_right(version, value), card.hinted == card.turn
    given = PracticeAnswer.objects.create(
        card=card,
        number=card.turn,
        version=version,
        attempt=attempt,
        mode=mode,
        value=list(value),
        right=right,
        hinted=hinted,
        was_due=card.due_on is not None and card.due_on <= day,
        on=day,
        at=now,
    )
    rating = scheduling.rating_of(right, hinted)
    card.remember(scheduling.reviewed(card.state, rating, day, question.pk))
    card.put(
        wrong_book.after_right(card.place, day, hinted)
        if right
        else wrong_book.after_wrong(card.place, day)
    )
    card.answers, card.last_on = card.turn, day
    card.save()
    if right and not hinted:
        _note_mastery(person, question.topic_id, day, now)
    return given


def _locked(person, question):
    card, _new = Card.objects.get_or_create(person=person, question=question)
    return Card.objects.select_for_update().get(pk=card.pk)


def refuse(person, question, attempt, now):
    """Neither shown nor marked unless it is for her, now."""
    free = offered.may_practise(person, question, now)
    if not free and (attempt is None or question.pk not in offered.missed(attempt, now)):
        raise not_now()


def not_now():
    return PracticeRefused(_("This question is not practised at the moment. Take another one."))


def _note_mastery(person, topic, day, now):
    standing = standings.of_topics(person, now, [topic]).get(topic) if topic else None
    if standing and standing.is_mastered:
        MasteredTopic.objects.get_or_create(person=person, topic_id=topic, defaults={"on": day})


@transaction.atomic
def take_hint(person, question, turn, now, attempt=None):
    """Her next answer counts as helped, even when the page is left and opened again."""
    refuse(person, question, attempt, now)
    card = _locked(person, question)
    if turn == card.turn and card.hinted != turn:
        card.hinted = turn
        card.save(update_fields=["hinted"])


@transaction.atomic
def take_back_leaving(card):
    """Into the wrong-answer book again; what is remembered of the question stays."""
    card = Card.objects.select_for_update().get(pk=card.pk)
    if card.left_on is not None:
        card.put(wrong_book.taken_back(card.place))
        card.save(update_fields=["entered_on", "left_on", "right_days", "last_right_on"])
    return card


@transaction.atomic
def collect(exam, now):
    """Puts what was wrong in an exam into the books of those who sat it. Repeatable.

    After a marking anew, what turned out to be right leaves them again, unless it was practised.
    """
    if not Exam.objects.filter(pk=exam.pk).exclude(pk__in=Exam.objects.holding_back(now)).exists():
        return
    day, missed = timezone.localdate(now), _missed_by_person(exam)
    _take_out(exam, missed)
    numbers = set().union(*missed.values())
    cards = Card.objects.filter(person__in=missed, question__in=numbers)
    there = {(card.person_id, card.question_id): card for card in cards}
    wanted = [(person, question) for person, some in missed.items() for question in some]
    new = [Card(person_id=p, question_id=q) for p, q in wanted if (p, q) not in there]
    old = [there[pair] for pair in wanted if pair in there and there[pair].exam_id != exam.pk]
    for card in [*new, *old]:
        _enter(card, exam, day)
    Card.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    changed = ["state", "library", "due_on", "stability", "exam"]
    changed += ["entered_on", "left_on", "right_days", "last_right_on"]
    Card.objects.bulk_update(old, changed, batch_size=BATCH)


def _take_out(exam, missed):
    """Cards that are there only for this exam, of questions that were not missed after all."""
    untouched = Card.objects.in_book().filter(exam=exam, answers=0, person__in=missed)
    rows = untouched.values_list("pk", "person", "question")
    wrongly = [pk for pk, person, question in rows if question not in missed[person]]
    Card.objects.filter(pk__in=wrongly).delete()


def _missed_by_person(exam):
    """Person → questions, of her last sitting."""
    scores = Score.objects.counting().filter(attempt__exam=exam)
    scores = scores.select_related("attempt__exam__paper").order_by("attempt__number")
    return {score.attempt.person_id: reviews.missed(score) for score in scores}


def _enter(card, exam, day):
    memory = scheduling.reviewed(card.state, Rating.Again, day, card.question_id)
    card.remember(memory)
    card.put(wrong_book.after_wrong(card.place, day))
    card.exam = exam


@transaction.atomic
def set_free(exam, person, now):
    """The questions of a finished exam are not kept for another one any longer."""
    if not exam.results_are_out(now):
        raise PracticeRefused(_("That is possible when the results are out."))
    kept = Exam.objects.filter(pk=exam.pk, to_be_reused=True).update(to_be_reused=False)
    if kept:
        log.append(f"exam/{exam.pk}", "set questions free", person)
        key = f"exams.set_free:{exam.pk}"
        jobs.enqueue("exams.tasks.collect_wrong_answers", exam.pk, key=key)
