"""Papers: questions drawn from a bank, then frozen."""

import random
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from exams import papers
from exams.models import Paper, PaperQuestion, Version


class PaperRefused(Exception):
    """Its message may be shown to the person who asked."""


def available(bank, topics=()):
    """The wordings in use from which a paper can be drawn, in a fixed order.

    Those that people mark are not among them yet, nor texts without a question.
    """
    return _of(bank, topics).marked_by_key().order_by("question_id")


def _of(bank, topics):
    versions = Version.objects.current().filter(bank=bank)
    return versions.filter(question__topic__in=topics) if topics else versions


@transaction.atomic
def draw(paper, bank, topics, count, seed):
    """Puts `count` questions on a paper, or all; the same seed and bank give the same paper."""
    if paper.published_at:
        raise PaperRefused(_("The paper is published; it cannot be changed."))
    numbers = list(available(bank, topics).values_list("pk", flat=True))
    if not count and _of(bank, topics).count() > len(numbers):
        raise PaperRefused(
            _(
                "Some of these questions are marked by people or ask nothing; they cannot be on "
                "an exam yet. Say how many of the others are drawn, or choose topics."
            )
        )
    count = count or len(numbers)
    if not numbers or count > len(numbers):
        raise PaperRefused(
            _("The bank has %(there)d questions of these topics; %(wanted)d are asked for.")
            % {"there": len(numbers), "wanted": max(count, 1)}
        )
    # A choice that others can repeat, no secret.
    chosen = sorted(random.Random(seed).sample(numbers, count))
    points = papers.points_each(count)
    paper.questions.all().delete()
    PaperQuestion.objects.bulk_create(
        PaperQuestion(paper=paper, version_id=version, slot=slot, points=Decimal(points))
        for slot, version in enumerate(chosen, start=1)
    )


def content_of(paper):
    """What the paper would be frozen as."""
    rows = paper.questions.select_related("version").prefetch_related("version__options")
    return papers.content_of(
        paper.multiple_rule,
        [(row.slot, row.points, row.version, row.version.options.all()) for row in rows],
    )


def publish(paper, now):
    """Freezes a paper; a published one is never changed."""
    content = content_of(paper)
    if not content["questions"]:
        raise PaperRefused(_("There is no question on the paper."))
    if any(question["type"] not in Version.BY_KEY for question in content["questions"]):
        raise PaperRefused(
            _("A question on this paper is marked by people; that cannot be done in an exam yet.")
        )
    sha256 = papers.sha256_of(content)
    frozen = Paper.objects.filter(pk=paper.pk, published_at=None).update(
        content=content, sha256=sha256, published_at=now
    )
    if not frozen:
        raise PaperRefused(_("The paper is published; it cannot be changed."))
    paper.refresh_from_db()
