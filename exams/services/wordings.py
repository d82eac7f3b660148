"""A wording in the database and the neutral question that files are made of, both ways."""

from decimal import Decimal

from exams.formats.checks import pinned_keys
from exams.formats.question import Answer, Question
from exams.formats.sameness import as_written
from exams.models import Option, Version


def neutral(version):
    """The neutral question; `version` with its question, topic and options at hand."""
    question = version.question
    return Question(
        type=version.type,
        name=question.name,
        text=version.text,
        place=1,
        answers=[_answer(version, option) for option in version.options.all()],
        explanation=version.explanation,
        topic=question.topic.name if question.topic else "",
        code=question.code,
        tags=list(question.tags),
        case_matters=version.case_matters,
    )


def _answer(version, option):
    is_choice = version.type in (Version.Type.SINGLE, Version.Type.MULTIPLE)
    return Answer(
        key=option.key,
        text=option.text,
        fraction=option.fraction.normalize() + 0,
        feedback=option.feedback,
        tolerance=Decimal(option.tolerance) if option.tolerance else None,
        match=option.match or None,
        pinned=option.pinned if is_choice else None,
    )


def options_of(version, question):
    """Its answers as rows that are not saved yet."""
    is_choice = question.type in (Version.Type.SINGLE, Version.Type.MULTIPLE)
    pinned = pinned_keys(question.answers) if is_choice else ()
    return [
        Option(
            version=version,
            key=answer.key,
            text=answer.text,
            fraction=answer.fraction,
            feedback=answer.feedback,
            match=answer.match or "",
            tolerance="" if answer.tolerance is None else as_written(answer.tolerance),
            pinned=question.type == Version.Type.TRUEFALSE or answer.key in pinned,
        )
        for answer in question.answers
    ]
