"""The draw from a spreadsheet, with neither database nor secret."""

import hashlib

import pytest

from tests.exams.spreadsheets import run_bare, runner, written

POOL = ["unit_id,stratum", "01,城关", "02,城关", "03,安乐", "04,城关", "05,城关"]
OPTIONS = ("--size", 2, "--seed", "s", "--round", "1")


@pytest.fixture
def run(capsys):
    return runner(capsys)


def by_ticket(*units):
    return sorted(units, key=lambda unit: hashlib.sha256(f"s|1|{unit}".encode()).hexdigest())


def test_the_output_has_the_promised_form(run, tmp_path):
    pool = written(tmp_path / "pool.csv", POOL)

    ended = run("draw_villages", pool, *OPTIONS, "--minimum", 1, "--json")

    assert (ended.code, ended.err) == (0, "")
    assert ended.json == {
        "allocation": {"城关": 1, "安乐": 1},
        "selected": {"城关": by_ticket("01", "02", "04", "05")[:1], "安乐": ["03"]},
        "pool_sha256": hashlib.sha256(pool.read_bytes()).hexdigest(),
    }


def test_a_stratum_without_a_seat_is_there(run, tmp_path):
    found = run("draw_villages", written(tmp_path / "pool.csv", POOL), *OPTIONS, "--json").json

    assert (found["allocation"]["安乐"], found["selected"]["安乐"]) == (0, [])


def test_rows_encoding_and_other_columns_change_the_hash_only(run, tmp_path):
    other = ["name,stratum,unit_id", *(f"x,{row[3:]},{row[:2]}" for row in reversed(POOL[1:]))]
    one = written(tmp_path / "one.csv", POOL)
    two = written(tmp_path / "two.csv", other, "gb18030")

    first, second = (run("draw_villages", pool, *OPTIONS, "--json").json for pool in (one, two))

    assert first["selected"] == second["selected"]
    assert first["pool_sha256"] != second["pool_sha256"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["unit_id,township", "01,A"], "stratum"),
        (["unit_id,stratum"], "There is no unit in the pool."),
        ([*POOL, ",城关"], "Row 7 lacks the unit or the stratum."),
        ([*POOL, "06,"], "Row 7 lacks the unit or the stratum."),
        ([*POOL, "03,安乐"], "Row 7: the unit 03 is there already."),
        ([*POOL, "3.71522E+11,安乐"], "Row 7: "),
        (POOL[:2], "2 cannot be drawn: the pool holds 1."),
    ],
)
def test_a_pool_that_cannot_be_drawn_from_is_refused(run, tmp_path, lines, said):
    ended = run("draw_villages", written(tmp_path / "pool.csv", lines), *OPTIONS, "--json")

    assert ended.code == 1
    assert said in ended.json["errors"][0]["message"]
    assert said in ended.err


def test_without_json_it_prints_a_line_a_stratum(run, tmp_path):
    pool = written(tmp_path / "pool.csv", POOL)

    lines = run("draw_villages", pool, *OPTIONS).out.splitlines()

    assert lines[0] == f"SHA-256 of the pool: {hashlib.sha256(pool.read_bytes()).hexdigest()}"
    assert lines[1:] == [
        "\t".join(["城关", "2", *by_ticket("01", "02", "04", "05")[:2]]),
        "安乐\t0",
    ]


def test_it_needs_neither_database_nor_secret(tmp_path):
    written(tmp_path / "pool.csv", POOL)

    ended = run_bare(tmp_path, "draw_villages", "pool.csv", *OPTIONS, "--json")

    assert ended.code == 0
    assert not (tmp_path / "nothing").exists()
