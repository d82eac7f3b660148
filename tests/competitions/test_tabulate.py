"""The rule on a spreadsheet, with neither database nor secret."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.competitions.scoring.test_rules import GOOD

HEADER = "entry,judge,criterion,mark"
SOUND = [HEADER, *(f"甲,J{n},{key},{n}" for n in (1, 2, 3) for key in "ab")]


@pytest.fixture
def tabulate(tmp_path, capsys):
    def run(lines, rules=GOOD, encoding="utf-8", as_json=True):
        marks, rule_file = tmp_path / "marks.csv", tmp_path / "rules.json"
        marks.write_bytes("\r\n".join(lines).encode(encoding))
        rule_file.write_text(rules if isinstance(rules, str) else json.dumps(rules))
        code = 0
        try:
            call_command("tabulate", str(marks), rules=str(rule_file), json=as_json)
        except SystemExit as ended:
            code = ended.code
        out = capsys.readouterr()
        return code, json.loads(out.out) if as_json else out

    return run


def test_the_output_has_the_promised_form(tabulate):
    assert tabulate(SOUND) == (
        0,
        {
            "entries": [
                {
                    "entry": "甲", "group": "", "total": "2.00", "rank": 1, "tied": False, "n": 3,
                    "criteria": {"a": "2.00", "b": "2.00"}, "dropped": [],
                }
            ],
            "errors": [],
        },
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_spreadsheet_comes_in_the_encodings_of_the_office(tabulate, encoding):
    code, found = tabulate(SOUND, encoding=encoding)

    assert (code, found["entries"][0]["entry"]) == (0, "甲")


def test_sound_entries_are_given_beside_errors(tabulate):
    code, found = tabulate([*SOUND, "乙,J1,a,NaN", "", "乙,J1,b,1e2"])

    assert code == 1
    assert [entry["total"] for entry in found["entries"]] == ["2.00", None]
    assert [(e.get("row"), e.get("entry")) for e in found["errors"]] == [
        (8, "乙"), (10, "乙"), (None, "乙"), (None, "乙"),
    ]  # fmt: skip


def test_missing_columns_are_named(tabulate):
    code, found = tabulate(["entry,judge", "a,b"])

    assert code == 1
    assert found["errors"] == [{"row": 1, "message": "These columns are missing: criterion, mark."}]


def test_a_column_that_is_there_twice_is_refused(tabulate):
    code, found = tabulate(["entry,judge,criterion,mark,mark", "a,J1,a,1,2"])

    assert found["errors"] == [{"row": 1, "message": "These columns are there twice: mark."}]


def test_columns_come_in_any_order_and_short_rows_are_read(tabulate):
    lines = ["judge,criterion,note,mark,entry", *(f"J{n},{k},,{n},甲" for n in "123" for k in "ab")]

    code, found = tabulate([*lines, "J4"])

    assert [entry["total"] for entry in found["entries"]] == ["2.00"]
    assert [error["row"] for error in found["errors"]] == [8]


def test_entries_are_ranked_within_their_group(tabulate):
    lines = [f"甲,J{n},{key},{n},东" for n in "123" for key in "ab"]
    lines += [f"乙,J{n},{key},{n},西" for n in "456" for key in "ab"]

    code, found = tabulate([f"{HEADER},group", *lines])

    assert [(e["group"], e["entry"], e["rank"]) for e in found["entries"]] == [
        ("东", "甲", 1),
        ("西", "乙", 1),
    ]


def test_a_row_without_entry_or_judge_is_refused(tabulate):
    code, found = tabulate([*SOUND, ",J1,a,1"])

    assert (code, [error["row"] for error in found["errors"]]) == (1, [8])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"criteria": [{"key": "a", "weight": NaN}]}'])
def test_unsound_rules_give_no_entries(tabulate, text):
    code, found = tabulate(SOUND, rules=text)

    assert (code, found["entries"]) == (1, [])
    assert found["errors"]


def test_without_json_it_prints_a_table(tabulate):
    code, out = tabulate([*SOUND, "乙,J1,a,x"], as_json=False)

    assert (code, out.out.splitlines()[0]) == (1, "\t1\t甲\t2.00\t3")
    assert "neither a mark" in out.err


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        call_command("tabulate", "nowhere.csv", rules="nowhere.json", json=True)

    assert "nowhere.json" in json.loads(capsys.readouterr().out)["errors"][0]["message"]


def test_it_needs_neither_database_nor_secret(tmp_path):
    (tmp_path / "marks.csv").write_text("\n".join(SOUND), encoding="utf-8")
    (tmp_path / "rules.json").write_text(json.dumps(GOOD))
    bare = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "nothing")}

    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "tabulate", "marks.csv"]
        + ["--rules", "rules.json", "--json"],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, json.loads(done.stdout)["errors"]) == (0, [])
    assert not (tmp_path / "nothing").exists()
