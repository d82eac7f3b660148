"""Papers: questions drawn from a bank, then frozen."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from exams import enemies, papers
from exams.models import Paper, PaperQuestion, Question, Topic, Version


class PaperRefused(Exception):
    """Its message may be shown to the person who asked."""


def available(bank, topics=()):
    """The questions in use from which a paper can be drawn by chance, in a fixed order.

    Topics bring with them what stands below them. What people mark is not among them: nobody is
    to find out by chance that she has to look for markers. Nor are texts without a question.
    """
    return _of(bank, topics).marked_by_key().order_by("question_id")


def askable(bank):
    """The same with those that people mark, for blueprints: these ask for them by name."""
    return _of(bank, ()).asked().order_by("question_id")


def _of(bank, topics):
    versions = Version.objects.in_use().filter(bank=bank)
    below = Topic.objects.below(topics) if topics else None
    return versions if below is None else versions.filter(question__topic__in=below)


@transaction.atomic
def draw(paper, bank, topics, count, seed):
    """Puts `count` questions on a paper, or all; the same seed and bank give the same paper."""
    if paper.published_at:
        raise PaperRefused(_("The paper is published; it cannot be changed."))
    numbers = list(available(bank, topics).values_list("pk", flat=True))
    if not count and _of(bank, topics).count() > len(numbers):
        raise PaperRefused(
            _(
                "Some of these questions are marked by people or ask nothing; they are not drawn "
                "by chance. Say how many of the others are drawn, or put a paper together by hand."
            )
        )
    count = count or len(numbers)
    if not numbers or count > len(numbers):
        raise PaperRefused(
            _(
                "Of these topics %(there)d questions are in use; %(wanted)d are asked for. "
                "Drafts have to be checked first."
            )
            % {"there": len(numbers), "wanted": max(count, 1)}
        )
    chosen = sorted(enemies.chosen(numbers, count, seed, enemy_wordings(numbers)))
    if len(chosen) < count:
        raise PaperRefused(
            _("Some of these questions may not be on one paper; so only %(n)d go together.")
            % {"n": len(chosen)}
        )
    points = papers.points_each(count)
    paper.questions.all().delete()
    PaperQuestion.objects.bulk_create(
        PaperQuestion(paper=paper, version_id=version, slot=slot, points=Decimal(points))
        for slot, version in enumerate(chosen, start=1)
    )


def content_of(paper):
    """What the paper would be frozen as."""
    rows = paper.questions.select_related("version__picture")
    rows = list(rows.prefetch_related("version__options__picture"))
    if paper.is_by_lot:
        return _pool_of(paper, rows)
    forms = [
        [(row.slot, row.points, row.version, row.version.options.all()) for row in form_rows]
        for form_rows in _by_form(paper, rows)
    ]
    return papers.forms_content(paper.multiple_rule, forms)


def _by_form(paper, rows):
    return [[row for row in rows if row.form == n] for n in range(1, paper.forms + 1)]


def _pool_of(paper, rows):
    pool = [(row.slot, row.points, row.version, row.version.options.all()) for row in rows]
    lots = [
        {**lot, "from": [row.slot for row in rows if row.row == lot["row"]]} for lot in paper.lots
    ]
    slots = {row.version.question_id: row.slot for row in rows}
    groups = [sorted(map(slots.get, group)) for group in enemies_among(slots)]
    return papers.pool_content(paper.multiple_rule, pool, lots, groups)


def enemies_among(questions):
    """Pairs of these questions of which a paper may hold one."""
    among = set(questions)
    pairs = Question.enemies.through.objects.filter(from_question__in=among)
    pairs = pairs.values_list("from_question", "to_question")
    return sorted({tuple(sorted(pair)) for pair in pairs if pair[1] in among})


def enemy_wordings(versions):
    """The same for wordings, each by the question it is of."""
    wordings = dict(Version.objects.filter(pk__in=versions).values_list("question", "pk"))
    return [tuple(wordings[question] for question in pair) for pair in enemies_among(wordings)]


def read_content(paper):
    """The frozen content, or what a draft would be frozen as."""
    return paper.content or content_of(paper)


def settle(paper, now):
    """Freezes a paper that an exam is to use; one that is frozen already stays as it is."""
    if paper.is_draft:
        publish(paper, now)


def _refuse_unused(paper, questions):
    """Since it was put on the paper a question may have been retired or worded anew."""
    unused = Question.objects.filter(pk__in=[question["question"] for question in questions])
    if names := list(unused.exclude(state=Question.State.IN_USE).values_list("name", flat=True)):
        raise PaperRefused(_way_out(paper) % {"name": names[0]})


def _way_out(paper):
    if paper.may_be_arranged:
        return _("This question is not in use; take it off the paper: %(name)s")
    return _(
        "This question is not in use any more: %(name)s. Have another one put in its place "
        "below, or choose another paper for the exam."
    )


def publish(paper, now):
    """Freezes a paper; a published one is never changed."""
    content = content_of(paper)
    questions = papers.all_questions(content)
    if not questions:
        raise PaperRefused(_("There is no question on the paper."))
    if any(question["type"] == Version.Type.DESCRIPTION for question in questions):
        raise PaperRefused(_("A text on this paper asks nothing. Take it off the paper."))
    _refuse_unused(paper, questions)
    sha256 = papers.sha256_of(content)
    frozen = Paper.objects.filter(pk=paper.pk, published_at=None).update(
        content=content, sha256=sha256, published_at=now
    )
    if not frozen:
        raise PaperRefused(_("The paper is published; it cannot be changed."))
    paper.refresh_from_db()
