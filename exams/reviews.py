"""What a candidate learns from her paper once results are out."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from exams import accepting, frozen
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
    picture: dict | None = None
    option_pictures: tuple[tuple[str, dict], ...] = ()  # beside the words they stand for


@dataclass(frozen=True)
class Review:
    score: Score
    wrong: list[Wrong]
    right_count: int
    count: int


def review(attempt):
    """Score and wrong answers of one sitting, by the run that counts."""
    content = attempt.content
    answers = {answer.slot: answer.value for answer in attempt.answers.all()}
    score = Score.objects.counting().get(attempt=attempt)
    missed = [
        question
        for question in content["questions"]
        if Decimal(score.marks[str(question["slot"])]) < Decimal(question["points"])
    ]
    lessons = lessons_about([question["question"] for question in missed])
    wrong = [_wrong(question, answers, score.marks, lessons) for question in missed]
    count = len(content["questions"])
    return Review(score, wrong, count - len(wrong), count)


def missed(score):
    """The questions of a sitting that did not get all their points."""
    questions = score.attempt.content["questions"]
    marked = (question for question in questions if str(question["slot"]) in score.marks)
    return {
        question["question"]
        for question in marked
        if Decimal(score.marks[str(question["slot"])]) < Decimal(question["points"])
    }


def looked_at(question, chosen, right, lessons=None):
    """A question of practice by itself, with what was answered, what is right and why."""
    slot, points = question["slot"], question["points"] if right else "0"
    lessons = lessons_about([question["question"]]) if lessons is None else lessons
    return _wrong(question, {slot: chosen}, {str(slot): points}, lessons)


def _wrong(question, answers, marks, lessons):
    chosen = answers.get(question["slot"], [])
    why = _feedback(question, chosen)
    return Wrong(
        slot=question["slot"],
        text=question["text"],
        points=Decimal(marks[str(question["slot"])]),
        of=Decimal(question["points"]),
        yours=frozen.said_words(question, chosen),
        right=frozen.right_words(question),
        why=[text for text in [*why, question["explanation"]] if text],
        lessons=lessons.get(question["question"], []),
        type=question["type"],
        picture=question.get("picture"),
        option_pictures=tuple(
            (frozen.words_of(option), option["picture"])
            for option in question["options"]
            if option.get("picture") and (option["id"] in chosen or Decimal(option["fraction"]) > 0)
        ),
    )


def _feedback(question, chosen):
    if "accepted" in question:
        said = frozen.parts_said(chosen).items()
        best = (accepting.best_of(question, part, text) for part, text in said)
        return [answer["feedback"] for answer in best if answer]
    return [option["feedback"] for option in question["options"] if option["id"] in chosen]


def lessons_about(questions):
    """Question → [(title, url)] of the lessons that deal with it."""
    found = {}
    for provider in lesson_providers:
        for question, lessons in provider(questions).items():
            found.setdefault(question, []).extend(lessons)
    return found
