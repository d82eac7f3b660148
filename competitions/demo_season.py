"""Before and after the judging in the invented county: who came up, an open call, awards given."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from competitions.models import (
    Advancement,
    AwardRules,
    Call,
    Contest,
    Entry,
    Origin,
    RuleSet,
    Stage,
)
from competitions.services import awards, registration
from organisation.models import Post
from organisation.periods import start_of

AWARD_RULES = {
    "quotas": [
        {"key": "a1", "title": "一等奖", "places": 1},
        {"key": "a2", "title": "二等奖", "places": 2},
        {"key": "a3", "title": "三等奖", "places": 3},
    ],
    "shared": True,
    "organisation": {
        "title": "优秀组织奖",
        "places": 3,
        "weights": {"villages": "50", "own_stage": "30", "place": "20"},
    },
}
SKILLS_ABOUT = "每个乡镇选派一名信息员，现场录入、核对、导出，看谁又快又准。"
OFFICE_ABOUT = "各乡镇选派两名信息员组队，另报一名替补。内容是文档、表格和上网查询。"
ENTERED, DAYS_LEFT, DAYS_TO_GO = 7, 4, 20
LONG_BEFORE = timedelta(days=30)


def link(final, sent_by, entries):
    """The winners of the townships' stages went on to the final: entry → entry it came from."""
    for entry, came_from in entries.items():
        stage = came_from.stage
        snapshot = stage.snapshots.latest()
        row = next(r for r in snapshot.data["results"] if int(r["code"]) == came_from.order_no)
        act = Advancement.objects.create(
            from_stage=stage, to_stage=final, snapshot=snapshot, rule=Advancement.Rule.SHARED,
            places=1, made_by=sent_by[entry.unit_id],
        )  # fmt: skip
        Origin.objects.create(
            entry=entry, advancement=act, came_from=came_from, rank=row["rank"], total=row["total"]
        )


def winner_of(stage):
    """The entry that is first in the published result."""
    row = stage.snapshots.latest().data["results"][0]
    return Entry.objects.select_related("stage").get(stage=stage, order_no=int(row["code"]))


def new_contest(demo, title, about, announced_on, rules):
    contest = Contest.objects.create(
        unit=demo.county,
        year=demo.day.year,
        title=title,
        kind=Contest.Kind.SPEECH,
        about=about,
        announced_at=start_of(announced_on),
    )
    rule_set = RuleSet.objects.create(
        contest=contest, version=1, data=rules, published_at=start_of(announced_on),
        published_by=demo.accounts["organiser"],
    )  # fmt: skip
    return contest, rule_set


def skills_stage(demo, rules):
    """Last month's contest, still to be judged by `competitions/demo.py`."""
    held_on = demo.months[-2].first + timedelta(days=11)
    contest, rule_set = new_contest(
        demo, "业务操作技能赛", SKILLS_ABOUT, held_on - LONG_BEFORE, rules
    )
    stage = Stage.objects.create(
        contest=contest, unit=demo.county, level=Stage.Level.COUNTY, title="县级比赛",
        held_on=held_on, place="县职业学校微机室", rule_set=rule_set,
    )  # fmt: skip
    award_rules(demo, stage)
    return stage


def award_rules(demo, stage):
    """Said long before."""
    AwardRules.objects.create(
        stage=stage, data=AWARD_RULES, published_at=start_of(stage.held_on - LONG_BEFORE),
        published_by=demo.accounts["organiser"],
    )  # fmt: skip


def skilled(demo):
    """One officer of each township, from a village that has one."""
    teams = []
    for township in demo.townships:
        villages = [v for v in demo.villages if v.path.startswith(township.path)]
        officer = demo.officers[demo.rng.choice(villages).pk][0]
        if township == demo.townships[0]:
            officer = demo.accounts["trainee"]
        teams.append((township, f"{township.name} {officer.name}", [officer]))
    return teams


def give_awards(demo, stage, compiler):
    """The whole way: compiled, checked by another person, published, certificates given."""
    award_list = awards.compile_list(stage, compiler)
    awards.check(award_list, demo.accounts["supervisor"])
    awards.publish(award_list, demo.accounts["organiser"])


def open_call(demo, rules):
    """A call to all townships, some of which have answered it."""
    contest, rule_set = new_contest(
        demo, "办公软件技能赛", OFFICE_ABOUT, demo.day - timedelta(days=6), rules
    )
    stage = Stage.objects.create(
        contest=contest, unit=demo.county, level=Stage.Level.COUNTY, title="全县比赛",
        held_on=demo.day + timedelta(days=DAYS_TO_GO), place="县职业学校微机室", rule_set=rule_set,
    )  # fmt: skip
    closes = datetime.combine(demo.day + timedelta(days=DAYS_LEFT), time(17))
    call = Call.objects.create(
        stage=stage, asks=Call.Asks.TOWNSHIP, fewest=2, most=2, substitutes=1,
        posts=[Post.Kind.INFORMATION_OFFICER], closes_at=timezone.make_aware(closes),
    )  # fmt: skip
    registration.send_call(call, demo.accounts["organiser"])
    call.refresh_from_db()
    for township in demo.townships[1 : ENTERED + 1]:
        villages = [v for v in demo.villages if v.path.startswith(township.path)]
        people = [demo.officers[v.pk][0] for v in demo.rng.sample(villages, 3)]
        given = registration.Given(f"{township.name}代表队", people[:2], people[2:])
        registration.register(call, township, given, demo.operators[township.pk])
