"""On a draft of forms or of a pool another question takes the place of one out of use."""

from django.db import transaction
from django.utils.translation import gettext as _

from exams.formats.questions import short
from exams.models import Blueprint, Paper, PaperQuestion, Question, Version
from exams.services import blueprints, papers
from exams.topic_paths import is_within


def unused_on(paper):
    """The places of a draft whose question may not be published; none on a frozen paper."""
    if not paper.is_draft:
        return PaperQuestion.objects.none()
    places = paper.questions.exclude(version__question__state=Question.State.IN_USE)
    return places.select_related("version__question")


@transaction.atomic
def replace(paper, pk):
    """Puts a question of the same topic, type and difficulty in; returns the old and the new."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    place = unused_on(paper).filter(pk=pk).first()
    if place is None:
        raise papers.PaperRefused(_("This question is in use again, or is not on the paper."))
    if paper.may_be_arranged:
        raise papers.PaperRefused(_("On this paper questions are chosen by hand."))
    old, new = place.version, _stand_in(paper, place)
    place.version = new
    place.save(update_fields=["version"])
    if paper.is_by_lot:
        _refuse_a_pool_that_gives_no_paper(paper)
    return old, new


def _refuse_a_pool_that_gives_no_paper(paper):
    try:
        blueprints.try_out(papers.content_of(paper))
    except blueprints.BlueprintRefused as refusal:
        raise papers.PaperRefused(str(refusal)) from refusal


def _stand_in(paper, place):
    """Of the same topic, type and band the nearest in difficulty, then the least used."""
    old = place.version
    before = blueprints.item_of(old)
    # Without its blueprint nothing is known of how long a question is to rest.
    asked = paper.blueprint or Blueprint(bank_id=old.bank_id)
    barred = _barred(paper, place)
    near = [
        item
        for item in blueprints.items_of(asked)
        if (item.type, item.band) == (before.type, before.band)
        and is_within(item.topic, before.topic)
        and int(item.id) not in barred
    ]
    if not near:
        sentence = _(
            "The bank has no other question of this topic, type and difficulty for “%(name)s”. "
            "Write one, or have the paper made anew from its blueprint."
        )
        raise papers.PaperRefused(sentence % {"name": short(old.text)})
    best = min(near, key=lambda i: (abs(i.difficulty - before.difficulty), i.used, int(i.id)))
    return Version.objects.get(pk=best.id)


def _barred(paper, place):
    """Wordings that stand on the paper already, or may not stand beside what does."""
    there = dict(paper.questions.values_list("version__question", "form"))
    same_form = paper.questions.filter(form=place.form).exclude(pk=place.pk)
    beside = list(same_form.values_list("version__question", flat=True))
    # A pool is drawn from, so that enemies in it never meet; on a form they would.
    pairs = Question.enemies.through.objects.filter(from_question__in=beside)
    foes = set() if paper.is_by_lot else set(pairs.values_list("to_question", flat=True))
    versions = Version.objects.current().filter(question__in={*there, *foes})
    return set(versions.values_list("pk", flat=True))
