"""What may change in a question bank."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from exams.formats.questions import Parsed, content_hash, pinned_keys
from exams.models import Bank, Option, PaperQuestion, Question, Topic, Version
from organisation.models import Unit

CHUNK = 500


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


def look_through(bank, parsed: Parsed):
    """What an import would do; `bank` is None when it would be new."""
    return _counts(parsed, dict.fromkeys(_fresh(bank, parsed)))


@transaction.atomic
def import_questions(bank, parsed: Parsed):
    """Takes the questions that are not in the bank yet, in whatever version they are there."""
    # One import at a time: the second sees what the first has brought.
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    fresh = list(_fresh(bank, parsed).values())
    topics = _topics(bank, {question.topic for question in fresh if question.topic})
    made = {}
    for start in range(0, len(fresh), CHUNK):
        made |= _write(bank, topics, fresh[start : start + CHUNK])
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
    Topic.objects.bulk_create(
        [Topic(bank=bank, name=name[:120]) for name in sorted(names)], ignore_conflicts=True
    )
    return {topic.name: topic for topic in bank.topics.all()}


def _write(bank, topics, parsed_questions):
    questions = Question.objects.bulk_create(
        Question(bank=bank, topic=topics.get(q.topic[:120]), name=q.name[:200])
        for q in parsed_questions
    )
    pairs = list(zip(questions, parsed_questions, strict=True))
    versions = Version.objects.bulk_create(
        Version(
            question=question,
            bank=bank,
            type=q.type,
            text=q.text,
            explanation=q.explanation,
            content_hash=q.hash,
        )
        for question, q in pairs
    )
    Option.objects.bulk_create(
        option
        for version, (_question, q) in zip(versions, pairs, strict=True)
        for option in _options(version, q.answers, pinned_keys(q.answers))
    )
    return {version.content_hash: version.question_id for version in versions}


def _options(version, answers, pinned):
    return [
        Option(
            version=version,
            key=answer.key,
            text=answer.text,
            fraction=answer.fraction,
            feedback=answer.feedback,
            pinned=version.type == Version.Type.TRUEFALSE or answer.key in pinned,
        )
        for answer in answers
    ]


@transaction.atomic
def reword(question, text, explanation, answers, pinned):
    """Changes a question. A wording that is on a paper stays; the change is a new version.

    `answers` are those of `formats.questions`; the type follows from the current version.
    """
    current = Version.objects.select_for_update().get(question=question, is_current=True)
    fault = _fault(current, text, answers)
    if fault:
        raise BankRefused(fault)
    hashed = content_hash(current.type, text, [(a.text, a.fraction) for a in answers])
    others = Version.objects.filter(bank=current.bank, is_current=True, content_hash=hashed)
    if others.exclude(pk=current.pk).exists():
        raise BankRefused(_("This bank has the same question already."))
    if PaperQuestion.objects.filter(version=current).exists():
        Version.objects.filter(pk=current.pk).update(is_current=False)
        current.pk, current.number = None, current.number + 1
        current._state.adding = True
    else:
        current.options.all().delete()
    current.text, current.explanation, current.content_hash = text, explanation, hashed
    current.save()
    Option.objects.bulk_create(_options(current, answers, pinned))
    return current


def _fault(version, text, answers):
    right = sum(answer.fraction > 0 for answer in answers)
    if not text.strip():
        return _("The question has no text.")
    if len(answers) < 2:
        return _("A choice question needs at least two options.")
    if not right:
        return _("No option is marked as right.")
    if version.type != Version.Type.MULTIPLE and right > 1:
        return _("Only one option of this question can be right.")
    return ""
