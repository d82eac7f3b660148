"""How a stage of the invented county is judged and signed: as the desk does it, only at once."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from competitions.models import Entry, Mark, Panel, Performance, ResultSnapshot, Seat, Sheet
from competitions.services.compilation import compile_result
from competitions.services.results import facts_of
from ledger import log
from organisation.models import Post
from organisation.periods import start_of

State = Performance.State
CRITERIA = [("内容", 40), ("表达", 30), ("操作演示", 30)]


def appoint(stage, people, approver):
    panel = Panel.objects.create(
        stage=stage,
        approved_at=start_of(stage.held_on) - timedelta(days=6),
        approved_by=approver,
    )
    return Seat.objects.bulk_create(
        [
            Seat(panel=panel, judge=judge, unit=unit, number=number)
            for number, (judge, unit) in enumerate(people, start=1)
        ]
    )


def enter(stage, teams):
    entries = Entry.objects.bulk_create(
        [
            Entry(stage=stage, unit=unit, title=title, order_no=number)
            for number, (unit, title, _people) in enumerate(teams, start=1)
        ]
    )
    members = Entry.people.through
    members.objects.bulk_create(
        [
            members(entry=entry, person=person)
            for entry, (_unit, _title, people) in zip(entries, teams, strict=True)
            for person in people
        ]
    )
    return Performance.objects.bulk_create(
        [Performance(stage=stage, entry=entry) for entry in entries]
    )


def judge(demo, performance, seats, opened_at, waits=()):
    """Everybody's sheet except those who are still awaited."""
    good = demo.rng.uniform(0.80, 0.95)
    delegation = performance.entry.delegation
    sheets, marks = [], []
    for seat in seats:
        sheet = Sheet(
            id=UUID(int=demo.rng.getrandbits(128), version=4), seat=seat, performance=performance
        )
        sheets.append(sheet)
        if seat.belongs_to(delegation):
            sheet.state = Sheet.State.RECUSED
        elif seat not in waits:
            sheet.state = Sheet.State.SUBMITTED
            sheet.submitted_at = opened_at + timedelta(seconds=demo.rng.randrange(300, 420))
            marks += [_mark(demo, sheet, n, most, good) for n, (_t, most) in enumerate(CRITERIA, 1)]
    Sheet.objects.bulk_create(sheets)
    Mark.objects.bulk_create(marks)
    performance.opened_at = opened_at
    performance.state = State.OPEN if waits else State.ALL_IN
    performance.save(update_fields=["opened_at", "state"])


def _mark(demo, sheet, number, most, good):
    value = min(most, max(0, round(most * demo.rng.gauss(good, 0.03))))
    return Mark(sheet=sheet, criterion=f"c{number}", value=Decimal(value))


def signers(demo):
    """Who locks and who confirms: never one of the accounts first, so that they may confirm."""
    organisers = Post.objects.of_kind(Post.Kind.ORGANISER).select_related("person").order_by("pk")
    account = demo.accounts["organiser"]
    first = next(post.person for post in organisers if post.person != account)
    return first, account


def sign(stage, performances, moment, signers):
    """The result of these, compiled as the desk does it; with two signers also published."""
    before = stage.snapshots.order_by("-number").first()
    shown = Performance.objects.filter(pk__in=[performance.pk for performance in performances])
    data, rule_hash, input_hash = compile_result(stage, shown, before and before.data)
    snapshot = ResultSnapshot.objects.create(
        stage=stage,
        number=before.number + 1 if before else 1,
        data=data,
        rule_hash=rule_hash,
        input_hash=input_hash,
        locked_by=signers[0],
        locked_at=moment,
    )
    state = State.CHECKED
    log.append(stage.log, "locked", signers[0], **facts_of(snapshot))
    if len(signers) == 2:
        state = State.PUBLISHED
        snapshot.confirmed_by, snapshot.confirmed_at = signers[1], moment
        snapshot.published_by, snapshot.published_at = signers[1], moment + timedelta(minutes=1)
        snapshot.save()
        for verb in ("confirmed", "published"):
            log.append(stage.log, verb, signers[1], **facts_of(snapshot))
    shown.filter(snapshot=None).update(snapshot=snapshot)
    shown.filter(snapshot=snapshot).update(state=state)
