"""The people who mark an exam: named by who holds it, reminded, and done when all is read."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.models import Attempt, Exam, Marker, Reading, Script
from exams.papers import is_marked_by_people
from exams.services import dealing, messages, remarking
from ledger import log
from organisation.models import Unit


class MarkersRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def name(exam, person, actor, now):
    """From the end of the exam on she marks her share of the answers."""
    if exam.is_practice or not is_marked_by_people(exam.paper.content):
        raise MarkersRefused(_("In this exam nothing is marked by people."))
    _refuse_near(exam, person)
    try:
        with transaction.atomic():
            marker = Marker.objects.create(exam=exam, person=person, named_by=actor, named_at=now)
    except IntegrityError as error:
        raise MarkersRefused(_("She marks this exam already.")) from error
    log.append(f"exam/{exam.pk}", "name marker", actor, person=person.pk)
    dealing.deal_anew(exam)
    messages.tell_marker(marker, now)
    return marker


def _refuse_near(exam, person):
    """Whoever is still to sit it, or is near to all who do, is refused."""
    called = exam.candidates.all()
    if called.filter(person=person).exists() and not exam.attempts.filter(person=person).exists():
        raise MarkersRefused(_("She is called to this exam herself and has not sat it."))
    others = called.exclude(person=person)
    for path in dealing.nearness_of([person.pk])[person.pk]:
        others = others.exclude(unit__in=Unit.objects.filter(path__startswith=path))
    if not others.exists():
        raise MarkersRefused(
            _("All who are called are of her own village or township. Name somebody else.")
        )


@transaction.atomic
def withdraw(marker, actor):
    """What she has marked stays; what she has not goes to the others."""
    exam = marker.exam
    log.append(f"exam/{exam.pk}", "withdraw marker", actor, person=marker.person_id)
    marker.delete()
    dealing.deal_anew(exam)


@transaction.atomic
def set_rule(exam, percent, third, actor):
    """By what difference a third one reads, and what counts then; before the first mark."""
    exam = Exam.objects.select_for_update(of=("self",)).get(pk=exam.pk)
    if Reading.objects.filter(script__attempt__exam=exam).given().exists():
        raise MarkersRefused(_("Marks were given by this rule already; it stays as it is."))
    exam.difference_percent, exam.third_rule = percent, third
    exam.save(update_fields=["difference_percent", "third_rule"])
    log.append(f"exam/{exam.pk}", "set rule of marking", actor, percent=percent, third=third)


def remind(exam, now):
    """Tells each who still has answers to mark, once a day; returns how many."""
    to_do = Reading.objects.filter(script__attempt__exam=exam).over(now).to_do()
    people = [marker.person for marker in _with(exam, to_do)]
    messages.remind_markers(exam, people, timezone.localdate(now))
    return len(people)


def _with(exam, readings):
    left = readings.order_by().values("marker")
    return exam.markers.filter(person__in=left).select_related("person")


@transaction.atomic
def finish(exam, actor, now):
    """All is read: a marking with the marks of people counts, and results may be shown."""
    exam = Exam.objects.select_for_update(of=("self",)).get(pk=exam.pk)
    if not exam.results_wait:
        raise MarkersRefused(_("The marking of this exam is finished already."))
    if exam.closes_at > now or exam.attempts.filter(state=Attempt.State.OPEN).exists():
        raise MarkersRefused(_("Somebody is still answering. Wait until all have handed in."))
    if left := Script.objects.of_exam(exam).unsettled().count():
        raise MarkersRefused(
            _("%(n)d answers are not marked yet. Results are shown when all are.") % {"n": left}
        )
    # First, so that nobody is shown results by the marking without them.
    run = remarking.mark_again(exam, _("With the marks given by people."), actor)
    exam.results_wait, exam.results_at = False, max(exam.results_at, now)
    exam.save(update_fields=["results_wait", "results_at"])
    log.append(f"exam/{exam.pk}", "finish marking", actor, run=run.number)
    return run
