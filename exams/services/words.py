"""What those who keep watch tell candidates: into the inbox, and onto papers being answered."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from exams.models import Announcement, Attempt
from exams.moments import moment_in_words
from inbox.services import send
from ledger import log
from organisation.models import Person


def tell(exam, scope, text, actor, key, now):
    """One word to everybody in the scope; returns to how many. The same key tells it once."""
    try:
        return _tell(exam, scope, text, actor, key, now)
    except IntegrityError:
        return 0


@transaction.atomic
def _tell(exam, scope, text, actor, key, now):
    told = Announcement.objects.create(
        exam=exam, unit=scope.unit, person=scope.person, text=text, by=actor, at=now, key=key
    )
    people = list(scope.candidates.values_list("person", flat=True))
    open_ones = Attempt.objects.filter(exam=exam, state=Attempt.State.OPEN, person__in=people)
    open_ones.update(told=F("told") + 1)
    send(
        Person.objects.filter(pk__in=people),
        _("A word on the exam: %(title)s") % {"title": exam.title[:80]},
        text,
        reverse("exams:exam_detail", kwargs={"pk": exam.pk}),
        key=f"exams.word:{told.pk}",
    )
    log.append(f"exam/{exam.pk}", "tell", actor, people=len(people), text=text)
    return len(people)


def told_to(attempt):
    """The words for this sitting, the newest first."""
    told = Announcement.objects.told_to(attempt.exam_id, attempt.person_id, attempt.unit)
    return [
        {"text": word.text, "at": moment_in_words(word.at, word.at)}
        for word in told.order_by("-pk")
    ]
