"""A paper put together by hand: questions added, taken away, moved, weighed."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from exams.models import Paper, PaperQuestion, Version
from exams.services.papers import PaperRefused, enemies_among

MOST_QUESTIONS = 200


def _own(paper):
    """The paper, locked, while it may still be changed by hand."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if not paper.is_draft:
        raise PaperRefused(_("The paper is published; it cannot be changed. Make a copy."))
    if not paper.may_be_arranged:
        raise PaperRefused(_("This paper was made by a blueprint. Change the blueprint instead."))
    return paper


@transaction.atomic
def add(paper, versions, points=Decimal(1)):
    """Puts these wordings at the end; those that are there already stay once. Returns how many."""
    paper = _own(paper)
    there = set(paper.questions.values_list("version__question", flat=True))
    fresh = [version for version in versions if version.question_id not in there]
    if len(there) + len(fresh) > MOST_QUESTIONS:
        raise PaperRefused(
            _("A paper holds %(most)d questions at most.") % {"most": MOST_QUESTIONS}
        )
    _refuse_enemies(there, fresh)
    last = paper.questions.aggregate(last=Max("slot"))["last"] or 0
    PaperQuestion.objects.bulk_create(
        PaperQuestion(paper=paper, version=version, slot=slot, points=points)
        for slot, version in enumerate(fresh, start=last + 1)
    )
    return len(fresh)


def _refuse_enemies(there, fresh):
    groups = enemies_among([*there, *(version.question_id for version in fresh)])
    comes = {version.question_id for version in fresh}
    clash = next((group for group in groups if comes & set(group)), None)
    if clash:
        versions = Version.objects.current().filter(question__in=clash).order_by("pk")
        texts = [text[:40] for text in versions.values_list("text", flat=True)[:2]]
        raise PaperRefused(
            _("These must not be on one paper: “%(one)s” and “%(other)s”.")
            % {"one": texts[0], "other": texts[-1]}
        )


@transaction.atomic
def weigh(paper, points):
    """Sets points: slot → points; slots that are not named keep theirs."""
    paper = _own(paper)
    rows = [row for row in paper.questions.all() if row.slot in points]
    for row in rows:
        row.points = points[row.slot]
    PaperQuestion.objects.bulk_update(rows, ["points"])


@transaction.atomic
def remove(paper, slot):
    paper = _own(paper)
    paper.questions.filter(slot=slot).delete()
    _number(paper, list(paper.questions.all()))


@transaction.atomic
def move(paper, slot, step):
    """Changes places with the one before (-1) or after (1); at either end nothing happens."""
    paper = _own(paper)
    rows = list(paper.questions.all())
    here = next((place for place, row in enumerate(rows) if row.slot == slot), None)
    if here is None or not 0 <= here + step < len(rows):
        return
    rows[here], rows[here + step] = rows[here + step], rows[here]
    _number(paper, rows)


def _number(paper, rows):
    """Numbers them 1, 2, 3, …; by way of numbers nobody has, since a number is there once."""
    for first in (MOST_QUESTIONS + 1, 1):
        for slot, row in enumerate(rows, start=first):
            row.slot = slot
        PaperQuestion.objects.bulk_update(rows, ["slot"])


@transaction.atomic
def copy(paper, title, unit):
    """A draft of its own with the same questions, in the wordings that are in use now."""
    made = Paper.objects.get(pk=paper.pk)
    made.pk, made._state.adding = None, True
    made.title, made.unit = title, unit
    made.content, made.sha256, made.published_at = None, "", None
    if made.way == Paper.Way.DRAWN:
        made.way = Paper.Way.HAND
    made.save()
    rows = list(paper.questions.all())
    current = Version.objects.in_use().filter(question__versions__papers__paper=paper)
    wordings = dict(current.values_list("question", "pk"))
    questions = dict(paper.questions.values_list("pk", "version__question"))
    for row in rows:
        row.version_id = wordings.get(questions[row.pk], row.version_id)
        row.pk, row._state.adding, row.paper = None, True, made
    PaperQuestion.objects.bulk_create(rows)
    return made


@transaction.atomic
def discard(paper):
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if not paper.is_draft:
        raise PaperRefused(_("The paper is published; it stays."))
    if paper.exams.exists():
        raise PaperRefused(_("An exam is planned with this paper. Choose another one there first."))
    paper.delete()
