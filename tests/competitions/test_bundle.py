"""A published result proves itself on any machine; a forged one is named where it was forged."""

import io
import json
import zipfile
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.urls import reverse

from competitions.models import Sheet
from competitions.services import audit, corrections, results, timing
from competitions.words import sentence
from ledger.models import Entry as LogEntry
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db


def address(name, stage):
    return reverse(f"competitions:{name}", args=[stage.pk])


def season():
    """Penalties, a correction and a second result: everything a bundle has to bear."""
    contest = make.contest()
    rules = make.timed_rules(contest)
    stage = make.stage_with_panel(judges=5, entries=2, contest_=contest, rules=rules)
    for seconds, content in ((485, 30), (600, 33)):
        performance = make.judge_all(make.open_entry(stage), 20, content, 34, 38, 40)
        timing.set_time(performance, seconds, make.person())
        make.snapshot(stage)
    sheet = Sheet.objects.current().filter(performance__stage=stage).first()
    made = corrections.propose_marks(sheet, make.marks(37), "A slip", make.person())
    results.publish(corrections.approve(made, make.person()), make.person())
    return stage


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def checked(tmp_path, capsys, content):
    """(whether it is proved, the messages) of the command."""
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)
    with suppress(SystemExit):
        call_command("check_bundle", path, json=True)
    found = json.loads(capsys.readouterr().out)
    return found["proved"], [error["message"] for error in found.get("errors", [])]


def test_tabulate_recomputes_the_bundle_bit_by_bit(client, tmp_path, capsys):
    files = unpacked(client.get(address("bundle", season())).content)
    for name in ("marks.csv", "rules.json", "penalties.csv"):
        (tmp_path / name).write_text(files[name])

    call_command(
        "tabulate", tmp_path / "marks.csv", rules=str(tmp_path / "rules.json"),
        penalties=str(tmp_path / "penalties.csv"), json=True,
    )  # fmt: skip

    found = {e["entry"]: e for e in json.loads(capsys.readouterr().out)["entries"]}
    published = {row["code"]: row for row in json.loads(files["result.json"])["data"]["results"]}
    assert found.keys() == published.keys()
    assert [
        {key: published[code][key] for key in entry} == entry for code, entry in found.items()
    ] == [True, True]


def test_the_bundle_proves_itself(client, tmp_path, capsys):
    content = client.get(address("bundle", season())).content

    assert checked(tmp_path, capsys, content) == (True, [])


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("marks.csv", "01,03,content,34", "01,03,content,36", "not those of the result"),
        ("rules.json", '"minimum": 5', '"minimum": 6', "rules are not those"),
        ("penalties.csv", "02,600", "02,480", "not those of the result"),
        ("result.json", '"rank": 2', '"rank": 1', "rank is 2 by the rules, and 1"),
    ],
)
def test_a_forged_file_is_named(client, tmp_path, capsys, name, old, new, says):
    files = unpacked(client.get(address("bundle", season())).content)
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)

    proved, messages = checked(tmp_path, capsys, packed(files))

    assert proved is False
    assert says in messages[0]


def test_a_line_taken_out_of_the_chain_is_named(client, tmp_path, capsys):
    files = unpacked(client.get(address("bundle", season())).content)
    lines = json.loads(files["chain.json"])
    files["chain.json"] = json.dumps(lines[:4] + lines[5:])

    proved, messages = checked(tmp_path, capsys, packed(files))

    assert (proved, messages) == (False, ["The log is broken at line 5."])


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 100])
def test_what_is_no_bundle_is_refused(tmp_path, capsys, content):
    assert checked(tmp_path, capsys, content) == (False, ["This file is no bundle of a result."])


def test_a_bundle_with_a_file_missing_says_which(client, tmp_path, capsys):
    files = unpacked(client.get(address("bundle", season())).content)
    del files["chain.json"]

    proved, messages = checked(tmp_path, capsys, packed(files))

    assert messages == ["The bundle lacks: chain.json."]


def test_everybody_gets_it_without_names_and_the_desk_with_them(client):
    stage = season()
    judge = str(stage.panel.seats.first().judge)
    public = unpacked(client.get(address("bundle", stage)).content)
    client.force_login(make.person(Post.Kind.ORGANISER))

    own = unpacked(client.get(address("bundle", stage)).content)

    assert (f'"{judge}"' in public["chain.json"], f'"{judge}"' in own["chain.json"]) == (
        False,
        True,
    )


def test_the_page_proves_it_before_ones_eyes(client):
    page = client.get(address("chain", season())).content.decode()

    assert "Recomputed just now" in page


def test_a_changed_line_of_the_log_is_on_the_page(client):
    stage = season()
    LogEntry.objects.filter(stream=stage.log, number=3).update(facts={"entry": "forged"})

    assert "broken at line 3" in client.get(address("chain", stage)).content.decode()


def test_a_changed_snapshot_is_on_the_page():
    stage = season()
    snapshot = stage.snapshots.published().latest()
    snapshot.data["results"][0]["total"] = "99.00"
    snapshot.save(update_fields=["data"])

    [fault] = audit.check(snapshot)

    assert "99.00" in sentence(fault)


def test_the_criterion_that_differs_is_named():
    snapshot = season().snapshots.published().latest()
    snapshot.data["results"][0]["criteria"]["content"] = "9.00"
    snapshot.save(update_fields=["data"])

    [fault] = audit.check(snapshot)

    words = sentence(fault)
    assert words.startswith("criteria.content is ")
    assert words.endswith("by the rules, and 9.00 in the result.")


@pytest.mark.parametrize("name", ["chain", "bundle"])
def test_what_is_held_back_has_no_public_proof_yet(client, name):
    stage = make.reveal(make.stage_with_panel(judges=3, entries=2), "ceremony", 1)
    make.next_result(stage)
    make.next_result(stage)
    assert client.get(address(name, stage)).status_code == 404

    client.force_login(make.person(Post.Kind.ORGANISER))
    assert client.get(address(name, stage)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(client, count, django_assert_num_queries):
    stage = make.stage_with_panel(judges=3, entries=count)
    for _ in range(count):
        make.next_result(stage)

    with django_assert_num_queries(4):
        client.get(address("chain", stage))
