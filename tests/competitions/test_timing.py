"""The time on stage: taken, charged once after trimming, fixed by the lock."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from competitions.models import Timekeeper, Timing
from competitions.proof import marks_table, times_table
from competitions.services import results, timing
from competitions.services.refusal import ContestRefused
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db


def timed_stage(entries=1):
    contest = make.contest()
    return make.stage_with_panel(
        judges=3, entries=entries, contest_=contest, rules=make.timed_rules(contest)
    )


def address(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def test_the_clock_of_the_server_counts():
    performance = make.open_entry(timed_stage())
    timing.start(performance, make.person())
    begun = timezone.now() - timedelta(seconds=495)
    Timing.objects.update(started_at=begun)

    timing.stop(performance, make.person())

    noted = Timing.objects.get()
    assert (noted.seconds, str(noted.points.normalize()), noted.line) == (495, "0.1", "over:1")


def test_the_penalty_is_taken_off_once_after_trimming():
    stage = timed_stage()
    performance = make.judge_all(make.open_entry(stage), 30, 30, 31)
    timing.set_time(performance, 600, make.person())

    [row] = make.snapshot(stage).data["results"]

    assert (row["before_time"], row["total"]) == ("80.33", "79.83")
    assert row["time"] == {"seconds": 600, "points": "0.5", "line": "over:2"}


def test_without_a_time_nothing_is_locked():
    stage = timed_stage()
    make.judge_all(make.open_entry(stage))

    with pytest.raises(ContestRefused, match="time on stage is missing"):
        results.lock(stage, make.person())


def test_why_there_is_no_time_is_on_the_result(client):
    stage = timed_stage()
    performance = make.judge_all(make.open_entry(stage))
    timing.leave_untimed(performance, "The power was cut", make.person())

    snapshot = make.snapshot(stage)

    assert snapshot.data["results"][0]["total"] == "80.00"
    page = client.get(address("result_sheet", stage.pk)).content.decode()
    assert "The power was cut" in page


def test_after_the_lock_the_time_stays():
    stage = timed_stage()
    performance = make.judge_all(make.open_entry(stage))
    timing.set_time(performance, 400, make.person())
    results.lock(stage, make.person())

    with pytest.raises(ContestRefused, match="not later"):
        timing.set_time(performance, 600, make.person())

    assert Timing.objects.get().seconds == 400


def test_a_time_that_changed_after_the_lock_is_not_confirmed():
    stage = timed_stage()
    performance = make.judge_all(make.open_entry(stage))
    timing.set_time(performance, 400, make.person())
    snapshot = results.lock(stage, make.person())
    Timing.objects.update(seconds=600)

    with pytest.raises(ContestRefused, match="not those that were locked"):
        results.confirm(snapshot, make.person())


def test_anybody_recomputes_a_result_with_penalties(tmp_path, capsys):
    stage = timed_stage(entries=2)
    for seconds in (485, 300):
        timing.set_time(make.judge_all(make.open_entry(stage)), seconds, make.person())
    data = make.snapshot(stage).data
    for name, text in (
        ("marks.csv", marks_table(data)),
        ("times.csv", times_table(data)),
        ("rules.json", json.dumps(data["rules"])),
    ):
        (tmp_path / name).write_text(text)

    call_command(
        "tabulate", tmp_path / "marks.csv", rules=str(tmp_path / "rules.json"),
        penalties=str(tmp_path / "times.csv"), json=True,
    )  # fmt: skip

    found = json.loads(capsys.readouterr().out)["entries"]
    assert [(e["entry"], e["total"], e["rank"]) for e in found] == [
        ("02", "80.00", 1),
        ("01", "79.90", 2),
    ]


def test_a_judge_does_not_take_the_time():
    stage = timed_stage()
    judge = stage.panel.seats.first().judge

    with pytest.raises(ContestRefused, match="judge of the panel"):
        timing.name_timekeeper(stage, judge, make.person())


def test_a_timekeeper_is_named_told_and_taken_off(client):
    stage, timekeeper = timed_stage(), make.person(name="Clock Watcher")
    client.force_login(make.person(Post.Kind.ORGANISER))

    client.post(address("timekeepers", stage.pk), {"person": "Clock Watcher"})
    assert timekeeper.messages.count() == 1
    client.post(address("timekeeper_dismiss", Timekeeper.objects.get().pk))

    assert not Timekeeper.objects.exists()


def test_nobody_is_named_twice(client):
    stage, timekeeper = timed_stage(), make.person(name="Clock Watcher")
    timing.name_timekeeper(stage, timekeeper, make.person())
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.post(address("timekeepers", stage.pk), {"person": "Clock Watcher"})

    assert "takes the time already" in page.content.decode()


def test_the_timekeeper_starts_stops_and_types(client):
    stage = timed_stage()
    timekeeper = make.person()
    timing.name_timekeeper(stage, timekeeper, make.person())
    performance = make.open_entry(stage)
    client.force_login(timekeeper)
    assert "Start the clock" in client.get(address("timekeeping", stage.pk)).content.decode()

    client.post(address("timing_start", performance.pk))
    assert Timing.objects.get().is_running
    client.post(address("timing_stop", performance.pk))
    client.post(address("timing_note", performance.pk), {"minutes": "8", "seconds": "12"})

    assert Timing.objects.get().seconds == 492


def test_a_time_and_a_reason_together_are_asked_about(client):
    stage = timed_stage()
    performance = make.open_entry(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.post(address("timing_note", performance.pk), {"minutes": "8", "reason": "cut"})

    assert "Write the time, or say why" in page.content.decode()
    assert not Timing.objects.exists()


@pytest.mark.parametrize("name", ["timing_start", "timing_stop", "timekeeper_dismiss"])
def test_looking_changes_nothing(client, name):
    stage = timed_stage()
    pk = make.open_entry(stage).pk
    client.force_login(make.person(Post.Kind.ORGANISER))

    assert client.get(address(name, pk)).status_code == 405


def test_a_second_start_is_refused():
    performance = make.open_entry(timed_stage())
    timing.start(performance, make.person())

    with pytest.raises(ContestRefused, match="runs or is noted"):
        timing.start(performance, make.person())


def test_the_rules_of_time_are_written_by_hand(client):
    contest = make.contest()
    client.force_login(make.person(Post.Kind.ORGANISER))
    page = client.get(address("rules_edit", contest.pk))
    posted = {
        name: field.value() if field.value() is not None else ""
        for form in (page.context["form"], page.context["time"], page.context["sample"])
        for name, field in ((bound.html_name, bound) for bound in form)
    }
    posted |= {"criteria-TOTAL_FORMS": "1", "criteria-INITIAL_FORMS": "0"}
    posted |= {"criteria-0-title": "Talk", "criteria-0-most": "100", "criteria-0-step": "1"}
    posted |= {"time-most": "480", "time-over": "30 0.1\n60 0.5"}

    client.post(address("rules_edit", contest.pk), posted)

    rules = contest.rule_sets.get()
    assert rules.data["time"] == {"most": 480, "over": [[30, "0.1"], [60, "0.5"]]}
    assert rules.rules.time.over[1].seconds == 60


def test_the_stage_screen_shows_who_is_on_and_then_the_score(client):
    stage = timed_stage(entries=2)
    performance = make.open_entry(stage)
    timing.start(performance, make.person())

    page = client.get(address("screen_live", stage.pk)).content.decode()
    assert (str(performance.entry) in page, "data-clock-start" in page) == (True, True)

    timing.stop(performance, make.person())
    make.judge_all(performance)
    make.snapshot(stage)
    assert "80.00" in client.get(address("screen_live", stage.pk)).content.decode()
