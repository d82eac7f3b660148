"""Exams: planned, published, announced. Nothing changes once people are called."""

import random
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.models import Candidate, Exam, MarkingRun, Paper
from exams.papers import is_marked_by_people
from exams.services import messages, papers
from ledger import jobs, log
from organisation.models import Post, Unit
from organisation.rights import Act, posts_that_may


class ExamRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def plan(exam, drawn_from, units):
    """Saves a new or changed draft with the paper that was chosen, or with one drawn anew.

    `drawn_from` holds paper, or else bank, topics, count, multiple_rule.
    """
    if not exam.is_draft:
        raise ExamRefused(_("The exam is published; it cannot be changed."))
    _refuse_other_pool(exam, units)
    before = exam.paper if exam.paper_id else None
    try:
        exam.paper = drawn_from.get("paper") or _drawn(exam, before, drawn_from)
    except papers.PaperRefused as refusal:
        raise ExamRefused(str(refusal)) from refusal
    exam.save()
    exam.units.set(units)
    if before and before != exam.paper:
        # A draft that was drawn for this exam alone goes with its choice.
        Paper.objects.filter(pk=before.pk).drawn_for_nobody().delete()
    return exam


def _refuse_other_pool(exam, units):
    """What is sealed stays: of which villages and whose posts the draw is."""
    if not exam.pk or not exam.draws.standing().exists():
        return
    saved = Exam.objects.get(pk=exam.pk)
    same = set(saved.units.all()) == set(units) and saved.posts == exam.posts
    if not same or saved.kind != exam.kind:
        raise ExamRefused(
            _("The villages are sealed for a draw: kind, units and posts stay. Give it up first.")
        )


def _drawn(exam, before, drawn_from):
    is_own = before and before.is_draft and before.way == Paper.Way.DRAWN
    paper = before if is_own else Paper(seed=secrets.token_hex(8))
    paper.title, paper.multiple_rule = exam.title, drawn_from["multiple_rule"]
    paper.unit = exam.unit
    paper.save()
    papers.draw(paper, drawn_from["bank"], drawn_from["topics"], drawn_from["count"], paper.seed)
    return paper


@transaction.atomic
def publish(exam, person, now=None):
    """Freezes the paper, writes the roll, tells the people who are called."""
    now = now or timezone.now()
    if exam.closes_at <= now:
        raise ExamRefused(_("The exam would be over already. Choose a later day."))
    published = Exam.objects.filter(pk=exam.pk, state=Exam.State.DRAFT).update(
        state=Exam.State.PUBLISHED
    )
    if not published:
        raise ExamRefused(_("The exam is published already."))
    try:
        papers.settle(exam.paper, now)
    except papers.PaperRefused as refusal:
        raise ExamRefused(str(refusal)) from refusal
    exam.refresh_from_db()
    exam.marking_run = MarkingRun.objects.create(exam=exam, paper_sha256=exam.paper.sha256)
    exam.results_wait = not exam.is_practice and is_marked_by_people(exam.paper.content)
    exam.save(update_fields=["marking_run", "results_wait"])
    if not write_roll(exam):
        raise ExamRefused(_nobody(exam))
    log.append(
        f"exam/{exam.pk}",
        "publish",
        person,
        paper=exam.paper.sha256,
        people=exam.candidates.count(),
    )
    call(exam)


def call(exam):
    """Queues the call, for a spot exam once for each draw."""
    draw = exam.draws.holding().first() if exam.is_spot else None
    jobs.enqueue("exams.tasks.call_candidates", exam.pk, key=messages.call_key(exam, draw))


def _nobody(exam):
    if exam.is_spot:
        return _("The villages are not drawn yet. The draw publishes the exam.")
    if exam.is_makeup:
        return _("Nobody is noted as having missed the exam with a reason.")
    return _("Nobody in these units sits exams on that day.")


def write_roll(exam):
    """Who is called: those with a post that learns, in the chosen units, on the exam's day.

    To a spot exam: in the drawn villages, on the day the pool was frozen.

    Repeatable; people who began already stay. Returns how many are called.
    """
    roll = _roll(exam)
    gone = exam.candidates.exclude(person__in=roll)
    gone.exclude(person__in=exam.attempts.values("person")).delete()
    Candidate.objects.bulk_create(
        [
            Candidate(exam=exam, person_id=person, unit_id=unit, form=form)
            for (person, unit), form in zip(roll.items(), _forms(exam), strict=False)
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    return len(roll)


def _forms(exam):
    """Form after form, each once before any comes again: neighbours in the roll sit next to it.

    By the hash of the paper, so that the roll can be written again.
    """
    lots, forms = random.Random(exam.paper.sha256), list(range(1, exam.paper.forms + 1))
    while True:
        lots.shuffle(forms)
        yield from forms


def _roll(exam):
    """Person → unit; of several posts the one lowest in the tree.

    To a makeup exam those are called who missed the other one with a reason.
    """
    if exam.is_makeup:
        excused = exam.makeup_of.absences.values("person")
        missed = exam.makeup_of.candidates.filter(person__in=excused)
        return dict(missed.values_list("person", "unit"))
    day, units = _drawn_on(exam) if exam.is_spot else _chosen(exam)
    posts = Post.objects.on(day).filter(kind__in=exam.posts or posts_that_may(Act.LEARN))
    rows = posts.filter(unit__in=units).order_by("-unit__level", "unit__path", "pk")
    roll = {}
    for person, unit in rows.values_list("person", "unit"):
        roll.setdefault(person, unit)
    return roll


def _chosen(exam):
    """The day of the exam, and the units with all below them."""
    units = Unit.objects.none()
    for chosen in exam.units.all():
        units = units | Unit.objects.within(chosen)
    return timezone.localdate(exam.opens_at), units


def _drawn_on(exam):
    """The day the pool was frozen, and the villages drawn from it."""
    draw = exam.draws.holding().first()
    if draw is None:
        return timezone.localdate(exam.opens_at), Unit.objects.none()
    return draw.frozen_on, Unit.objects.filter(spot_draws__in=draw.villages.drawn())


def close_rolls_due(now=None):
    """At opening the roll is written once more and is final. For the clock; repeatable."""
    now = now or timezone.now()
    due = Exam.objects.published().filter(roll_closed_at=None, opens_at__lte=now)
    for exam in due:
        with transaction.atomic():
            if Exam.objects.filter(pk=exam.pk, roll_closed_at=None).update(roll_closed_at=now):
                write_roll(exam)


def announce_due(now=None):
    """Tells everybody whose results can be read from now on. For the clock; repeatable."""
    now = now or timezone.now()
    due = Exam.objects.published().filter(announced_at=None).with_results(now)
    for exam in due:
        with transaction.atomic():
            if Exam.objects.filter(pk=exam.pk, announced_at=None).update(announced_at=now):
                jobs.enqueue("exams.tasks.tell_results", exam.pk, key=f"exams.results:{exam.pk}")
                jobs.enqueue(
                    "exams.tasks.collect_wrong_answers", exam.pk, key=f"exams.wrong:{exam.pk}"
                )
