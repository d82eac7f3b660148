"""What a candidate learns from her paper once results are out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from exams import accepting, frozen, rekeying
from exams.models import HandedIn, KeyChange, Reading, Score, hurried

# Filled by apps above: question ids → {question id: [(title, url)]}, lessons to read again.
lesson_providers: list[Callable] = []


@dataclass(frozen=True)
class Wrong:
    slot: int
    text: str
    points: Decimal
    of: Decimal
    yours: tuple[str, ...]
    right: tuple[str, ...]
    why: tuple[str, ...]
    lessons: tuple[tuple[str, str], ...]
    type: str
    is_open: bool = False  # people marked it
    notes: tuple[str, ...] = ()  # theirs to her
    file: HandedIn | None = None
    picture: dict | None = None
    option_pictures: tuple[tuple[str, dict], ...] = ()  # beside the words they stand for


@dataclass(frozen=True)
class Correction:
    """A key that was put right after the exam, as who sat it is told."""

    slot: int
    change: KeyChange


@dataclass(frozen=True)
class Review:
    score: Score
    wrong: list[Wrong]
    full: list[Wrong]  # marked by people, with all the points
    right_count: int
    count: int
    corrections: list[Correction]
    first: Score | None  # of the first marking, where it was another one


def review(attempt):
    """Score and wrong answers of one sitting, by the run that counts."""
    score = hurried.SCORE.get(pk=attempt.pk)
    content = counted(attempt, score.run)
    answers = dict(hurried.ANSWERED.rows(pk=attempt.pk))
    marked = [one for one in content["questions"] if str(one["slot"]) in score.marks]
    missed = [one for one in marked if not _is_full(one, score)]
    full = [one for one in marked if frozen.is_open(one) and _is_full(one, score)]
    lessons = lessons_about([question["question"] for question in missed])
    wrong = [_wrong(question, answers, score.marks, lessons) for question in missed]
    full = _read_by_people(attempt, [_wrong(one, answers, score.marks, {}) for one in full])
    wrong = _read_by_people(attempt, wrong)
    count = len(marked)
    corrected = corrections(attempt, score.run)
    first = attempt.scores.order_by("run__number").first() if corrected else None
    if first and (first.points, first.of) == (score.points, score.of):
        first = None
    return Review(score, wrong, full, count - len(wrong), count, corrected, first)


def _is_full(question, score):
    return Decimal(score.marks[str(question["slot"])]) >= Decimal(question["points"])


def _read_by_people(attempt, lines):
    """The same with the words of those who marked, and the file; no query without such ones."""
    slots = [line.slot for line in lines if line.is_open]
    if not slots:
        return lines
    notes = {}
    given = Reading.objects.given().filter(
        script__attempt=attempt, script__slot__in=slots, script__points__isnull=False
    )
    for slot, note in given.exclude(note="").values_list("script__slot", "note"):
        notes.setdefault(slot, []).append(note)
    hashes = {f"f:{file.sha256}": file for file in attempt.handed_in.filter(slot__in=slots)}
    said = dict(attempt.answers.filter(slot__in=slots).values_list("slot", "value"))
    return [
        replace(
            line,
            notes=tuple(notes.get(line.slot, ())),
            file=hashes.get(next(iter(said.get(line.slot, [])), "")),
        )
        for line in lines
    ]


def corrections(attempt, run):
    """The keys put right by this run, of questions on her paper; the first run has none."""
    if run.number == 1:
        return []
    slots = {question["version"]: question["slot"] for question in attempt.content["questions"]}
    changes = KeyChange.objects.in_run(run).filter(version__in=slots)
    return [Correction(slots[change.version_id], change) for change in changes]


def counted(attempt, run):
    """What a sitting counts as in a run: its paper, and the keys put right by then."""
    return rekeying.content_with(attempt.content, KeyChange.objects.rules_in(run))


def missed(score):
    """The questions of a sitting that did not get all their points, and can be practised."""
    questions = score.attempt.content["questions"]
    marked = (
        question
        for question in questions
        if str(question["slot"]) in score.marks and not frozen.is_open(question)
    )
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
        yours=tuple(frozen.said_words(question, chosen)),
        right=tuple(frozen.right_words(question)),
        why=tuple(text for text in [*why, question["explanation"]] if text),
        lessons=tuple(lessons.get(question["question"], ())),
        type=question["type"],
        is_open=frozen.is_open(question),
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
