"""Certificates of passed exams: given by a person once results are out, revoked for a reason."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from credentials import services as credentials
from credentials.models import Certificate
from exams.models import Exam, Score
from exams.services import messages
from ledger import jobs, log
from organisation.models import Person

# So many in one transaction: nobody who is sitting another exam waits for long.
BATCH = 50
LONGEST_REASON = Certificate._meta.get_field("revoke_reason").max_length


class CertificatesRefused(Exception):
    """Its message may be shown to the person who asked."""


@dataclass(frozen=True)
class Given:
    certificate: Certificate
    exam: Exam
    may_come_again: bool  # revoked although she passed


@dataclass(frozen=True)
class Standing:
    """Of an exam and its makeups: who passed, what was given, who waits for hers."""

    passed: int
    given: list[Given]
    waiting: list[tuple[Exam, int]] = field(default_factory=list)


def key_of(exam_pk, person_pk):
    return f"{_begin(exam_pk)}{person_pk}"


def _begin(exam_pk):
    return f"exams.pass.{exam_pk}."


def of_exam(exam):
    """Those given for this exam, revoked ones too."""
    return Certificate.objects.filter(key__startswith=_begin(exam.pk))


def of_sitting(attempt):
    """Her newest certificate of this exam, or None; it may be revoked."""
    if not attempt.exam.gives_certificates:
        return None
    return Certificate.objects.filter(key=key_of(attempt.exam_id, attempt.person_id)).first()


def _family(exam, now):
    """The exam and its makeups whose results are out."""
    return [one for one in (exam, *exam.makeups.published()) if one.results_are_out(now)]


def _passed(exam):
    """The people who passed, in the order of their units."""
    scores = Score.objects.counting().filter(attempt__exam=exam, passed=True)
    ordered = scores.order_by("attempt__unit__path", "attempt__person__name", "attempt__person")
    return list(dict.fromkeys(ordered.values_list("attempt__person", flat=True)))


def standing_of(exam, now):
    """A revoked certificate is not given again with the others: that is an act of its own."""
    number, given, waiting = 0, [], []
    for one in _family(exam, now):
        there, people = of_exam(one).order_by("pk"), _passed(one)
        given += _given(one, there, set(people))
        number, had = number + len(people), {certificate.person_id for certificate in there}
        waiting += [(one, person) for person in people if person not in had]
    return Standing(number, given, waiting)


def _given(exam, certificates, passed):
    """With what may be done about each."""
    without = passed - {one.person_id for one in certificates if one.stands}
    return [Given(one, exam, not one.stands and one.person_id in without) for one in certificates]


def give(exam, actor, now):
    """Queues the certificates of all who passed and have none yet; returns how many."""
    _refuse(exam, now)
    standing = standing_of(exam, now)
    if not standing.waiting:
        raise CertificatesRefused(_("All who passed have their certificate."))
    _queue(exam, actor.pk, standing)
    return len(standing.waiting)


def _queue(exam, actor_pk, standing):
    # Pressed twice before it is done, it is the same job.
    key = f"exams.certificates:{exam.pk}:{len(standing.given)}:{len(standing.waiting)}"
    jobs.enqueue("exams.tasks.give_certificates", exam.pk, actor_pk, key=key)


def _refuse(exam, now):
    if not exam.gives_certificates:
        raise CertificatesRefused(_("No certificates were announced for this exam."))
    if exam.is_draft or not exam.results_are_out(now):
        raise CertificatesRefused(_("Certificates are given when the results are out."))


@transaction.atomic
def give_waiting(exam, actor, now):
    """One batch, and a job for the next one; whoever has hers is passed over."""
    waiting = standing_of(exam, now).waiting
    people = Person.objects.in_bulk([person for _exam, person in waiting[:BATCH]])
    for one, person in waiting[:BATCH]:
        _issue(one, people[person], actor)
    if waiting:
        log.append(f"exam/{exam.pk}", "give certificates", actor, people=len(waiting[:BATCH]))
    if len(waiting) > BATCH:
        _queue(exam, actor.pk, standing_of(exam, now))


def _issue(exam, person, actor, why=""):
    with translation.override(settings.LANGUAGE_CODE):
        title, text = _("Certificate of a passed exam"), words_of(exam)
    made = credentials.issue(
        Certificate.Kind.PASS,
        key=key_of(exam.pk, person.pk),
        unit=exam.unit,
        title=title,
        text=text,
        person=person,
        by=actor,
    )
    messages.tell_certificate(made, exam, why)
    return made


def words_of(exam):
    """What is printed; no person's name, for anybody who checks it reads it too."""
    day = formats.date_format(timezone.localdate(exam.closes_at))
    named = exam.makeup_of or exam
    return _("You sat the exam “%(exam)s” (%(day)s) and passed it.") % {
        "exam": named.title,
        "day": day,
    }


def give_again(exam, certificate, actor, now):
    """After hers was revoked by mistake: a new one with a number of its own."""
    _refuse(exam, now)
    hers = _given(exam, of_exam(exam).filter(person=certificate.person_id), set(_passed(exam)))
    if not all(given.may_come_again for given in hers):
        raise CertificatesRefused(_("She has a certificate that stands, or has not passed."))
    return _issue(exam, certificate.person, actor)


@transaction.atomic
def follow(run, before, actor):
    """After a marking anew, where certificates were given: none stands for a failed exam.

    Who passes only now gets hers; both are told why.
    """
    there = list(of_exam(run.exam).select_related("person"))
    if not there:
        return
    passed = set(_passed(run.exam))
    standing = {one.person_id: one for one in there if one.stands}
    for person, certificate in standing.items():
        if person not in passed:
            reason = run.reason[:LONGEST_REASON]
            credentials.revoke(certificate, reason, actor)
            messages.tell_revoked(certificate, reason)
    new = passed - standing.keys() - _passed_in(before)
    for person in Person.objects.filter(pk__in=new).order_by("pk"):
        _issue(run.exam, person, actor, run.reason)


def _passed_in(run):
    scores = Score.objects.filter(run=run, passed=True)
    return set(scores.values_list("attempt__person", flat=True))
