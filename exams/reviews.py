"""What a candidate learns from her paper once results are out."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from exams.models import Score

# Filled by apps above: question ids → {question id: [(title, url)]}, lessons to read again.
lesson_providers: list[Callable] = []


@dataclass(frozen=True)
class Wrong:
    slot: int
    text: str
    points: Decimal
    of: Decimal
    yours: list[str]
    right: list[str]
    why: list[str]
    lessons: list[tuple[str, str]]
    type: str


@dataclass(frozen=True)
class Review:
    score: Score
    wrong: list[Wrong]
    right_count: int
    count: int


def review(attempt):
    """Score and wrong answers of one sitting, by the run that counts."""
    content = attempt.exam.paper.content
    answers = {answer.slot: answer.value for answer in attempt.answers.all()}
    score = Score.objects.counting().get(attempt=attempt)
    missed = [
        question
        for question in content["questions"]
        if Decimal(score.marks[str(question["slot"])]) < Decimal(question["points"])
    ]
    lessons = _lessons([question["question"] for question in missed])
    wrong = [_wrong(question, answers, score.marks, lessons) for question in missed]
    count = len(content["questions"])
    return Review(score, wrong, count - len(wrong), count)


def _wrong(question, answers, marks, lessons):
    chosen = answers.get(question["slot"], [])
    options = question["options"]
    why = [option["feedback"] for option in options if option["id"] in chosen]
    return Wrong(
        slot=question["slot"],
        text=question["text"],
        points=Decimal(marks[str(question["slot"])]),
        of=Decimal(question["points"]),
        yours=[option["text"] for option in options if option["id"] in chosen],
        right=[option["text"] for option in options if Decimal(option["fraction"]) > 0],
        why=[text for text in [*why, question["explanation"]] if text],
        lessons=lessons.get(question["question"], []),
        type=question["type"],
    )


def _lessons(questions):
    found = {}
    for provider in lesson_providers:
        for question, lessons in provider(questions).items():
            found.setdefault(question, []).extend(lessons)
    return found
