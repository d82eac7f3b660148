"""This app's part of the invented county: one season, from the townships to today's final."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from competitions import demo_quiz, demo_season
from competitions.models import (
    Contest,
    Entry,
    Mark,
    Panel,
    Performance,
    ResultSnapshot,
    RuleSet,
    Seat,
    Sheet,
    Stage,
)
from competitions.services.compilation import compile_result
from competitions.services.results import facts_of
from ledger import log
from organisation.models import Post
from organisation.periods import start_of

State = Performance.State
CRITERIA = [("内容", 40), ("表达", 30), ("操作演示", 30)]
RULES = {
    "criteria": [
        {"key": f"c{n}", "title": title, "weight": "1", "min": "0", "max": str(most), "step": "1"}
        for n, (title, most) in enumerate(CRITERIA, start=1)
    ],
    "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
    "rounding": {"mode": "half_up", "criterion": 2, "weighted": 2, "total": 2},
    "ties": ["criterion:c1", "head_to_head", "untrimmed_mean"],
    "ranking": "1224",
}
ABOUT = (
    "每个乡镇先在村里动员，再由乡镇选出一支代表队参加全县决赛。"
    "讲清楚怎样用电脑做好村里的日常登记，现场操作。"
)
A_TURN = timedelta(minutes=8)
PUBLISHED, CHECKED, OPEN = 10, 11, 12  # places in the order of the final
OWN_TOWNSHIP_OF_JUDGE, OWN_TOWNSHIP_OF_TRAINEE = 4, 15


def build(demo):
    """Adds the season of this year to a DemoCounty."""
    contest = Contest.objects.create(
        unit=demo.county,
        year=demo.day.year,
        title="软件应用演讲比赛",
        kind=Contest.Kind.SPEECH,
        about=ABOUT,
        announced_at=start_of(demo.months[-6].first),
    )
    rule_set = RuleSet.objects.create(
        contest=contest,
        version=1,
        data=RULES,
        published_at=start_of(demo.months[-5].first),
        published_by=demo.accounts["organiser"],
    )
    below = {
        township.pk: demo_season.winner_of(_township_stage(demo, contest, rule_set, township))
        for township in demo.townships
    }
    _final(demo, contest, rule_set, below)
    _skills(demo)
    demo_season.open_call(demo, RULES)
    demo_quiz.build(demo, _signers(demo))


def _township_stage(demo, contest, rule_set, township):
    """Held two or three months ago among some of the villages; all of it published."""
    month = demo.months[demo.rng.choice([-4, -3])]
    stage = Stage.objects.create(
        contest=contest,
        unit=township,
        level=Stage.Level.TOWNSHIP,
        title=f"{township.name}选拔赛",
        held_on=month.first + timedelta(days=demo.rng.randrange(5, 27)),
        place=f"{township.name}联校微机室",
        rule_set=rule_set,
    )
    operator, director = demo.operators[township.pk], demo.directors[township.pk]
    people = [(director, township), (operator, township)]
    people += [(person, demo.county) for person in demo.rng.sample(demo.instructors, 3)]
    seats = _panel(stage, people, demo.accounts["organiser"])
    villages = [v for v in demo.villages if v.path.startswith(township.path)]
    chosen = demo.rng.sample(villages, 5)
    teams = [
        (v, f"{v.name} {demo.officers[v.pk][0].name}", demo.officers[v.pk][:1]) for v in chosen
    ]
    performances = _entries(stage, teams)
    begun = start_of(stage.held_on) + timedelta(hours=9)
    for turn, performance in enumerate(performances):
        _judge(demo, performance, seats, begun + turn * A_TURN)
    _sign(stage, performances, begun + 5 * A_TURN, _signers(demo))
    return stage


def _skills(demo):
    """Over, with awards and certificates."""
    stage = demo_season.skills_stage(demo, RULES)
    people = [(person, demo.county) for person in demo.rng.sample(demo.instructors, 5)]
    seats = _panel(stage, people, demo.accounts["organiser"])
    performances = _entries(stage, demo_season.skilled(demo))
    begun = start_of(stage.held_on) + timedelta(hours=9)
    for turn, performance in enumerate(performances):
        _judge(demo, performance, seats, begun + turn * A_TURN)
    signers = _signers(demo)
    _sign(stage, performances, begun + len(performances) * A_TURN, signers)
    demo_season.give_awards(demo, stage, signers[0])


def _final(demo, contest, rule_set, below):
    """Today: ten results out, one to be confirmed, one entry on stage, the rest to come."""
    stage = Stage.objects.create(
        contest=contest,
        unit=demo.county,
        level=Stage.Level.COUNTY,
        title="全县决赛",
        held_on=demo.day,
        place="县职业学校礼堂",
        rule_set=rule_set,
    )
    seats = _panel(stage, _judges_of_the_final(demo), demo.accounts["organiser"])
    performances = _entries(stage, [_team(demo, t, below[t.pk]) for t in _order(demo)])
    came_from = {
        performance.entry: below[performance.entry.unit_id] for performance in performances
    }
    demo_season.link(stage, demo.operators, came_from)
    # Never later than now, so that what is done by hand comes after it.
    begun = min(start_of(demo.day) + timedelta(hours=9), timezone.now() - (PUBLISHED + 3) * A_TURN)
    signers = _signers(demo)
    for turn in range(PUBLISHED):
        _judge(demo, performances[turn], seats, begun + turn * A_TURN)
        _sign(stage, performances[: turn + 1], begun + (turn + 1) * A_TURN, signers)
    _judge(demo, performances[CHECKED - 1], seats, begun + PUBLISHED * A_TURN)
    _sign(stage, performances[:CHECKED], begun + CHECKED * A_TURN, signers[:1])
    waits = [seat for seat in seats if seat.judge == demo.accounts["judge"]] + seats[-1:]
    _judge(demo, performances[OPEN - 1], seats, begun + CHECKED * A_TURN, waits)


def _judges_of_the_final(demo):
    """The judge who signs in, two more directors, and four of the county."""
    judge = demo.accounts["judge"]
    homes = {township.pk: township for township in demo.townships}
    own = next(pk for pk, person in demo.directors.items() if person == judge)
    others = demo.rng.sample([pk for pk in homes if pk not in (own, demo.townships[0].pk)], 2)
    directors = [(demo.directors[pk], homes[pk]) for pk in (*others, own)]
    county = [(person, demo.county) for person in demo.rng.sample(demo.instructors, 4)]
    return [*county[:2], *directors, *county[2:]]


def _order(demo):
    """A drawn order in which the judge's own township was on, and the trainee's is to come."""
    judge = demo.accounts["judge"]
    own = next(t for t in demo.townships if demo.directors[t.pk] == judge)
    first = demo.townships[0]
    rest = [township for township in demo.townships if township not in (own, first)]
    demo.rng.shuffle(rest)
    rest.insert(OWN_TOWNSHIP_OF_JUDGE - 1, own)
    rest.insert(OWN_TOWNSHIP_OF_TRAINEE - 1, first)
    return rest


def _team(demo, township, winner):
    """Who won the township's own stage, and one more; in the first township the trainee."""
    villages = [v for v in demo.villages if v.path.startswith(township.path)]
    first = winner.people.get()
    others = [demo.officers[village.pk][0] for village in demo.rng.sample(villages, 2)]
    if township == demo.townships[0]:
        others.insert(0, demo.accounts["trainee"])
    second = next(person for person in others if person != first)
    return township, f"{township.name}代表队", [first, second]


def _panel(stage, people, approver):
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


def _entries(stage, teams):
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


def _judge(demo, performance, seats, opened_at, waits=()):
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


def _signers(demo):
    """Who locks and who confirms: never one of the accounts first, so that they may confirm."""
    organisers = Post.objects.of_kind(Post.Kind.ORGANISER).select_related("person").order_by("pk")
    account = demo.accounts["organiser"]
    first = next(post.person for post in organisers if post.person != account)
    return first, account


def _sign(stage, performances, moment, signers):
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
