from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from competitions.models import (
    AwardRules,
    Call,
    Contest,
    Entry,
    Panel,
    Performance,
    Reveal,
    RuleSet,
    Seat,
    Stage,
)
from competitions.services import awards, draws, judging, registration, results
from competitions.services.panels import unit_of
from tests.make.organisation import county, person, township

__all__ = [
    "award_list", "award_rules", "call", "contest", "draw", "entered", "entry",
    "hand_in", "judge_all", "judged_stage", "marks", "next_result", "open_entry", "reveal",
    "rule_set", "seat", "snapshot", "stage", "stage_with_panel", "timed_rules",
]  # fmt: skip

_numbers = count(1)
A_DAY = date(2026, 10, 18)
RULES = {
    "criteria": [
        {"key": "content", "title": "Content", "weight": "1", "min": "0", "max": "40", "step": "1"},
        {"key": "manner", "title": "Manner", "weight": "1", "min": "0", "max": "60", "step": "0.5"},
    ],
    "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
    "rounding": {"mode": "half_up", "criterion": 2, "weighted": 2, "total": 2},
    "ties": ["criterion:content", "head_to_head", "untrimmed_mean"],
    "ranking": "1224",
}


def contest(unit=None, *, title=None, announced=True, year=2026):
    return Contest.objects.create(
        unit=unit or county(),
        year=year,
        title=title or f"Contest {next(_numbers)}",
        kind=Contest.Kind.SPEECH,
        announced_at=timezone.now() if announced else None,
    )


def rule_set(contest_, *, data=None, published=True):
    return RuleSet.objects.create(
        contest=contest_,
        version=contest_.rule_sets.count() + 1,
        data=data or RULES,
        published_at=timezone.now() if published else None,
    )


def stage(contest_=None, unit=None, *, rules=None, held_on=A_DAY, announced=True):
    contest_ = contest_ or contest(unit, announced=announced)
    unit = unit or contest_.unit
    return Stage.objects.create(
        contest=contest_,
        unit=unit,
        level=Stage.Level.COUNTY if unit.level == 3 else Stage.Level.TOWNSHIP,
        title=f"Stage {next(_numbers)}",
        held_on=held_on,
        rule_set=rules or rule_set(contest_),
    )


def seat(stage_, judge=None, *, unit=None, kind=Seat.Kind.MAIN, approved=True):
    panel = Panel.objects.get_or_create(stage=stage_)[0]
    if approved and not panel.approved_at:
        Panel.objects.filter(pk=panel.pk).update(approved_at=timezone.now())
    judge = judge or person()
    number = panel.seats.count() + 1
    return Seat.objects.create(
        panel=panel, judge=judge, unit=unit or unit_of(judge), kind=kind, number=number
    )


def entry(stage_, unit=None, *, title=None, people=()):
    order = stage_.entries.count() + 1
    made = Entry.objects.create(
        stage=stage_,
        unit=unit or township(),
        title=title or f"Team {next(_numbers)}",
        order_no=order,
    )
    made.people.set(people)
    Performance.objects.create(stage=stage_, entry=made)
    return made


def call(stage_, *, asks=4, sent=True, over=False, **fields):
    """A call that asks the townships for one person each, open for a week."""
    now = timezone.now()
    fields = {"posts": ["information_officer", "township_operator"], **fields}
    return Call.objects.create(
        stage=stage_,
        asks=asks,
        closes_at=now - timedelta(hours=1) if over else now + timedelta(days=7),
        sent_at=now if sent else None,
        **fields,
    )


def entered(call_, unit, people, *, by=None, substitutes=(), title=None, reason=""):
    """Whom a unit sends, as its page does it."""
    title = title or f"Team {next(_numbers)}"
    given = registration.Given(title, list(people), list(substitutes), reason)
    return registration.register(call_, unit, given, by or person())


def stage_with_panel(judges=3, entries=1, **fields):
    """A stage with rules, an approved panel of neutral judges, and entries that wait."""
    made = stage(**fields)
    for _ in range(judges):
        seat(made)
    for _ in range(entries):
        entry(made)
    return Stage.objects.get(pk=made.pk)


def open_entry(stage_, entry_=None):
    """The next entry on stage; returns its performance as the database has it."""
    waiting = stage_.performances.filter(state=Performance.State.WAITING)
    performance = waiting.filter(entry=entry_).get() if entry_ else waiting.first()
    judging.open_performance(performance, person())
    return Performance.objects.get(pk=performance.pk)


def marks(content=30, manner=50):
    return {"content": str(content), "manner": str(manner)}


def hand_in(sheet, **given):
    """One judge's marks, as her pad sends them."""
    seat = sheet.seat
    return judging.submit(
        seat.judge, seat, sheet.performance, uuid4(), sheet.version, marks(**given)
    )


def judge_all(performance, *content):
    """Everybody who is awaited hands in; `content` are the marks, in the order of the seats."""
    awaited = performance.sheets.awaited().select_related("seat__judge").order_by("seat__number")
    for number, sheet in enumerate(awaited):
        given = marks(content[number] if number < len(content) else 30)
        judging.submit(sheet.seat.judge, sheet.seat, performance, uuid4(), sheet.version, given)
    return Performance.objects.get(pk=performance.pk)


def snapshot(stage_, *, confirmed=True, published=True, by=None):
    """The result of what is all in; signed by two people and published unless told not to."""
    made = results.lock(stage_, by or person())
    if confirmed:
        results.confirm(made, person())
    if confirmed and published:
        results.publish(made, person())
    made.refresh_from_db()
    return made


def next_result(stage_, *content):
    """The next entry is judged and its result published."""
    judge_all(open_entry(stage_), *content)
    return snapshot(stage_)


def reveal(stage_, mode, number=0):
    """The stage, with its results shown in this way."""
    Reveal.objects.create(stage=stage_, mode=mode, number=number)
    return Stage.objects.get(pk=stage_.pk)


def timed_rules(contest_=None):
    """A rule set by which more than eight minutes cost 0.1 points, later 0.5."""
    time = {"most": 480, "over": [[30, "0.1"], [60, "0.5"]]}
    return rule_set(contest_ or contest(), data={**RULES, "time": time})


def draw(stage_, *, public=None):
    """A published list with its seal; drawn when there is a public value."""
    made = draws.commit(stage_, person())
    if public:
        draws.reveal(made, public, person())
    return made


def judged_stage(*contents, units=None, **fields):
    """A stage whose whole result is published; an entry a mark for content, the best is highest."""
    made = stage_with_panel(entries=0, **fields)
    units = units or [township() for _ in contents]
    for unit, content in zip(units, contents, strict=True):
        performance = open_entry(made, entry(made, unit))
        judge_all(performance, content, content, content)
    snapshot(made)
    return Stage.objects.get(pk=made.pk)


def award_rules(stage_, *, places=(1, 1), shared=True, organisation=None, published=True):
    titles = ["First prize", "Second prize", "Third prize"]
    quotas = [
        {"key": f"a{number}", "title": titles[number - 1], "places": count}
        for number, count in enumerate(places, start=1)
    ]
    return AwardRules.objects.create(
        stage=stage_,
        data={"quotas": quotas, "shared": shared, "organisation": organisation},
        published_at=timezone.now() if published else None,
    )


def award_list(stage_, *, checked=True, published=True, by=None):
    """Compiled by one person, checked and published unless told not to."""
    made = awards.compile_list(stage_, by or person())
    if checked:
        awards.check(made, person())
    if checked and published:
        awards.publish(made, person())
    made.refresh_from_db()
    return made
