"""Answers that people mark: taken in when a sitting closes, and again when one has changed."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from exams.frozen import is_open
from exams.models import Script
from exams.services import dealing
from ledger import log


class ScriptRefused(Exception):
    """Its message may be shown to the person who asked."""


def take_in(attempt, content, answers):
    """Has the answers of a closed sitting read; what is not answered nobody has to read."""
    open_ones = [] if attempt.exam.is_practice else open_questions(content)
    new = [
        Script(attempt=attempt, value=list(answers[asked["slot"]]), **asked)
        for asked in open_ones
        if asked["slot"] in answers
    ]
    if new:
        Script.objects.bulk_create(new)
        dealing.deal(attempt.exam, attempt)


def open_questions(content):
    """What an answer to be marked is known by, of each question that people mark."""
    return [
        {
            "slot": question["slot"],
            "version_id": question["version"],
            "of": Decimal(question["points"]),
        }
        for question in content["questions"]
        if is_open(question)
    ]


def points_of(exam):
    """Sitting → question → the points people gave last; one query."""
    rows = Script.objects.of_exam(exam).filter(points__isnull=False).order_by("round")
    given = {}
    for attempt, slot, points in rows.values_list("attempt", "slot", "points"):
        given.setdefault(attempt, {})[slot] = points
    return given


def follow(attempt, reason, actor):
    """Other answers count than were read, since late ones were accepted: these are read too."""
    content = attempt.content
    answers = {answer.slot: answer.value for answer in attempt.answers.all()}
    newest = {script.slot: script for script in attempt.scripts.newest()}
    for asked in [] if attempt.exam.is_practice else open_questions(content):
        there, value = newest.get(asked["slot"]), answers.get(asked["slot"])
        if value and (there is None or there.value != value):
            _begin(attempt, asked, value, reason, actor)
    dealing.deal(attempt.exam, attempt)


@transaction.atomic
def again(script, reason, actor):
    """Has an answer read by two people who have not read it yet."""
    script = Script.objects.select_for_update().get(pk=script.pk)
    attempt = script.attempt
    if attempt.person_id == actor.pk:
        raise ScriptRefused(_("Others decide about your own answers."))
    if attempt.scripts.filter(slot=script.slot).unsettled().exists():
        raise ScriptRefused(_("This answer is being marked already."))
    asked = {"slot": script.slot, "version_id": script.version_id, "of": script.of}
    made = _begin(attempt, asked, script.value, reason, actor)
    dealing.deal(attempt.exam, attempt)
    return made


def _begin(attempt, asked, value, reason, actor):
    """The next round; marks of a text that does not count any more go with it."""
    slot = asked["slot"]
    rounds = attempt.scripts.filter(slot=slot)
    last = rounds.aggregate(last=Max("round"))["last"] or 0
    rounds.unsettled().delete()
    log.append(f"attempt/{attempt.pk}", "mark by people again", actor, slot=slot, reason=reason)
    return Script.objects.create(
        attempt=attempt, round=last + 1, value=value, reason=reason, asked_by=actor, **asked
    )
