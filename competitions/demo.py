"""This app's part of the invented county: one season, from the townships to today's final."""

from datetime import timedelta

from django.utils import timezone

from competitions import demo_day, demo_judging, demo_quiz, demo_season
from competitions.demo_judging import CRITERIA
from competitions.models import Contest, RuleSet, Stage
from organisation.periods import start_of

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
    demo_day.ceremony(demo, RULES)
    demo_quiz.build(demo, demo_judging.signers(demo))


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
    seats = demo_judging.appoint(stage, people, demo.accounts["organiser"])
    villages = [v for v in demo.villages if v.path.startswith(township.path)]
    chosen = demo.rng.sample(villages, 5)
    teams = [
        (v, f"{v.name} {demo.officers[v.pk][0].name}", demo.officers[v.pk][:1]) for v in chosen
    ]
    performances = demo_judging.enter(stage, teams)
    begun = start_of(stage.held_on) + timedelta(hours=9)
    for turn, performance in enumerate(performances):
        demo_judging.judge(demo, performance, seats, begun + turn * A_TURN)
    demo_judging.sign(stage, performances, begun + 5 * A_TURN, demo_judging.signers(demo))
    return stage


def _skills(demo):
    """Over, with times, a correction, awards and certificates."""
    stage = demo_season.skills_stage(demo, RULES | {"time": demo_day.TIME})
    people = [(person, demo.county) for person in demo.rng.sample(demo.instructors, 5)]
    seats = demo_judging.appoint(stage, people, demo.accounts["organiser"])
    performances = demo_judging.enter(stage, demo_season.skilled(demo))
    begun = start_of(stage.held_on) + timedelta(hours=9)
    for turn, performance in enumerate(performances):
        demo_judging.judge(demo, performance, seats, begun + turn * A_TURN)
    demo_day.take_times(demo, performances, begun, A_TURN)
    signers = demo_judging.signers(demo)
    over = begun + len(performances) * A_TURN
    demo_judging.sign(stage, performances, over, signers)
    demo_day.correct_a_slip(stage, over, *signers)
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
    seats = demo_judging.appoint(stage, _judges_of_the_final(demo), demo.accounts["organiser"])
    performances = demo_judging.enter(stage, [_team(demo, t, below[t.pk]) for t in _order(demo)])
    came_from = {
        performance.entry: below[performance.entry.unit_id] for performance in performances
    }
    demo_season.link(stage, demo.operators, came_from)
    # Never later than now, so that what is done by hand comes after it.
    begun = min(start_of(demo.day) + timedelta(hours=9), timezone.now() - (PUBLISHED + 3) * A_TURN)
    signers = demo_judging.signers(demo)
    for turn in range(PUBLISHED):
        demo_judging.judge(demo, performances[turn], seats, begun + turn * A_TURN)
        demo_judging.sign(stage, performances[: turn + 1], begun + (turn + 1) * A_TURN, signers)
    demo_judging.judge(demo, performances[CHECKED - 1], seats, begun + PUBLISHED * A_TURN)
    demo_judging.sign(stage, performances[:CHECKED], begun + CHECKED * A_TURN, signers[:1])
    waits = [seat for seat in seats if seat.judge == demo.accounts["judge"]] + seats[-1:]
    demo_judging.judge(demo, performances[OPEN - 1], seats, begun + CHECKED * A_TURN, waits)


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
