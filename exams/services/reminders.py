"""Reminders of an exam in the inbox: the day before and the hour before it opens, once each."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.models import Exam
from exams.moments import moment_in_words
from inbox.services import send
from ledger import jobs
from organisation.models import Person

# Kind → from when on before the opening, and until when it still makes sense.
KINDS = {
    "day": (timedelta(days=1), timedelta(hours=2)),
    "hour": (timedelta(hours=1), timedelta(0)),
}


def remind_due(now=None):
    """For the clock; repeatable: each reminder is queued once."""
    now = now or timezone.now()
    return sum(
        _queue(exam, kind)
        for kind, (first, last) in KINDS.items()
        for exam in Exam.objects.published().filter(
            opens_at__lte=now + first, opens_at__gt=now + last
        )
    )


def _queue(exam, kind):
    key = f"exams.remind:{exam.pk}:{kind}"
    return jobs.enqueue_once("exams.tasks.remind", exam.pk, kind, key=key)


def remind(exam, kind, now=None):
    """Tells everybody who is called and has not begun."""
    now = now or timezone.now()
    if exam.opens_at <= now:
        return
    send(
        Person.objects.filter(called_to__exam=exam).exclude(attempts__exam=exam),
        _("Exam %(when)s: %(title)s")
        % {"when": moment_in_words(exam.opens_at, now), "title": exam.title[:80]},
        _(
            "You have %(minutes)d minutes from the moment you begin. Charge the phone, and begin "
            "where the network is good."
        )
        % {"minutes": exam.minutes},
        reverse("exams:exam_detail", kwargs={"pk": exam.pk}),
        key=f"exams.remind:{exam.pk}:{kind}",
    )
