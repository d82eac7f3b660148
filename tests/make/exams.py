import itertools
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from PIL import Image as Canvas

from exams import pictures
from exams.formats.moodle_pictures import as_neutral
from exams.formats.questions import Answer, Parsed, Question, settle
from exams.models import Bank, Candidate, Exam, Paper, Version
from exams.services import analyses, banks, closing, sittings
from exams.services import exams as exam_services
from organisation.models import Post, Unit
from tests.make.organisation import county, person, village

__all__ = [
    "analysed", "attempt", "bank", "candidate", "exam", "handed_in", "image_bytes", "parsed_of",
    "parsed_question", "picture", "question", "question_of", "reworded",
]  # fmt: skip

_numbers = itertools.count(1)
HALF = Decimal("0.5")


def bank(name=None, questions=0):
    made = Bank.objects.create(unit=county(), name=name or f"Bank {next(_numbers)}")
    for _number in range(questions):
        question(made)
    return made


def parsed_question(text=None, type_="single", right="a", options=("red", "green", "blue"), **more):
    """As a reader gives it; `right` are the letters of the right options."""
    text = text or f"Question {next(_numbers)}?"
    keys = ("true", "false") if type_ == "truefalse" else "abcdefgh"
    texts = ("true", "false") if type_ == "truefalse" else options
    right = (right,) if type_ == "truefalse" else right
    answers = [
        Answer(key, option, int(key in right)) for key, option in zip(keys, texts, strict=False)
    ]
    made = Question(type_, text, text, 1, answers, **more)
    settle(made)
    return made


def question(bank_=None, **fields):
    """A question in a bank; returns the wording in use."""
    bank_ = bank_ or bank()
    parsed = Parsed("line", [parsed_question(**fields)])
    banks.import_questions(bank_, parsed)
    return Version.objects.filter(bank=bank_).latest("pk")


ANSWERS = {
    "single": [Answer("", "red", 1), Answer("", "green")],
    "multiple": [Answer("", "red", HALF), Answer("", "green", HALF), Answer("", "blue")],
    "truefalse": [Answer("true", "true", 1), Answer("false", "false")],
    "shortanswer": [Answer("", "red", 1), Answer("", "pink*", HALF, "nearly")],
    "fill": [Answer("", text, 1, match=n) for text, n in (("red", "1"), ("rosy", "1"), ("2", "2"))],
    "numerical": [Answer("", "3.14", 1, tolerance=HALF), Answer("", "*", 0, "no")],
    "matching": [
        Answer("", text, int(bool(text)), match=match)
        for text, match in (("Canada", "Ottawa"), ("Italy", "Rome"), ("", "Paris"))
    ],
    "ordering": [Answer("", text, 1) for text in ("switch on", "sign in", "switch off")],
    "essay": [Answer("", "names both", 1)],
    "task": [Answer("", "is complete", HALF), Answer("", "is tidy", HALF)],
    "description": [],
}


def parsed_of(type_, text=None, **more):
    """A question of this type with answers of its kind."""
    text = text or f"Question {next(_numbers)}?"
    made = Question(type_, text, text, 1, [replace(answer) for answer in ANSWERS[type_]], **more)
    settle(made)
    return made


def question_of(type_, bank_=None, **fields):
    """A question of this type in a bank; returns the wording in use."""
    bank_ = bank_ or bank()
    banks.import_questions(bank_, Parsed("line", [parsed_of(type_, **fields)]))
    return Version.objects.filter(bank=bank_).latest("pk")


def reworded(version, text="Better?", right="a", by=None):
    """The question with another text and another right answer; returns the wording in use."""
    question_ = Question("single", text, text, 1, parsed_question(right=right).answers)
    return banks.reword(version.question, question_, by)


def image_bytes(kind="PNG", size=(40, 30), color="red", **more):
    """The bytes of a picture."""
    out = BytesIO()
    Canvas.new("RGB", size, color).save(out, kind, **more)
    return out.getvalue()


def picture(color="red", alt="A red field."):
    """As a reader gives it."""
    return as_neutral(pictures.drawn(image_bytes(color=color)), alt)


def exam(units=None, *, questions=3, bank_=None, published=True, at=None, count=None, **fields):
    """An exam that is open now; with the right answer of every question being "a"."""
    now = at or timezone.now()
    paper = fields.pop("paper", None)
    bank_ = bank_ or (None if paper else bank(questions=questions))
    fields = {
        "title": f"Exam {next(_numbers)}",
        "unit": county(),
        "opens_at": now - timedelta(hours=1),
        "closes_at": now + timedelta(hours=2),
        "minutes": 30,
        **fields,
    }
    fields.setdefault("results_at", fields["closes_at"])
    drawn_from = {"bank": bank_, "topics": (), "count": count, "multiple_rule": Paper.Rule.EXACT}
    drawn_from["paper"] = paper
    made = exam_services.plan(Exam(**fields), drawn_from, units or [county()])
    if published:
        _publish(made, now)
    return made


def _publish(exam_, now):
    if not Post.objects.filter(unit__in=Unit.objects.all(), kind="information_officer").exists():
        person(Post.Kind.INFORMATION_OFFICER)
    exam_services.publish(exam_, None, min(now, exam_.opens_at))
    exam_.refresh_from_db()


def candidate(exam_=None, person_=None, unit=None):
    """Called to the exam, whatever posts there are."""
    exam_ = exam_ or exam()
    unit = unit or village()
    person_ = person_ or person(Post.Kind.INFORMATION_OFFICER, unit)
    return Candidate.objects.get_or_create(exam=exam_, person=person_, defaults={"unit": unit})[0]


def attempt(exam_=None, person_=None, *, now=None):
    """A sitting that has just begun."""
    exam_ = exam_ or exam()
    called = candidate(exam_, person_)
    return sittings.start(called, f"nonce{next(_numbers)}", now or timezone.now())


def handed_in(exam_=None, person_=None, answers=None, *, now=None):
    """A sitting that was handed in with these answers: slot → letters."""
    now = now or timezone.now()
    begun = attempt(exam_, person_, now=now)
    _attempt, epoch = sittings.claim(begun.pk, "device", "claim", now)
    acts = [
        sittings.protocol.Act(seq, slot, tuple(value))
        for seq, (slot, value) in enumerate((answers or {}).items(), start=1)
    ]
    if acts:
        sittings.save(begun.pk, "device", epoch, acts, now)
    begun.refresh_from_db()
    return closing.hand_in(begun, now, "key")


def analysed(exam_=None, people=30, *, questions=3, **fields):
    """An exam that is over and analysed; of n people the last is right in all, the first in none.

    Question 1 is got right by half of them, 2 by a third, 3 by a quarter, and so on.
    """
    now = timezone.now()
    exam_ = exam_ or exam(questions=questions, at=now - timedelta(days=2), **fields)
    for place in range(people):
        answers = {
            slot: "a" if place >= people * slot / (slot + 1) else "b"
            for slot in range(1, questions + 1)
        }
        handed_in(exam_, None, answers, now=exam_.opens_at)
    analyses.make(exam_.marking_run)
    return exam_
