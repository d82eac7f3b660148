"""Answers on paper become a sitting: typed in by two people, decided by the sheet."""

from django.db import transaction
from django.utils.translation import gettext as _

from exams import papers, protocol
from exams.models import Answer, Attempt, Candidate, Exam, PaperEntry
from exams.services import closing
from ledger import log


class EntryRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def enter(candidate, person, form, answers, now):
    """The first or the second entry; when both say the same it counts. `answers`: slot → value."""
    candidate = _locked(candidate, person, now)
    read = _as_read(candidate, form, answers)
    entry = PaperEntry.objects.filter(candidate=candidate).first()
    if entry is None:
        return PaperEntry.objects.create(
            candidate=candidate, first=read, first_by=person, first_at=now
        )
    if entry.second_by_id:
        raise EntryRefused(_("This sheet was typed in twice already."))
    if entry.first_by_id == person.pk:
        raise EntryRefused(_("You typed in this sheet first. Somebody else does it again."))
    entry.second, entry.second_by, entry.second_at = read, person, now
    entry.save(update_fields=["second", "second_by", "second_at"])
    if entry.first == entry.second:
        _count(entry, read, person, now)
    return entry


@transaction.atomic
def decide(candidate, person, form, answers, now):
    """Where the two differ: what the sheet itself says counts."""
    candidate = _locked(candidate, person, now)
    entry = PaperEntry.objects.filter(candidate=candidate).first()
    if entry is None or not entry.differs:
        raise EntryRefused(_("There is nothing to decide about this sheet."))
    read = _as_read(candidate, form, answers)
    entry.decided, entry.decided_by, entry.decided_at = read, person, now
    entry.save(update_fields=["decided", "decided_by", "decided_at"])
    _count(entry, read, person, now)
    return entry


def differences(entry, form):
    """Slots of this form about which the two entries differ."""
    first, second = (_said(side, form) for side in (entry.first, entry.second))
    return {slot for slot in first.keys() | second.keys() if first.get(slot) != second.get(slot)}


def said(side, form, slot):
    """What an entry says of a question, nothing when it was of another form."""
    return _said(side, form).get(slot, [])


def _said(side, form):
    answers = side["answers"] if side["form"] == form else {}
    return {int(slot): value for slot, value in answers.items()}


def _locked(candidate, person, now):
    """The candidate, locked, while a sheet of hers may be typed in."""
    # The exam first: a marking anew must not miss a sheet that is counted in the same moment.
    exam = Exam.objects.select_for_update().get(pk=candidate.exam_id)
    locked = Candidate.objects.select_for_update().select_related(None)
    candidate = locked.get(pk=candidate.pk)
    candidate.exam = exam
    if candidate.person_id == person.pk:
        raise EntryRefused(_("This is your own sheet. Others type it in."))
    if exam.is_draft or now < exam.opens_at:
        raise EntryRefused(_("The exam has not begun yet."))
    if exam.paper.is_by_lot and not candidate.drawn:
        raise EntryRefused(_("No paper was printed for her; so there is no sheet of hers."))
    if papers.is_marked_by_people(exam.paper.content):
        raise EntryRefused(
            _("This paper asks for answers in words or for files; it cannot be sat on paper.")
        )
    there = Attempt.objects.filter(exam=exam, person=candidate.person_id)
    if any(attempt.is_open for attempt in there):
        raise EntryRefused(_("She is sitting this exam on a device right now."))
    if len(there) >= exam.tries:
        raise EntryRefused(_("She has handed in this exam already; the sheet does not count."))
    return candidate


def _as_read(candidate, form, answers):
    if form not in papers.form_numbers(candidate.exam.paper.content):
        raise EntryRefused(_("There is no such form."))
    kept = {str(slot): sorted(value) for slot, value in sorted(answers.items()) if value}
    return {"form": form, "answers": kept}


def _count(entry, read, person, now):
    """Writes a closed sitting with its marks, once."""
    candidate = entry.candidate
    exam = candidate.exam
    attempt = Attempt(
        exam=exam,
        person_id=candidate.person_id,
        unit_id=candidate.unit_id,
        number=Attempt.objects.filter(exam=exam, person=candidate.person_id).count() + 1,
        form=read["form"],
        drawn=candidate.drawn,
        on_paper=True,
        started_at=exam.opens_at,
        base_limit_s=exam.minutes * 60,
        deadline=exam.closes_at,
        state=Attempt.State.MARKED,
        submitted_at=min(now, exam.closes_at),
    )
    answers = {int(slot): tuple(value) for slot, value in read["answers"].items()}
    attempt.answered = len(answers)
    attempt.answers_sha256 = protocol.digest(attempt.pk, answers)
    attempt.code = closing.free_code(attempt)
    attempt.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(attempt=attempt, slot=slot, value=list(value), epoch=0, seq=0)
        for slot, value in answers.items()
    )
    closing.score(attempt, exam.marking_run, answers)
    entry.attempt = attempt
    entry.save(update_fields=["attempt"])
    log.append(f"attempt/{attempt.pk}", "paper", person, sha256=attempt.answers_sha256)
