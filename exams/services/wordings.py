"""A wording in the database and the neutral question that files are made of, both ways."""

from base64 import b64encode
from decimal import Decimal

from exams.formats.checks import pinned_keys
from exams.formats.question import Answer, Picture, Question
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
        picture=as_neutral(version.picture, version.picture_alt),
        difficulty=question.difficulty,
    )


def as_neutral(picture, alt):
    """A picture of the database with its words, or None."""
    if picture is None:
        return None
    data = b64encode(picture.data).decode()
    return Picture(picture.sha256, data, picture.width, picture.height, alt)


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
        picture=as_neutral(option.picture, option.picture_alt),
    )


def options_of(version, question, pictures=None):
    """Its answers as rows that are not saved yet; `pictures` is hash → key of the row."""
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
            picture_id=answer.picture and pictures[answer.picture.sha256],
            picture_alt=answer.picture.alt if answer.picture else "",
        )
        for answer in question.answers
    ]
