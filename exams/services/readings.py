"""One mark of one marker, and what follows from it: a third reader, or the points that count."""

from django.db import transaction
from django.utils.translation import gettext as _

from exams import double_marking
from exams.double_marking import THIRD
from exams.models import Reading, Script
from exams.services import dealing, messages, remarking
from ledger import log


class ReadingRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def give(reading, marker, parts, points, note, now):
    """Keeps a mark; it may be changed until the other one is there too."""
    script = Script.objects.select_for_update().get(pk=reading.script_id)
    exam = script.attempt.exam
    if exam.closes_at > now:
        raise ReadingRefused(_("Marking begins when the exam is over."))
    _refuse_settled(script, reading)
    kept = Reading.objects.filter(pk=reading.pk, marker=marker).update(
        points=points, parts=[str(part) for part in parts], note=note, given_at=now
    )
    if not kept:
        raise ReadingRefused(_("This answer was given to another marker. Take the next one."))
    log.append(
        f"attempt/{script.attempt_id}", "mark by people", marker, slot=script.slot,
        place=reading.place, points=str(points),
    )  # fmt: skip
    _settle(script, exam, marker, now)


def _refuse_settled(script, reading):
    if script.is_settled or (script.differs and reading.place != THIRD):
        raise ReadingRefused(_("Both marks of this answer are there; yours stays as it was."))


def _settle(script, exam, marker, now):
    marks = dict(script.readings.given().values_list("place", "points"))
    points = double_marking.final(marks, script.of, exam.human_rule)
    if points is not None:
        script.points, script.settled_at = points, now
        script.save(update_fields=["points", "settled_at"])
        _count(script, exam, marker, now)
    elif len(marks) == 2 and not script.differs:
        script.differs = True
        script.save(update_fields=["differs"])
        dealing.deal(exam, script.attempt)


def _count(script, exam, marker, now):
    """Once results are out a mark that comes then is a marking of its own, and she is told."""
    if exam.results_wait:
        return
    reason = script.reason or _("An answer was marked by people.")
    remarking.mark_again(exam, reason, marker)
    if exam.results_are_out(now):
        messages.tell_mark_changed(script)


def may_change(reading):
    """Whether a given mark can still be put right by who gave it."""
    script = reading.script
    return not script.is_settled and (not script.differs or reading.place == THIRD)


def next_of(person, exam, now):
    """The next answer she has to mark in an exam: question by question, then as they come."""
    readings = Reading.objects.of(person).over(now).to_do()
    readings = readings.filter(script__attempt__exam=exam)
    return readings.order_by("script__version", "script__attempt", "pk").first()
