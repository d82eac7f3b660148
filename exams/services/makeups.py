"""Those who missed an exam with a reason, and the makeup exam they are called to."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from exams.models import Absence, Attempt, Exam, Extension
from ledger import log


class MakeupRefused(Exception):
    """Its message may be shown to the person who asked."""


def missed(exam):
    """Who was called and has not begun; and who was cut off, which the candidate says."""
    hers = Attempt.objects.filter(exam=exam, person=OuterRef("person"))
    came = hers.exclude(pk__in=_cut_off(exam).values("attempt"))
    people = exam.candidates.filter(~Exists(came)).annotate(was_cut_off=Exists(hers))
    return people.select_related("person", "unit")


def _cut_off(exam):
    """While they answered the server was away, and then their time ran out.

    They got the time back; but who was sent home by then could not use it.
    """
    ran_out = Extension.objects.filter(attempt__exam=exam, attempt__by_clock=True)
    return ran_out.filter(actor=None)


@transaction.atomic
def note(exam, reasons, actor, now):
    """`reasons`: person's number → why she missed it; an empty reason takes the note back."""
    if not exam.is_over:
        raise MakeupRefused(_("The exam is not over yet."))
    if Exam.objects.published().filter(makeup_of=exam).exists():
        raise MakeupRefused(_("The makeup exam is published; its people are called already."))
    absent = set(missed(exam).values_list("person", flat=True)) & set(reasons)
    exam.absences.filter(person__in=absent).delete()
    noted = [
        Absence(exam=exam, person_id=person, reason=reasons[person], noted_by=actor, noted_at=now)
        for person in sorted(absent)
        if reasons[person]
    ]
    Absence.objects.bulk_create(noted)
    log.append(f"exam/{exam.pk}", "note absences", actor, people=[n.person_id for n in noted])
    return exam.absences.count()


def makeup_for(exam, **fields):
    """A makeup exam to be planned, not saved yet."""
    return Exam(
        kind=Exam.Kind.MAKEUP,
        makeup_of=exam,
        title=_("%(title)s, makeup") % {"title": exam.title[:100]},
        unit=exam.unit,
        minutes=exam.minutes,
        pass_percent=exam.pass_percent,
        gives_certificates=exam.gives_certificates,
        **fields,
    )
