"""Papers by a blueprint: what the bank has for it, what is missing, what is made of it."""

import random
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exams import lots
from exams.assembly import rows as pieces
from exams.assembly.blueprint import Item, Shortage
from exams.models import Assembly, BlueprintRow, Paper, PaperQuestion
from exams.services import papers
from exams.services.wear import Wear, wear_of
from ledger import jobs

# For each question wanted so many are in a pool.
POOL = 5
# A pool from which a paper was drawn so often will give one to each candidate too.
TRIALS = 50


class BlueprintRefused(Exception):
    """Its message may be shown to the person who asked."""


@dataclass(frozen=True)
class Supplied:
    """A row of the blueprint and what the bank has for it."""

    row: BlueprintRow
    items: list[Item]
    unknown: int  # of these, how many nobody has estimated


def rows_of(blueprint):
    return list(blueprint.rows.select_related("topic"))


def piece_of(row):
    """The row as the assembly reads it."""
    topic = row.topic.name if row.topic_id else None
    return pieces.Row(topic, row.type or None, row.band or None, row.count, row.points)


def supplied(blueprint, now=None):
    """Each row with the questions it may take; three queries and one for the rows."""
    rows = rows_of(blueprint)
    items, unknown = _items(blueprint, now or timezone.now())
    found = pieces.supply([piece_of(row) for row in rows], items)
    return [
        Supplied(row, there, sum(item.id in unknown for item in there))
        for row, there in zip(rows, found, strict=True)
    ]


def items_of(blueprint, now=None):
    """What its bank has for it now, as the assembly reads it; what has to rest is left out."""
    return _items(blueprint, now or timezone.now())[0]


def item_of(version, times=0):
    question = version.question
    return Item(
        str(version.pk),
        question.topic.name if question.topic_id else "",
        version.type,
        pieces.UNKNOWN if question.difficulty is None else question.difficulty,
        used=times,
    )


def _items(blueprint, now):
    versions = list(papers.askable(blueprint.bank).select_related("question__topic"))
    worn = wear_of(papers.askable(blueprint.bank).order_by().values("question"))
    items, unknown = [], set()
    for version in versions:
        wear = worn.get(version.question_id, Wear())
        if not _is_rested(blueprint, wear, now):
            continue
        if version.question.difficulty is None:
            unknown.add(str(version.pk))
        items.append(item_of(version, wear.times))
    return items, unknown


def _is_rested(blueprint, wear, now):
    if blueprint.most_uses is not None and wear.times >= blueprint.most_uses:
        return False
    return not wear.last_at or wear.last_at + timedelta(days=blueprint.rest_days) <= now


def shortages(found, forms=1):
    """What is missing, in words; empty when the bank has enough."""
    lacking = pieces.lacking(
        [piece_of(line.row) for line in found], [line.items for line in found], forms
    )
    return [shortage_in_words(shortage) for shortage in lacking]


def shortage_in_words(shortage: Shortage):
    return shortage.told(_)


def refuse(found, forms=1):
    if not found:
        raise BlueprintRefused(_("The blueprint has no row yet."))
    if missing := shortages(found, forms):
        raise BlueprintRefused(
            _("The bank has too few questions: %(missing)s.") % {"missing": _("; ").join(missing)}
        )


def enemy_pairs(found):
    """Wordings, as text, of which a paper may hold one."""
    wordings = [int(item.id) for line in found for item in line.items]
    return [frozenset(map(str, group)) for group in papers.enemy_wordings(wordings)]


@transaction.atomic
def make_pool(blueprint, title, now=None):
    """A paper of which each candidate gets questions of her own, drawn when she begins."""
    found = supplied(blueprint, now)
    refuse(found)
    seed = secrets.token_hex(8)
    paper = _new_paper(blueprint, title, Paper.Way.LOTS, seed)
    kept = [pieces.thinned(line.items, POOL * line.row.count, seed) for line in found]
    paper.lots = [
        {"row": line.row.place, "count": line.row.count, "points": str(line.row.points)}
        for line in found
    ]
    paper.save()
    pool = [(line.row, item) for line, items in zip(found, kept, strict=True) for item in items]
    PaperQuestion.objects.bulk_create(
        _question(paper, 1, slot, row, item.id) for slot, (row, item) in enumerate(pool, start=1)
    )
    try_out(papers.content_of(paper))
    return paper


def try_out(content):
    for seed in range(TRIALS):
        if lots.draw(content["lots"], content["enemies"], random.Random(seed)) is None:
            raise BlueprintRefused(
                _("Too many of these questions may not be on one paper. Ask for fewer of a row.")
            )


def _new_paper(blueprint, title, way, seed):
    return Paper(
        unit=blueprint.unit,
        title=title,
        way=way,
        multiple_rule=blueprint.multiple_rule,
        minutes=blueprint.minutes,
        blueprint=blueprint,
        seed=str(seed),
    )


def _question(paper, form, slot, row, version):
    return PaperQuestion(
        paper=paper,
        form=form,
        slot=slot,
        row=row.place,
        points=row.points,
        version_id=int(version),
    )


@transaction.atomic
def ask_for_forms(blueprint, forms, title, person):
    """Has so many forms made in the background; what is missing is told before anything begins."""
    refuse(supplied(blueprint), forms)
    assembly = Assembly.objects.create(
        blueprint=blueprint,
        asked_by=person,
        title=title,
        forms=forms,
        seed=secrets.randbelow(2**31),
    )
    jobs.enqueue("exams.tasks.assemble_forms", assembly.pk, key=assembly.job_key)
    return assembly


def paper_of_forms(assembly, forms, found):
    """The paper whose forms hold these wordings, row by row in the order of the blueprint."""
    paper = _new_paper(assembly.blueprint, assembly.title, Paper.Way.FORMS, assembly.seed)
    paper.forms = len(forms)
    paper.save()
    row_of = {item.id: line.row for line in found for item in line.items}
    PaperQuestion.objects.bulk_create(
        _question(paper, number, slot, row_of[version], version)
        for number, form in enumerate(forms, start=1)
        for slot, version in enumerate(sorted(form, key=lambda v: row_of[v].place), start=1)
    )
    return paper


@transaction.atomic
def keep_rows(blueprint, rows):
    """Saves the rows in the order in which they stand; `rows` is a valid formset."""
    kept = [form.instance for form in rows.filled]
    blueprint.rows.exclude(pk__in=[row.pk for row in kept if row.pk]).delete()
    last = max((row.place for row in blueprint.rows.all()), default=0)
    # By way of places nobody has, since each is there once.
    for first in (max(last, len(kept)) + 1, 1):
        for place, row in enumerate(kept, start=first):
            row.place, row.blueprint = place, blueprint
            row.save()
