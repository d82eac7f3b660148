"""Item analysis on a spreadsheet, with neither database nor secret."""

import pytest

from tests.exams.spreadsheets import run_bare, runner, written

MARKS = ["person,一,二", "甲,1,2", "乙,0,1", "丙,1,0"]
RAW = ["person,一,二", "甲,A,b", "乙,B,B", "丙,A,C"]
KEY = ["item,key", "一,A", "二,B"]
ITEM_KEYS = [
    "name", "facility", "sd", "item_total_r", "item_rest_r", "discrimination_index",
    "discriminative_efficiency", "flags",
]  # fmt: skip
TEST_KEYS = [
    "mean", "sd", "median", "skewness", "kurtosis", "alpha", "cic", "error_ratio",
    "standard_error",
]  # fmt: skip


@pytest.fixture
def run(capsys):
    return runner(capsys)


@pytest.fixture
def marks(tmp_path):
    return written(tmp_path / "marks.csv", MARKS)


@pytest.fixture
def raw(tmp_path):
    return written(tmp_path / "raw.csv", RAW)


@pytest.fixture
def key(tmp_path):
    return written(tmp_path / "key.csv", KEY)


def test_the_output_has_the_promised_form(run, marks):
    ended = run("analyse_items", marks, "--json")

    found = ended.json
    assert (ended.code, ended.err) == (0, "")
    assert list(found) == ["persons", "items", "test"]
    assert found["persons"] == 3
    assert [list(item) for item in found["items"]] == [ITEM_KEYS, ITEM_KEYS]
    assert [item["facility"] for item in found["items"]] == pytest.approx([2 / 3, 0.5])
    assert list(found["test"]) == TEST_KEYS


def test_the_models_add_difficulty_slope_and_likelihood(run, raw, key):
    found = run("analyse_items", raw, "--key", key, "--model", "rasch", "--json").json

    assert [list(item) for item in found["items"]] == [[*ITEM_KEYS, "b", "a"]] * 2
    assert list(found["test"]) == [*TEST_KEYS, "log_likelihood"]
    assert [item["a"] for item in found["items"]] == [1.0, 1.0]


def test_raw_answers_are_marked_by_the_key(run, raw, key):
    found = run("analyse_items", raw, "--key", key, "--json").json

    assert [item["facility"] for item in found["items"]] == pytest.approx([2 / 3, 2 / 3])


def test_raw_answers_without_a_key_are_refused(run, raw):
    ended = run("analyse_items", raw, "--json")

    sentence = (
        "Row 2, column 一: “A” is not a mark. Raw answers need a file with the key."
    )  # fmt: skip
    assert ended.code == 1
    assert ended.json == {"errors": [{"row": 2, "column": "一", "message": sentence}]}
    assert ended.err.strip() == sentence


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_spreadsheet_comes_in_the_encodings_of_the_office(run, tmp_path, encoding):
    marks = written(tmp_path / "marks.csv", MARKS, encoding)

    found = run("analyse_items", marks, "--json").json

    assert [item["name"] for item in found["items"]] == ["一", "二"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", "人员,甲".encode("utf-16"), b"\xff\xfe"])
def test_what_is_no_table_is_refused_in_a_sentence(run, tmp_path, content):
    path = tmp_path / "marks.csv"
    path.write_bytes(content)

    ended = run("analyse_items", path, "--json")

    assert (ended.code, len(ended.json["errors"])) == (1, 1)


def test_a_file_that_is_not_there_is_named(run, marks):
    assert "nowhere.csv" in run("analyse_items", "nowhere.csv").err
    assert "nokey.csv" in run("analyse_items", marks, "--key", "nokey.csv").err


def test_two_parameters_of_few_people_are_called_a_hint(run, marks, tmp_path):
    right = written(tmp_path / "right.csv", ["person,a,b", "P,1,0", "Q,0,1", "R,1,1"])

    ended = run("analyse_items", right, "--model", "2pl", "--json")

    assert ended.code == 0
    assert "no more than a hint" in ended.err


def test_without_json_it_prints_a_table_for_people(run, marks):
    ended = run("analyse_items", marks)

    lines = ended.out.splitlines()
    assert lines[0] == "The sample is too small: with fewer than 30 people nothing is flagged."
    assert lines[1] == "question\tfacility\tsd\tr with the rest\tLook at"
    assert lines[2] == "一\t0.667\t0.577\t0.000\t"


def test_it_needs_neither_database_nor_secret(tmp_path):
    written(tmp_path / "marks.csv", MARKS)

    ended = run_bare(tmp_path, "analyse_items", "marks.csv", "--json")

    assert (ended.code, ended.json["persons"]) == (0, 3)
    assert not (tmp_path / "nothing").exists()
