"""Forms from a spreadsheet, with neither database nor secret."""

from decimal import Decimal

import pytest

from tests.exams.assembly.banks import bank, spread
from tests.exams.spreadsheets import run_bare, runner, written

ITEMS = bank(90)
LINES = [
    "id,topic,type,difficulty",
    *(f"{item.id},{item.topic},{item.type},{item.difficulty}" for item in ITEMS),
]
OPTIONS = ("--forms", 3, "--length", 20, "--seed", 4, "--json")


@pytest.fixture
def run(capsys):
    return runner(capsys)


@pytest.fixture
def file(tmp_path):
    return written(tmp_path / "bank.csv", LINES)


def test_the_output_has_the_promised_form(run, file):
    ended = run("assemble_forms", file, *OPTIONS)

    found = ended.json
    ids = [id_ for form in found["forms"] for id_ in form]
    assert (ended.code, ended.err) == (0, "")
    assert list(found) == ["forms", "spread", "status", "gap"]
    assert [len(form) for form in found["forms"]] == [20, 20, 20]
    assert len(set(ids)) == 60
    assert set(ids) <= {item.id for item in ITEMS}
    assert found["spread"] == pytest.approx(float(spread(ITEMS, found["forms"])))
    assert (found["status"], found["gap"]) == ("optimal", 0)


def test_the_same_seed_prints_the_same(run, file):
    assert run("assemble_forms", file, *OPTIONS).out == run("assemble_forms", file, *OPTIONS).out


def test_not_enough_questions_are_told_in_a_sentence(run, file):
    ended = run("assemble_forms", file, "--forms", 5, "--length", 20, "--json")

    sentence = "5 forms of 20 need 100 questions; the bank has 90, 10 are missing."
    assert ended.code == 1
    assert ended.json == {"errors": [{"message": sentence}]}
    assert ended.err.strip() == sentence


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["id,topic,type", "a,b,c"], "difficulty"),
        (LINES[:1], "There is no question in the bank."),
        ([*LINES, ",Files,single,0.5"], "Row 92: the question has no id."),
        ([*LINES, "q1,Files,single,0.5"], "Row 92: the id q1 is there already."),
        ([*LINES, "x,Files,single,"], "Row 92: the difficulty “” is not a share"),
        ([*LINES, "x,Files,single,65%"], "Row 92: the difficulty “65%” is not a share"),
        ([*LINES, "x,Files,single,1.01"], "Row 92: the difficulty “1.01” is not a share"),
        ([*LINES, "x,Files,single,nan"], "Row 92: the difficulty “nan” is not a share"),
    ],
)
def test_a_bank_that_cannot_be_read_is_refused(run, tmp_path, lines, said):
    ended = run("assemble_forms", written(tmp_path / "bank.csv", lines), *OPTIONS)

    assert ended.code == 1
    assert said in ended.json["errors"][0]["message"]
    assert said in ended.err


@pytest.mark.parametrize("difficulty", ["0", "1", ".5", "1.0", "0.65", "0.1234567890123456"])
def test_a_share_may_be_written_in_every_usual_way(run, tmp_path, difficulty):
    lines = ["id,topic,type,difficulty", *(f"q{n},A,B,{difficulty}" for n in range(4))]
    bank_file = written(tmp_path / "bank.csv", lines)

    ended = run("assemble_forms", bank_file, "--forms", 2, "--length", 2, "--json")

    assert ended.json["spread"] == 0


def test_a_file_of_the_office_is_read(run, tmp_path):
    lines = ["题号,知识点,题型,难度", *(f"{n},网络安全,多选,0.{n}" for n in range(1, 9))]
    bank_file = written(tmp_path / "bank.csv", lines, "gb18030")

    ended = run("assemble_forms", bank_file, "--forms", 2, "--length", 4, "--json")

    assert Decimal(str(ended.json["spread"])) == 0


def test_without_json_it_prints_a_line_a_form(run, file):
    lines = run("assemble_forms", file, "--forms", 2, "--length", 3).out.splitlines()

    assert [line.split("\t")[0] for line in lines[:2]] == ["1", "2"]
    assert lines[2] == (
        "Largest difference of the expected score: 0.0000 (nothing better is possible)"
    )


def test_it_needs_neither_database_nor_secret(tmp_path):
    written(tmp_path / "bank.csv", LINES)

    ended = run_bare(tmp_path, "assemble_forms", "bank.csv", *OPTIONS)

    assert (ended.code, len(ended.json["forms"])) == (0, 3)
    assert not (tmp_path / "nothing").exists()
