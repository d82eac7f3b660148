"""From draft to use: a question is checked by somebody who has not written it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.models import Question, ReviewStep

State = Question.State
CHUNK = 500
# state → those from which a question comes there
BEFORE = {
    State.DRAFT: (State.CHECKED, State.IN_USE, State.RETIRED),
    State.CHECKED: (State.DRAFT,),
    State.IN_USE: (State.CHECKED, State.RETIRED),
    State.RETIRED: (State.DRAFT, State.CHECKED, State.IN_USE),
}


class ReviewRefused(Exception):
    """Its message may be shown to the person who asked."""


@dataclass(frozen=True)
class Brought:
    done: int
    own: int = 0  # those she has written herself
    there: int = 0  # those that were there already
    unfit: int = 0  # those that do not come there from where they are


@transaction.atomic
def bring(questions, state, person):
    """Brings those of the questions that may to a state, and says how many of them stay."""
    places = dict(questions.order_by("pk").values_list("pk", "state"))
    keys = [key for key, place in places.items() if place != state]
    done = own = 0
    for start in range(0, len(keys), CHUNK):
        fit = list(_fit(keys[start : start + CHUNK], state))
        theirs = [q.pk for q in fit if state != State.CHECKED or q.author_id != person.pk]
        done, own = done + len(theirs), own + len(fit) - len(theirs)
        _write(theirs, state, person)
    return Brought(done, own, len(places) - len(keys), len(keys) - done - own)


def bring_one(question, state, person):
    """The same for a single question; what cannot be is refused in a sentence."""
    brought = bring(Question.objects.filter(pk=question.pk), state, person)
    if brought.own:
        raise ReviewRefused(_("You wrote this question. Somebody else has to check it."))
    if not brought.done:
        raise ReviewRefused(_("The question is no longer where it was. Look at it again."))


def may_come_to(question, person):
    """The states to which she may bring a question now."""
    fit = [state for state, before in BEFORE.items() if question.state in before]
    if question.author_id == person.pk:
        fit = [state for state in fit if state != State.CHECKED]
    if not question.checked_by_id and question.state == State.RETIRED:
        fit = [state for state in fit if state != State.IN_USE]
    return fit


def begin_anew(question, author):
    """Its wording is another one: nobody has checked that yet."""
    was = question.state
    question.state, question.author = State.DRAFT, author
    question.checked_by = question.checked_at = None
    question.save(update_fields=["state", "author", "checked_by", "checked_at"])
    if was != State.DRAFT:
        ReviewStep.objects.create(question=question, state=State.DRAFT, by=author)


def _fit(keys, state):
    fit = Question.objects.select_for_update().filter(pk__in=keys, state__in=BEFORE[state])
    if state == State.IN_USE:
        # Retired as a draft: nobody has checked it.
        fit = fit.exclude(state=State.RETIRED, checked_by=None)
    return fit


def _write(keys, state, person):
    changes = {"state": state}
    if state == State.CHECKED:
        changes |= {"checked_by": person, "checked_at": timezone.now()}
    if state == State.DRAFT:
        changes |= {"checked_by": None, "checked_at": None}
    Question.objects.filter(pk__in=keys).update(**changes)
    ReviewStep.objects.bulk_create(
        ReviewStep(question_id=key, state=state, by=person) for key in keys
    )
