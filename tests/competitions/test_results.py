import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from competitions.models import Performance, ResultSnapshot
from competitions.proof import marks_table
from competitions.services import desk, results
from competitions.services.refusal import ContestRefused
from tests import make

pytestmark = pytest.mark.django_db


def all_in(judges=3, entries=1, *content):
    stage = make.stage_with_panel(judges=judges, entries=entries)
    make.judge_all(make.open_entry(stage), *content)
    return stage


def states(stage):
    return list(stage.performances.values_list("state", flat=True))


def test_a_result_takes_two_people_and_an_act_of_publishing():
    stage = all_in()
    snapshot = results.lock(stage, make.person())
    assert states(stage) == ["checked"]

    results.confirm(snapshot, make.person())
    assert states(stage) == ["locked"]

    results.publish(snapshot, make.person())
    assert states(stage) == ["published"]


def test_who_locked_cannot_confirm():
    person = make.person()
    snapshot = results.lock(all_in(), person)

    with pytest.raises(ContestRefused, match="Another person"):
        results.confirm(snapshot, person)


def test_the_database_refuses_one_person_twice():
    person = make.person()
    snapshot = results.lock(all_in(), person)

    with pytest.raises(IntegrityError), transaction.atomic():
        ResultSnapshot.objects.filter(pk=snapshot.pk).update(confirmed_by=person)


def test_the_database_refuses_to_publish_what_is_not_confirmed():
    snapshot = results.lock(all_in(), make.person())

    with pytest.raises(IntegrityError), transaction.atomic():
        ResultSnapshot.objects.filter(pk=snapshot.pk).update(published_at="2026-01-01T00:00Z")


def test_a_judge_of_the_panel_signs_nothing():
    stage = all_in()
    judge = stage.panel.seats.first().judge

    with pytest.raises(ContestRefused, match="judge of the panel"):
        results.lock(stage, judge)


def test_an_unconfirmed_result_is_not_published():
    snapshot = results.lock(all_in(), make.person())

    with pytest.raises(ContestRefused, match="two signatures"):
        results.publish(snapshot, make.person())


def test_nothing_is_locked_while_a_judge_is_awaited():
    stage = make.stage_with_panel()
    make.open_entry(stage)

    with pytest.raises(ContestRefused, match="all in"):
        results.lock(stage, make.person())


def test_a_second_lock_has_nothing_to_lock():
    stage = all_in()
    results.lock(stage, make.person())

    with pytest.raises(ContestRefused):
        results.lock(stage, make.person())

    assert ResultSnapshot.objects.count() == 1


def test_only_one_result_is_in_work():
    stage = all_in(entries=2)
    results.lock(stage, make.person())
    make.judge_all(make.open_entry(stage))

    with pytest.raises(ContestRefused, match="waiting for its second signature"):
        results.lock(stage, make.person())


def test_a_result_that_is_not_confirmed_goes_back():
    stage = all_in()
    snapshot = results.lock(stage, make.person())

    results.discard(snapshot, "Seat 2 reads 29", make.person())

    assert states(stage) == ["all_in"]
    assert results.lock(stage, make.person()).number == 2


def test_marks_that_changed_after_the_lock_are_not_confirmed():
    stage = all_in()
    snapshot = results.lock(stage, make.person())
    stage.performances.first().sheets.first().marks.update(value=1)

    with pytest.raises(ContestRefused, match="not those that were locked"):
        results.confirm(snapshot, make.person())


def test_a_locked_sheet_cannot_be_sent_back():
    stage = all_in()
    results.lock(stage, make.person())
    sheet = Performance.objects.get(stage=stage).sheets.first()

    with pytest.raises(ContestRefused):
        desk.send_back(sheet, "Too late", make.person())


def test_the_snapshot_holds_totals_ranks_and_what_was_dropped():
    stage = all_in(5, 2, 20, 25, 30, 35, 40)
    make.judge_all(make.open_entry(stage), 31, 31, 31, 31, 31)

    rows = make.snapshot(stage).data["results"]

    assert [(row["code"], row["total"], row["rank"], row["n"]) for row in rows] == [
        ("02", "81.00", 1, 5),
        ("01", "80.00", 2, 5),
    ]
    assert rows[1]["dropped"] == [["05", None], ["01", None]]


def test_ranks_are_compared_with_the_result_before():
    stage = all_in(3, 2, 30, 30, 30)
    make.snapshot(stage)
    make.judge_all(make.open_entry(stage), 40, 40, 40)

    rows = make.snapshot(stage).data["results"]

    assert [(row["code"], row["change"]) for row in rows] == [("02", None), ("01", -1)]


def test_a_reserve_who_judged_one_entry_is_not_awaited_for_the_others():
    stage = make.stage_with_panel(judges=4, entries=2)
    make.seat(stage, kind="reserve")
    first = make.open_entry(stage)
    desk.excuse(first.sheets.first(), "absent", "Late", make.person())
    make.judge_all(first)
    make.judge_all(make.open_entry(stage))

    assert [row["n"] for row in make.snapshot(stage).data["results"]] == [4, 4]


def test_anybody_recomputes_a_published_result(tmp_path, capsys):
    stage = all_in(5, 2, 20, 25, 30, 35, 40)
    make.judge_all(make.open_entry(stage))
    data = make.snapshot(stage).data
    (tmp_path / "marks.csv").write_text(marks_table(data))
    (tmp_path / "rules.json").write_text(json.dumps(data["rules"]))

    call_command("tabulate", tmp_path / "marks.csv", rules=str(tmp_path / "rules.json"), json=True)

    found = json.loads(capsys.readouterr().out)["entries"]
    assert [(e["entry"], e["total"], e["rank"]) for e in found] == [
        (row["code"], row["total"], row["rank"]) for row in data["results"]
    ]
