"""An exam of the invented county whose answers in words people are just marking."""

import uuid
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from exams import marking, papers, protocol
from exams.models import Answer, Attempt, Exam, Marker, MarkingRun, Paper, Reading, Score, Version
from exams.services import dealing, paper_making, readings, scripts
from exams.services import exams as exam_services
from exams.services import papers as paper_services
from organisation.periods import start_of

MINUTES, KEYED, PEOPLE = 40, 5, 9
HALVES = Decimal("0.5")


def build(demo, bank, types):
    """Yesterday's exam of one township: handed in, half marked, one answer in dispute."""
    paper = _paper(demo, bank, types)
    exam = _exam(demo, paper)
    for candidate in exam.candidates.order_by("pk")[:PEOPLE]:
        _hand_in(demo, exam, candidate)
    people = [demo.accounts.get("judge"), *demo.instructors[:3]]
    for person in filter(None, people):
        Marker.objects.create(
            exam=exam, person=person, named_by=demo.instructors[0], named_at=exam.opens_at
        )
    dealing.deal(exam)
    _mark_half(exam, demo.accounts.get("judge"))


def _paper(demo, bank, types):
    """A few questions with a key, and the one that is answered in words."""
    title = _("Autumn exam with an answer in words")
    paper = Paper.objects.create(unit=demo.county, title=title, way=Paper.Way.HAND, minutes=MINUTES)
    keyed = Version.objects.in_use().marked_by_key().filter(bank=bank, question__enemies=None)
    essay = Version.objects.current().filter(bank=types, type=Version.Type.ESSAY).order_by("pk")[:1]
    paper_making.add(paper, [*keyed.order_by("pk")[:KEYED], *essay], Decimal(10))
    return paper


def _exam(demo, paper):
    day = demo.day - timedelta(days=1)
    opens, closes = (start_of(day) + timedelta(hours=hour) for hour in (9, 17))
    content = paper_services.content_of(paper)
    Paper.objects.filter(pk=paper.pk).update(
        content=content, sha256=papers.sha256_of(content), published_at=opens
    )
    paper.refresh_from_db()
    exam = Exam(
        title=paper.title,
        unit=demo.county,
        opens_at=opens,
        closes_at=closes,
        results_at=closes + timedelta(days=4),
        minutes=MINUTES,
    )
    exam_services.plan(exam, {"paper": paper}, [demo.townships[0]])
    exam.state, exam.results_wait, exam.roll_closed_at = Exam.State.PUBLISHED, True, opens
    exam.marking_run = MarkingRun.objects.create(exam=exam, paper_sha256=paper.sha256)
    exam.save()
    exam_services.write_roll(exam)
    return exam


def _hand_in(demo, exam, candidate):
    content = exam.paper.content
    answers = {
        question["slot"]: (_words(demo),) if question["type"] == "essay" else _right(question)
        for question in content["questions"]
    }
    started = exam.opens_at + timedelta(minutes=demo.rng.randrange(300))
    attempt = Attempt(
        pk=uuid.UUID(int=demo.rng.getrandbits(128), version=4),
        exam=exam,
        person_id=candidate.person_id,
        unit_id=candidate.unit_id,
        started_at=started,
        base_limit_s=MINUTES * 60,
        deadline=started + timedelta(minutes=MINUTES),
        state=Attempt.State.MARKED,
        submitted_at=started + timedelta(minutes=demo.rng.randrange(10, MINUTES)),
        answered=len(answers),
    )
    attempt.answers_sha256 = protocol.digest(attempt.pk, answers)
    attempt.code = next(protocol.receipt_codes(attempt.pk, attempt.answers_sha256))
    attempt.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(attempt=attempt, slot=slot, value=list(value), epoch=1, seq=slot)
        for slot, value in answers.items()
    )
    _score(exam, attempt, marking.mark(content, answers))
    scripts.take_in(attempt, content, answers)


def _score(exam, attempt, sheet):
    Score.objects.create(
        run_id=exam.marking_run_id,
        attempt=attempt,
        points=sheet.points,
        of=sheet.of,
        passed=sheet.passes(exam.pass_percent),
        marks={str(mark.slot): str(mark.points) for mark in sheet.marks if not mark.waits},
    )


def _right(question):
    return tuple(o["id"] for o in question["options"] if Decimal(o["fraction"]) > 0)


def _words(demo):
    said = (
        _("I say what the number is for, and that one may leave it out. The rest I write down."),
        _("I ask again the next day, and note that she did not want to give it."),
        _("Nobody has to give a number. I explain why it helps, and go on with the other things."),
    )
    return f"t:{demo.rng.choice(said)}"


def _mark_half(exam, judge):
    """Who can sign in has all of hers left; of the others' every second one is marked."""
    given = Reading.objects.filter(script__attempt__exam=exam).exclude(marker=judge)
    for number, reading in enumerate(given.order_by("script__attempt", "place")):
        if number % 2:
            continue
        points = reading.of * (HALVES if number % 3 else Decimal("0.8"))
        when = exam.closes_at + timedelta(minutes=number)
        readings.give(reading, reading.marker, [], points, "", when)
