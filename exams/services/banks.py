"""What may change in a question bank."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from exams import topic_paths
from exams.formats.checks import fault_of
from exams.formats.question import one_line, settle, short
from exams.formats.questions import Parsed
from exams.models import Bank, Option, PaperQuestion, Question, Topic, Version
from exams.services import pictures, reviewing
from exams.services.wordings import options_of
from organisation.models import Unit

CHUNK = 500
State = Question.State


class BankRefused(Exception):
    """Its message may be shown to the person who asked."""


@dataclass(frozen=True)
class Imported:
    imported: int
    duplicates: int
    # Content hash → the question it became; None when nothing was written.
    new: Mapping[str, int | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def did_something(self):
        return self.imported + self.duplicates > 0


def bank_named(name):
    """The bank of that name, made for the county when it is not there."""
    county = Unit.objects.counties().now().first()
    return Bank.objects.get_or_create(name=name, defaults={"unit": county})[0]


@transaction.atomic
def open_bank(name, unit):
    """A new, empty one."""
    name = one_line(name)
    if Bank.objects.filter(name=name).exists():
        raise BankRefused(_("There is a bank of that name already. Choose another name."))
    return Bank.objects.create(name=name, unit=unit)


def look_through(bank, parsed: Parsed):
    """What an import would do; `bank` is None when it would be new."""
    return _counts(parsed, dict.fromkeys(_fresh(bank, parsed)))


@transaction.atomic
def import_questions(bank, parsed: Parsed, progress=None, *, by=None, state=State.IN_USE):
    """Takes the questions that are not in the bank yet, in whatever version they are there.

    `progress` is called with how many of how many new ones are written. They come in use when
    whoever brings them says that they are checked, else as drafts.
    """
    # One import at a time: the second sees what the first has brought.
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    fresh = list(_fresh(bank, parsed).values())
    topics = _topics(bank, {question.topic for question in fresh if question.topic})
    made = {}
    for start in range(0, len(fresh), CHUNK):
        made |= _write(bank, topics, fresh[start : start + CHUNK], {"author": by, "state": state})
        if progress:
            progress(min(start + CHUNK, len(fresh)), len(fresh))
    return _counts(parsed, made)


def _counts(parsed, new):
    return Imported(len(new), len(parsed.questions) - len(new), new)


def _fresh(bank, parsed):
    """Content hash → question, of those that are not in the bank."""
    known = set(Version.objects.filter(bank=bank).values_list("content_hash", flat=True))
    fresh = {}
    for question in parsed.questions:
        if (hashed := question.hash) not in known:
            fresh.setdefault(hashed, question)
    return fresh


def _topics(bank, names):
    """Name → topic; one that is new comes with all that stand above it."""
    wanted = {path for name in names for path in (name, *topic_paths.above(name))}
    Topic.objects.bulk_create(
        [Topic(bank=bank, name=name) for name in sorted(wanted)], ignore_conflicts=True
    )
    return {topic.name: topic for topic in bank.topics.all()}


def _write(bank, topics, parsed_questions, more):
    questions = Question.objects.bulk_create(
        Question(
            bank=bank,
            topic=topics.get(q.topic),
            name=q.name,
            code=q.code,
            tags=q.tags,
            difficulty=q.difficulty,
            **more,
        )
        for q in parsed_questions
    )
    kept = pictures.keep_all(parsed_questions, more["author"])
    versions = Version.objects.bulk_create(
        Version(
            question=question,
            bank=bank,
            type=q.type,
            text=q.text,
            explanation=q.explanation,
            picture_id=q.picture and kept[q.picture.sha256],
            picture_alt=q.picture.alt if q.picture else "",
            case_matters=q.case_matters,
            content_hash=q.hash,
        )
        for question, q in zip(questions, parsed_questions, strict=True)
    )
    Option.objects.bulk_create(
        option
        for version, q in zip(versions, parsed_questions, strict=True)
        for option in options_of(version, q, kept)
    )
    return {version.content_hash: version.question_id for version in versions}


@transaction.atomic
def create(bank, wanted, by=None):
    """A new question, written by hand: a draft."""
    settle(wanted)
    Bank.objects.select_for_update().get(pk=bank.pk)
    _refuse(bank, wanted)
    made = _write(bank, _topics(bank, set()), [wanted], {"author": by, "state": State.DRAFT})
    return Question.objects.get(pk=made[wanted.hash])


@transaction.atomic
def reword(question, wanted, by=None):
    """Changes a question. A wording that is on a paper stays; the change is a new version.

    `wanted` is its neutral question, changed; an answer is pinned only where that is said. What
    was checked was another wording: the question is a draft again.
    """
    current = Version.objects.select_for_update().get(question=question, is_current=True)
    for answer in wanted.answers:
        answer.pinned = bool(answer.pinned)
    settle(wanted)
    _refuse(current.bank, wanted, current)
    if question.name == short(current.text):
        # Nobody gave it a name of its own.
        question.name = short(wanted.text)
        question.save(update_fields=["name"])
    if wanted.hash != current.content_hash:
        reviewing.begin_anew(question, by)
    if PaperQuestion.objects.filter(version=current).exists():
        Version.objects.filter(pk=current.pk).update(is_current=False)
        current.pk, current.number = None, current.number + 1
        current._state.adding = True
    else:
        current.options.all().delete()
    kept = pictures.keep_all([wanted], by)
    current.text, current.explanation = wanted.text, wanted.explanation
    current.case_matters, current.content_hash = wanted.case_matters, wanted.hash
    current.picture_id = wanted.picture and kept[wanted.picture.sha256]
    current.picture_alt = wanted.picture.alt if wanted.picture else ""
    current.save()
    Option.objects.bulk_create(options_of(current, wanted, kept))
    return current


def _refuse(bank, wanted, current=None):
    sentence, facts = fault_of(wanted)
    if sentence:
        raise BankRefused(_(sentence) % facts if facts else _(sentence))
    right = sum(answer.fraction == 1 for answer in wanted.answers)
    if wanted.type == Version.Type.SINGLE and right > 1:
        raise BankRefused(_("Only one option of this question can be right."))
    there = Version.objects.current().filter(bank=bank, content_hash=wanted.hash)
    if there.exclude(pk=current and current.pk).exists():
        raise BankRefused(_("This bank has the same question already."))
