"""Exam days in the invented county: one under way at this very moment, and one just released."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from exams.models import Attempt, Candidate, Exam, Paper, Signal
from exams.protocol import Act
from exams.services import (
    appeals,
    certificates,
    closing,
    extensions,
    makeups,
    practice,
    sittings,
    words,
)
from exams.services import exams as exam_services
from exams.watching import Scope
from organisation.models import Unit
from organisation.periods import start_of, today

LENGTH, DEVICE = 20, "demo"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MISSED, KNOWS, TRAINEE_KNOWS = 3, (0.45, 0.95), 0.8


def build(demo, bank):
    now = timezone.now() if demo.day == today() else start_of(demo.day) + 10 * HOUR
    _released(demo, bank, now)
    _under_way(demo, bank, now)


def _held(demo, bank, title, units, **fields):
    exam = Exam(title=title, unit=demo.county, **fields)
    drawn_from = {"bank": bank, "topics": (), "count": LENGTH, "multiple_rule": Paper.Rule.HALF}
    exam = exam_services.plan(exam, drawn_from, units)
    exam_services.publish(exam, demo.accounts["organiser"], exam.opens_at - 3 * DAY)
    exam.refresh_from_db()
    return exam


def _township(demo):
    """The trainee's, and that of the operator who can sign in."""
    return demo.township_of(demo.lived_in[0])


def _answers(demo, attempt, most):
    """Acts on the first questions; some people know more than others."""
    acts, skill = [], demo.rng.uniform(*KNOWS)
    if attempt.person_id == demo.accounts["trainee"].pk:
        skill = TRAINEE_KNOWS
    for question in attempt.content["questions"][:most]:
        right = [o["id"] for o in question["options"] if float(o["fraction"]) > 0]
        wrong = [o["id"] for o in question["options"] if float(o["fraction"]) <= 0]
        knows = demo.rng.random() < skill or not wrong
        value = tuple(right) if knows else (demo.rng.choice(wrong),)
        acts.append(Act(len(acts) + 1, question["slot"], value))
    return acts


def _begin(demo, exam, person, begun, most, last):
    """A sitting with answers to some questions, the last of them at a set moment."""
    candidate = Candidate.objects.get(exam=exam, person=person)
    attempt = sittings.start(candidate, "demo", begun)
    _attempt, epoch = sittings.claim(attempt.pk, DEVICE, "demo", begun)
    acts = _answers(demo, attempt, most)
    sittings.save(attempt.pk, DEVICE, epoch, acts, last)
    return attempt


def _people(exam):
    called = Candidate.objects.filter(exam=exam).order_by("unit__path", "pk")
    return [candidate.person for candidate in called.select_related("person")]


# --- under way ------------------------------------------------------------------------------


def _under_way(demo, bank, now):
    """Not for the trainee, who has an exam of her own to begin."""
    others = Unit.objects.filter(path__startswith=_township(demo).path, level=Unit.Level.VILLAGE)
    exam = _held(
        demo, bank, _("Test on records, under way"), others.exclude(pk=demo.lived_in[0].pk),
        opens_at=now - HOUR, closes_at=now + 8 * HOUR, results_at=now + 8 * HOUR, minutes=180,
        appeal_days=7,
    )  # fmt: skip
    open_ones = []
    for place, person in enumerate(_people(exam)):
        begun = now - (50 - place % 7) * MINUTE
        if place % 5 == 0:
            continue  # has not begun
        if place % 5 == 1:
            done = _begin(demo, exam, person, begun, LENGTH, now - (9 + place % 20) * MINUTE)
            closing.hand_in(done, now - (8 + place % 20) * MINUTE, "demo")
        elif place % 5 == 2:
            open_ones.append(_begin(demo, exam, person, begun, 6, now - (10 + place % 9) * MINUTE))
        else:
            most, last = 5 + place % 12, now - place % 4 * MINUTE
            open_ones.append(_begin(demo, exam, person, begun, most, last))
    _watched(demo, exam, open_ones, now)


def _watched(demo, exam, open_ones, now):
    """What the operator has done so far: more time for one, a word to all."""
    operator, one = demo.accounts["operator"], open_ones[0]
    Signal.objects.create(
        attempt=one, kind=Signal.Kind.AWAY, device=DEVICE, from_ms=60_000, seconds=240, at=now
    )
    hers = Attempt.objects.filter(pk=one.pk)
    extensions.extend(
        exam, hers, 600, _("The power was off for ten minutes."), operator, "demo", now - 5 * MINUTE
    )
    everybody = Scope(exam, None, None, exam.candidates.all())
    text = _("Question 7 is meant as it is written. Take your time.")
    words.tell(exam, everybody, text, operator, "demo", now - 4 * MINUTE)


# --- just released --------------------------------------------------------------------------


def _released(demo, bank, now):
    opens = start_of(demo.day - 3 * DAY) + 8 * HOUR
    exam = _held(
        demo, bank, _("Test on reporting up and handing down"), [_township(demo)],
        opens_at=opens, closes_at=opens + 9 * HOUR, results_at=opens + 10 * HOUR, minutes=60,
        appeal_days=7, gives_certificates=True,
    )  # fmt: skip
    trainee, people = demo.accounts["trainee"], _people(exam)
    people = [trainee, *(person for person in people if person != trainee)]
    for place, person in enumerate(people[:-MISSED]):
        begun = opens + place * 5 * MINUTE
        attempt = _begin(demo, exam, person, begun, LENGTH, begun + 30 * MINUTE)
        closing.hand_in(attempt, begun + 31 * MINUTE, "demo")
    Exam.objects.filter(pk=exam.pk).update(
        roll_closed_at=exam.opens_at, announced_at=exam.results_at
    )
    practice.collect(exam, exam.results_at)
    _late(exam, people[1])
    _objections(demo, exam, people, now)
    certificates.give_waiting(exam, demo.accounts["organiser"], now)
    _makeup(demo, bank, exam, people[-MISSED:], now)


def _late(exam, person):
    """One answer that came when the hour was over."""
    attempt = Attempt.objects.get(exam=exam, person=person)
    late = Act(LENGTH + 1, 1, ("a",))
    sittings.save(attempt.pk, DEVICE, attempt.epoch or 1, [late], attempt.deadline + 5 * MINUTE)


def _objections(demo, exam, people, now):
    """One waits for its answer, one has it."""
    put = []
    for person in people[:8]:
        attempt = Attempt.objects.select_related("exam__paper").get(exam=exam, person=person)
        slots = range(1, LENGTH + 1)
        slot = next((slot for slot in slots if appeals.wrong_at(attempt, slot)), None)
        if slot is not None and len(put) < 2:
            text = _("My answer is in the handbook too, on page 12.")
            put.append(appeals.put(attempt, slot, text, person, exam.results_at + HOUR))
    if len(put) == 2:
        answer = _("The handbook of this year says otherwise. The key stays.")
        appeals.answer(put[1], False, answer, demo.accounts["organiser"], now - HOUR)


def _makeup(demo, bank, exam, missed, now):
    """For two of those who could not come; the third gave no reason."""
    reasons = {person.pk: _("ill, with a certificate") for person in missed[:2]}
    makeups.note(exam, reasons, demo.accounts["organiser"], now)
    opens = start_of(demo.day + 4 * DAY) + 9 * HOUR
    times = {"opens_at": opens, "closes_at": opens + 3 * HOUR, "results_at": opens + 4 * HOUR}
    makeup = makeups.makeup_for(exam, **times)
    makeup.appeal_days = 7
    drawn_from = {"bank": bank, "topics": (), "count": LENGTH, "multiple_rule": Paper.Rule.HALF}
    makeup = exam_services.plan(makeup, drawn_from, [_township(demo)])
    exam_services.publish(makeup, demo.accounts["organiser"], now)
