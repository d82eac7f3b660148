import itertools
from decimal import Decimal

from exams.models import Blueprint, BlueprintRow, Paper, Question
from exams.services import assembling, blueprints, paper_making
from tests.make.exams import bank, question
from tests.make.organisation import county

__all__ = ["bank_of", "blueprint", "estimated", "forms_of", "paper"]

_numbers = itertools.count(1)


def paper(questions=3, *, bank_=None, points=1, **fields):
    """A draft put together by hand; "a" is right in each question."""
    fields = {"title": f"Paper {next(_numbers)}", "unit": county(), "way": "hand", **fields}
    made = Paper.objects.create(**fields)
    bank_ = bank_ or bank()
    paper_making.add(made, [question(bank_) for _n in range(questions)], Decimal(points))
    return made


def estimated(bank_, difficulty, number=1, **fields):
    """So many questions of this expected facility."""
    made = [question(bank_, **fields) for _n in range(number)]
    Question.objects.filter(versions__in=made).update(difficulty=Decimal(difficulty))
    return made


def bank_of(*kinds):
    """(topic, difficulty, how many) of single choice."""
    made = bank()
    for topic, difficulty, number in kinds:
        estimated(made, difficulty, number, topic=topic)
    return made


def forms_of(blueprint_, forms=2):
    """The finished making of so many parallel forms."""
    assembly = blueprints.ask_for_forms(blueprint_, forms, "Forms", None)
    assembling.make(assembly)
    return assembly


def blueprint(bank_=None, rows=(), **fields):
    """Rows are (topic or None, type, band, count, points); by default three questions of any."""
    bank_ = bank_ or bank(questions=6)
    rows = rows or [(None, "", "", 3, 1)]
    total = sum(count * Decimal(points) for *_kind, count, points in rows)
    fields = {
        "title": f"Blueprint {next(_numbers)}",
        "unit": county(),
        "minutes": 30,
        "total": total,
        **fields,
    }
    made = Blueprint.objects.create(bank=bank_, **fields)
    for place, (topic, type_, band, count, points) in enumerate(rows, start=1):
        topic = topic and bank_.topics.get_or_create(name=topic)[0]
        BlueprintRow.objects.create(
            blueprint=made,
            place=place,
            topic=topic,
            type=type_,
            band=band,
            count=count,
            points=Decimal(points),
        )
    return made
