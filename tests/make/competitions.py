from datetime import date
from itertools import count
from uuid import uuid4

from django.utils import timezone

from competitions.models import Contest, Entry, Panel, Performance, Reveal, RuleSet, Seat, Stage
from competitions.services import draws, judging, results
from competitions.services.panels import unit_of
from tests.make.organisation import county, person, township

__all__ = [
    "contest", "draw", "entry",
    "hand_in", "judge_all", "marks", "next_result", "open_entry", "reveal", "rule_set", "seat",
    "snapshot", "stage", "stage_with_panel", "timed_rules",
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
