"""Papers of which each person has her own, on paper: drawn when they are first printed."""

import random

from django.db import transaction
from django.utils.translation import gettext as _

from exams import lots
from exams.models import Candidate, Exam
from ledger import log

_lots = random.SystemRandom()
# A file of more takes long, and a township has no more.
MOST_PAPERS = 80


class PrintRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def give_out(exam, called, person, now):
    """Candidates, each with her own paper; who has one keeps it, however often it is printed."""
    # The exam first: nobody gets a paper twice while two people print.
    exam = Exam.objects.select_for_update().select_related(None).get(pk=exam.pk)
    candidates = list(
        called.select_related("person", "unit").order_by("unit__path", "person__name")
    )
    if exam.closes_at <= now:
        candidates = [candidate for candidate in candidates if candidate.drawn]
    _refuse(candidates, exam.closes_at <= now)
    fresh = [candidate for candidate in candidates if not candidate.drawn]
    for candidate in fresh:
        candidate.drawn = _drawn(exam.paper.content)
    Candidate.objects.bulk_update(fresh, ["drawn"])
    if fresh:
        log.append(f"exam/{exam.pk}", "papers printed", person, people=len(fresh))
    return candidates


def _refuse(candidates, is_over):
    if not candidates and is_over:
        raise PrintRefused(_("No paper was printed here before the exam was over."))
    if not candidates:
        raise PrintRefused(_("Nobody is called here."))
    if len(candidates) > MOST_PAPERS:
        sentence = _("%(number)d papers are too many for one file. Choose a township first.")
        raise PrintRefused(sentence % {"number": len(candidates)})


def _drawn(content):
    drawn = lots.draw(content["lots"], content["enemies"], _lots)
    if drawn is None:
        raise PrintRefused(_("No paper could be drawn. Too many of its questions exclude others."))
    return drawn
