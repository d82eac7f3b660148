"""This app's part of the invented county: a bank, a year of exams, one open today."""

import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.db.models import Count
from django.utils.translation import gettext as _

from exams import (
    demo_bank,
    demo_day,
    demo_marking,
    demo_practice,
    demo_spot,
    marking,
    papers,
    protocol,
)
from exams.formats import tabular
from exams.models import (
    Answer,
    Assembly,
    Attempt,
    Blueprint,
    BlueprintRow,
    Candidate,
    Exam,
    MarkingRun,
    Paper,
    Score,
    Version,
)
from exams.services import analyses, assembling, banks
from exams.services import exams as exam_services
from exams.services import papers as paper_services
from organisation.periods import start_of

QUESTIONS = Path(__file__).parent / "demo_questions.csv"
TYPES = Path(__file__).parent / "demo_types.csv"
LENGTH, MINUTES = 20, 30
CAME, LEARNT = 0.95, 0.015


def build(demo):
    """Adds twelve months of this app to a DemoCounty (organisation/demo.py)."""
    bank = banks.bank_named(_("Computer and record work"))
    banks.import_questions(bank, tabular.read_csv(QUESTIONS.read_bytes()))
    skill = {person.pk: demo.rng.gauss(0.72, 0.12) for person in demo.all_officers}
    for number, month in enumerate(demo.months[:-1]):
        day = month.first + timedelta(days=19)
        exam = _exam(demo, bank, day, _("Unified exam of %(month)s") % {"month": month.label})
        _sat(demo, exam, skill, number)
        analyses.make(exam.marking_run, exam.results_at)
    # Open at whatever hour the demo is looked at, tomorrow too.
    _exam(demo, bank, demo.day, _("Software skills test"), opens=0, closes=47)
    _exam(demo, bank, demo.day + timedelta(days=4), _("Unified exam before the autumn term"))
    _draft(demo, bank)
    demo_bank.enrich(demo, bank)
    _forms(demo, bank, skill)
    demo_spot.build(
        demo,
        lambda day, title: _planned(demo, bank, day, title, 8, 17, kind=Exam.Kind.SPOT),
        lambda exam: _sat(demo, exam, skill, 10),
    )
    types = banks.bank_named(_("One question of each type"))
    banks.import_questions(types, tabular.read_csv(TYPES.read_bytes()))
    demo_marking.build(demo, bank, types)
    demo_practice.build(demo)
    demo_day.build(demo, bank)


def _forms(demo, bank, skill):
    """A blueprint, two forms made of it, and the exam that was held with them."""
    blueprint = Blueprint.objects.create(
        unit=demo.county, title=_("Quarter exam"), bank=bank, total=50, minutes=MINUTES
    )
    BlueprintRow.objects.bulk_create(
        BlueprintRow(
            blueprint=blueprint,
            place=place,
            topic=bank.topics.get(name=topic) if topic else None,
            type=type_,
            count=count,
            points=points,
        )
        for place, (topic, type_, count, points) in enumerate(_rows(bank), start=1)
    )
    assembly = Assembly.objects.create(
        blueprint=blueprint, title=_("Quarter exam, two forms"), forms=2, seed=2026
    )
    assembling.make(assembly)
    day = demo.months[-2].first + timedelta(days=9)
    _sat(demo, _exam(demo, bank, day, assembly.title, paper=assembly.paper), skill, 11)


def _rows(bank):
    """Two topics with most questions by name, then any of the other types."""
    topics = bank.topics.annotate(n=Count("questions")).order_by("-n", "name")
    named = [(topic.name, Version.Type.SINGLE, 3, 3) for topic in topics[:2]]
    return [*named, ("", Version.Type.MULTIPLE, 4, 5), ("", Version.Type.TRUEFALSE, 6, 2)]


def _at(day, hour):
    return start_of(day) + timedelta(hours=hour)


def _exam(demo, bank, day, title, opens=8, closes=17, paper=None):
    exam = _planned(demo, bank, day, title, opens, closes, paper)
    content = paper_services.content_of(exam.paper)
    published = _at(day - timedelta(days=7), 9)
    Paper.objects.filter(pk=exam.paper_id).update(
        content=content, sha256=papers.sha256_of(content), published_at=published
    )
    exam.paper.refresh_from_db()
    exam.state = Exam.State.PUBLISHED
    exam.marking_run = MarkingRun.objects.create(exam=exam, paper_sha256=exam.paper.sha256)
    if day < demo.day:
        exam.roll_closed_at, exam.announced_at = exam.opens_at, exam.results_at
    exam.save()
    exam_services.write_roll(exam)
    return exam


def _planned(demo, bank, day, title, opens, closes, paper=None, kind=Exam.Kind.UNIFIED):
    exam = Exam(
        kind=kind,
        title=title,
        unit=demo.county,
        opens_at=_at(day, opens),
        closes_at=_at(day, closes),
        results_at=_at(day, closes + 0.5),
        minutes=MINUTES,
    )
    drawn_from = {"bank": bank, "topics": (), "count": LENGTH, "multiple_rule": Paper.Rule.HALF}
    drawn_from["paper"] = paper
    if paper is None:
        seed = f"{demo.rng.getrandbits(64):016x}"
        exam.paper = Paper.objects.create(title=title, seed=seed, unit=demo.county)
    return exam_services.plan(exam, drawn_from, [demo.county])


def _draft(demo, bank):
    day = demo.day + timedelta(days=20)
    _planned(demo, bank, day, _("Monthly exam, still being planned"), 8, 17)


def _sat(demo, exam, skill, number):
    """Nearly all came; the county gets a little better from month to month."""
    sittings = []
    for candidate in Candidate.objects.filter(exam=exam).order_by("pk"):
        if demo.rng.random() < CAME:
            ability = skill.get(candidate.person_id, 0.85) + LEARNT * number
            content = papers.content_for(exam.paper.content, candidate.form)
            sittings.append(_sitting(demo, candidate, content, ability))
    _write(exam, sittings)


def _sitting(demo, candidate, content, ability):
    answers = {}
    for question in content["questions"]:
        right = tuple(o["id"] for o in question["options"] if Decimal(o["fraction"]) > 0)
        wrong = [o["id"] for o in question["options"] if Decimal(o["fraction"]) <= 0]
        if demo.rng.random() < 0.02:
            continue
        knows = demo.rng.random() < ability
        answers[question["slot"]] = right if knows or not wrong else (demo.rng.choice(wrong),)
    started = candidate.exam.opens_at + timedelta(seconds=demo.rng.randrange(8 * 3600))
    took = timedelta(seconds=demo.rng.randrange(8 * 60, MINUTES * 60))
    # Not by the clock, so that the same seed gives the same county.
    number = uuid.UUID(int=demo.rng.getrandbits(128), version=4)
    return candidate, number, started, took, answers


def _write(exam, sittings):
    attempts, taken = [], set()
    for candidate, number, started, took, answers in sittings:
        attempt = Attempt(
            pk=number,
            exam=exam,
            person_id=candidate.person_id,
            unit_id=candidate.unit_id,
            form=candidate.form,
            started_at=started,
            base_limit_s=exam.minutes * 60,
            deadline=min(started + timedelta(minutes=exam.minutes), exam.closes_at),
            state=Attempt.State.MARKED,
            answered=len(answers),
        )
        attempt.submitted_at = min(started + took, attempt.deadline)
        attempt.answers_sha256 = protocol.digest(attempt.pk, answers)
        codes = protocol.receipt_codes(attempt.pk, attempt.answers_sha256)
        attempt.code = next(code for code in codes if code not in taken)
        taken.add(attempt.code)
        attempts.append((attempt, answers))
    Attempt.objects.bulk_create([attempt for attempt, _answers in attempts], batch_size=500)
    Answer.objects.bulk_create(
        (
            Answer(attempt=attempt, slot=slot, value=list(value), epoch=1, seq=slot)
            for attempt, answers in attempts
            for slot, value in answers.items()
        ),
        batch_size=2000,
    )
    Score.objects.bulk_create(
        (
            _score(exam, attempt, marking.mark(attempt.content, answers))
            for attempt, answers in attempts
        ),
        batch_size=500,
    )


def _score(exam, attempt, sheet):
    return Score(
        run_id=exam.marking_run_id,
        attempt=attempt,
        points=sheet.points,
        of=sheet.of,
        passed=sheet.passes(exam.pass_percent),
        marks={str(mark.slot): str(mark.points) for mark in sheet.marks},
    )
