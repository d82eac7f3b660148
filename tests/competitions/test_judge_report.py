"""The judges seen from their marks, with neither database nor secret."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.competitions.scoring.test_agreement import TARGETS

HEADER = "entry,judge,criterion,mark"
TABLE = [
    f"E{entry},J{judge},a,{mark}"
    for entry, marks in enumerate(TARGETS, start=1)
    for judge, mark in enumerate(marks, start=1)
]
RULES = {
    "criteria": [{"key": "a", "weight": "1"}, {"key": "b", "weight": "0"}],
    "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
}
NOTHING = {
    "kendall_w": None,
    "chi2": None,
    "icc": dict.fromkeys(["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]),
    "alpha": None,
    "judges": [],
}


@pytest.fixture
def judge_report(tmp_path, capsys):
    def run(lines, rules=None, as_json=True):
        marks, rule_file = tmp_path / "marks.csv", tmp_path / "rules.json"
        marks.write_text("\n".join(lines), encoding="utf-8")
        rule_file.write_text(json.dumps(rules))
        options = {"rules": str(rule_file)} if rules else {}
        code = 0
        try:
            call_command("judge_report", str(marks), json=as_json, **options)
        except SystemExit as ended:
            code = ended.code
        out = capsys.readouterr()
        return code, json.loads(out.out) if as_json else out

    return run


def test_the_output_has_the_promised_form(judge_report):
    code, found = judge_report([HEADER, *TABLE])

    assert (code, list(found)) == (0, list(NOTHING))
    assert list(found["icc"]) == list(NOTHING["icc"])
    assert [list(judge) for judge in found["judges"]] == [
        ["judge", "leniency", "severity_logit", "se"]
    ] * 4


def test_the_published_table_is_reproduced(judge_report):
    _code, found = judge_report([HEADER, *TABLE])

    assert {form: round(value, 2) for form, value in found["icc"].items()} == {
        "1,1": 0.17, "2,1": 0.29, "3,1": 0.71, "1,k": 0.44, "2,k": 0.62, "3,k": 0.91,
    }  # fmt: skip
    assert round(found["alpha"], 2) == 0.91
    assert [judge["leniency"] for judge in found["judges"]] == [2.375, -2.791667, -0.958333, 1.375]


def test_who_gives_more_is_less_severe(judge_report):
    _code, found = judge_report([HEADER, *TABLE])

    by_leniency = sorted(found["judges"], key=lambda judge: judge["leniency"])
    by_severity = sorted(found["judges"], key=lambda judge: -judge["severity_logit"])
    assert by_leniency == by_severity
    assert all(judge["se"] > 0 for judge in found["judges"])


def test_a_missing_cell_leaves_what_does_not_need_it(judge_report):
    code, found = judge_report([HEADER, *TABLE[1:]])

    assert code == 0
    assert {**found, "judges": []} == NOTHING
    assert None not in [value for judge in found["judges"] for value in judge.values()]


def test_a_recused_judge_is_left_out_for_that_entry(judge_report):
    recused = judge_report([HEADER, "E1,J1,a,recused", *TABLE[1:]])

    assert recused == judge_report([HEADER, *TABLE[1:]])


def test_the_rules_give_the_weights(judge_report):
    noise = [line.replace(",a,", ",b,") for line in reversed(TABLE)]

    weighted = judge_report([HEADER, *TABLE, *noise], rules=RULES)[1]
    plain = judge_report([HEADER, *TABLE])[1]

    assert weighted["kendall_w"] == plain["kendall_w"]
    assert weighted["icc"] == plain["icc"]


def test_without_rules_every_criterion_weighs_one(judge_report):
    again = [line.replace(",a,", ",b,") for line in TABLE]

    twice = judge_report([HEADER, *TABLE, *again])[1]

    assert [judge["leniency"] for judge in twice["judges"]] == [4.75, -5.583333, -1.916667, 2.75]


def test_the_same_entry_in_two_groups_is_two_entries(judge_report):
    lines = [f"{line},{group}" for group in ("x", "y") for line in TABLE]

    code, found = judge_report([f"{HEADER},group", *lines])

    assert (code, found["chi2"]) == (0, pytest.approx(4 * 11 * found["kendall_w"], abs=1e-4))


def test_a_judge_nobody_can_be_compared_with_stays_in_the_list(judge_report):
    _code, found = judge_report([HEADER, *TABLE, "E1,J5,a,absent"])

    assert found["judges"][4] == {
        "judge": "J5", "leniency": None, "severity_logit": None, "se": None,
    }  # fmt: skip
    assert found["kendall_w"] is not None


def test_what_cannot_be_read_is_named_beside_the_rest(judge_report):
    code, found = judge_report([HEADER, *TABLE, "E7,J1,a,1e2"])

    assert (code, [(e["row"], e["entry"]) for e in found["errors"]]) == (1, [(26, "E7")])
    assert len(found["judges"]) == 4


def test_an_empty_table_says_nothing(judge_report):
    assert judge_report([HEADER]) == (0, NOTHING)


def test_unsound_rules_are_named(judge_report):
    code, found = judge_report([HEADER, *TABLE], rules={"criteria": []})

    assert (code, {**found, "errors": []}) == (1, {**NOTHING, "errors": []})
    assert "The rules name no criteria." in [error["message"] for error in found["errors"]]


def test_without_json_it_prints_a_table(judge_report):
    code, out = judge_report([HEADER, *TABLE[1:]], as_json=False)

    lines = out.out.splitlines()
    assert (code, lines[0], lines[-1].split("\t")[0]) == (0, "kendall_w\t-", "J4")


def test_it_needs_neither_database_nor_secret(tmp_path):
    (tmp_path / "marks.csv").write_text("\n".join([HEADER, *TABLE]))
    bare = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "nothing")}

    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "judge_report", "marks.csv", "--json"],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, len(json.loads(done.stdout)["judges"])) == (0, 4)
    assert not (tmp_path / "nothing").exists()
