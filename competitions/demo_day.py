"""What a judging day also has, in the invented county: times, a slip put right, a ceremony."""

from datetime import timedelta

from django.utils import timezone

from competitions import demo_judging, demo_season
from competitions.models import (
    Correction,
    ResultSnapshot,
    Reveal,
    Sheet,
    Stage,
    Timekeeper,
    Timing,
)
from competitions.services import corrections, results
from competitions.services.timing import charge
from organisation.periods import start_of

# Eight minutes; the longer somebody speaks, the more it costs.
TIME = {"most": 480, "over": [[10, "0.02"], [20, "0.05"], [30, "0.1"]]}
SHORTEST, STEP, SPAN = 412, 23, 95  # seconds on stage, entry by entry
SLIP = "平板上点的和评委手里纸上写的差 1 分，评委本人确认按纸上的算"
CORRECTED = 8  # its place in the order
CEREMONY_ABOUT = "每个乡镇选一名信息员，现场做一张村务公示。最后三位的成绩颁奖时揭晓。"
ON_STAGE, HELD_BACK, JUDGES = 8, 3, 5
A_TURN, AN_HOUR = timedelta(minutes=6), timedelta(hours=1)


def take_times(demo, performances, begun, turn):
    """Some of them spoke longer than they may."""
    stage, keeper = performances[0].stage, demo.instructors[0]
    Timekeeper.objects.create(stage=stage, person=keeper)
    times = []
    for number, performance in enumerate(performances):
        seconds = SHORTEST + STEP * number % SPAN
        points, line = charge(stage, seconds)
        started = begun + number * turn
        times.append(
            Timing(
                performance=performance, started_at=started, seconds=seconds, points=points,
                line=line, taken_by=keeper, taken_at=started + timedelta(seconds=seconds),
            )
        )  # fmt: skip
    Timing.objects.bulk_create(times)


def correct_a_slip(stage, over, proposer, approver):
    """Found an hour after the end: one proposed it, another approved it, the result is new."""
    sheet = (
        Sheet.objects.current()
        .filter(performance__stage=stage, performance__entry__order_no=CORRECTED)
        .filter(state=Sheet.State.SUBMITTED)
        .select_related("performance__stage__rule_set")
        .first()
    )
    marks = {key: str(value) for key, value in sheet.values().items()}
    marks["c3"] = str(int(float(marks["c3"])) - 1)
    made = corrections.propose_marks(sheet, marks, SLIP, proposer)
    snapshot = corrections.approve(made, approver)
    results.publish(snapshot, proposer)
    found, approved = over + AN_HOUR, over + AN_HOUR + A_TURN
    Correction.objects.filter(pk=made.pk).update(proposed_at=found, approved_at=approved)
    ResultSnapshot.objects.filter(pk=snapshot.pk).update(
        locked_at=found, confirmed_at=approved, published_at=approved
    )


def ceremony(demo, rules):
    """Everybody has spoken; the last three results wait for the ceremony."""
    announced = demo.day - timedelta(days=30)
    contest, rule_set = demo_season.new_contest(
        demo, "村务公示制作赛", CEREMONY_ABOUT, announced, rules
    )
    stage = Stage.objects.create(
        contest=contest, unit=demo.county, level=Stage.Level.COUNTY, title="现场展示",
        held_on=demo.day, place="县职业学校微机室", rule_set=rule_set,
    )  # fmt: skip
    people = [(person, demo.county) for person in demo.rng.sample(demo.instructors, JUDGES)]
    seats = demo_judging.appoint(stage, people, demo.accounts["organiser"])
    teams = demo_season.skilled(demo)[1 : ON_STAGE + 1]
    performances = demo_judging.enter(stage, teams)
    over = min(start_of(demo.day) + 11 * AN_HOUR, timezone.now() - A_TURN)
    for turn, performance in enumerate(performances):
        demo_judging.judge(demo, performance, seats, over - (ON_STAGE - turn) * A_TURN)
    demo_judging.sign(stage, performances, over, demo_judging.signers(demo))
    Reveal.objects.create(stage=stage, mode=Reveal.Mode.CEREMONY, number=HELD_BACK, frozen_at=over)
