import json

import pytest
from django.core.management import call_command

from exams.models import Bank, Option, Question, Version
from exams.services import banks
from tests import make
from tests.organisation.spreadsheets import xlsx_file
from tests.shared_data import shared_file

pytestmark = pytest.mark.django_db
TABLE = "id,subject,question,A,B,C,answer\n1,Files,Which?,a,b,c,B\n2,Files,And?,a,b,c,AC\n"


def run(capsys, path, *options, format_="csv"):
    try:
        call_command("import_questions", path, "--format", format_, "--bank", "B", *options)
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, capsys.readouterr().out


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "questions.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_object_has_the_agreed_shape(capsys, table):
    code, out = run(capsys, table, "--json")

    told = json.loads(out)
    assert code == 0
    assert sorted(told) == ["duplicates", "errors", "imported", "questions", "warnings"]
    assert told["questions"][0] == {
        "type": "single",
        "name": "1",
        "text": "Which?",
        "answers": [
            {"text": "a", "fraction": 0.0, "feedback": ""},
            {"text": "b", "fraction": 1.0, "feedback": ""},
            {"text": "c", "fraction": 0.0, "feedback": ""},
        ],
        "row": 2,
    }


def test_importing_twice_adds_nothing(capsys, table):
    run(capsys, table)
    code, out = run(capsys, table, "--json")

    assert (code, json.loads(out)["imported"], json.loads(out)["duplicates"]) == (0, 0, 2)
    assert Question.objects.count() == 2


def test_a_dry_run_counts_and_writes_nothing(capsys, table):
    code, out = run(capsys, table, "--dry-run", "--json")

    assert (code, json.loads(out)["imported"]) == (0, 2)
    assert not Bank.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04\xff\xfe\x00", b"x,y\n1,2\n", b"\xff\xfe\x00"]
)
def test_a_file_without_questions_ends_with_1_and_a_sentence(capsys, tmp_path, content):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)

    code, out = run(capsys, path, "--json")

    assert (code, json.loads(out)["imported"]) == (1, 0)
    assert json.loads(out)["errors"][0]["row"] == 1


FILES = {
    "gift": "Good? {=a ~b}\n\nBad {=a",
    "aiken": "Good?\nA) a\nB) b\nANSWER: A\nBad?\nA) a",
    "moodlexml": (
        "<quiz><question type='essay'><questiontext><text>Good?</text></questiontext></question>\n"
        "<question type='cloze'></question></quiz>"
    ),
    "csv": "question,A,B,answer\nGood?,a,b,A\nBad?,a,b,C\n",
    "text": "1. 好的\n答案：对\n2. 坏的\nA.甲\nB.乙\n答案：丙\n",
}


@pytest.mark.parametrize("format_", [*FILES, "auto"])
def test_each_format_imports_what_is_good_and_names_what_is_not(capsys, tmp_path, format_):
    for known, content in FILES.items():
        path = tmp_path / f"file.{known}"
        path.write_text(content, encoding="gb18030" if known == "text" else "utf-8")
        if format_ in (known, "auto"):
            code, out = run(capsys, path, "--json", "--dry-run", format_=format_)

            told = json.loads(out)
            assert (known, code, told["imported"], len(told["errors"])) == (known, 0, 1, 1)
            place = "row" if known == "csv" else "line"
            assert {*told["errors"][0]} == {place, "message"}


def test_a_workbook_imports(capsys, tmp_path):
    path = tmp_path / "questions.xlsx"
    path.write_bytes(
        xlsx_file(["题型", "题干", "答案"], ["判断题", "甲", "对"], ["数值题", "乙", 2.0]).read()
    )

    code, out = run(capsys, path, "--json", format_="xlsx")

    told = json.loads(out)
    assert (code, told["imported"]) == (0, 2)
    assert told["questions"][1] == {
        "type": "numerical",
        "name": "乙",
        "text": "乙",
        "answers": [{"text": "2", "fraction": 1.0, "feedback": "", "tolerance": 0.0}],
        "row": 3,
    }


def test_pairs_name_what_goes_with_them(capsys, tmp_path):
    path = tmp_path / "a.gift"
    path.write_text("Q {=a -> 1 =b -> 2}", encoding="utf-8")

    told = json.loads(run(capsys, path, "--json", format_="gift")[1])

    assert told["questions"][0]["answers"][0] == {
        "text": "a", "fraction": 1.0, "feedback": "", "match": "1",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\nb"])
def test_a_bank_needs_a_name(capsys, table, name):
    with pytest.raises(SystemExit) as ended:
        call_command("import_questions", table, "--bank", name, "--json")

    told = json.loads(capsys.readouterr().out)
    assert (ended.value.code, told["errors"][0]["message"]) == (
        1, "This cannot be the name of a question bank.",
    )  # fmt: skip
    assert not Bank.objects.exists()


def test_a_long_import_tells_how_far_it_is(capsys, tmp_path):
    path = tmp_path / "a.gift"
    path.write_text("\n\n".join(f"Question {n}? {{T}}" for n in range(1200)), encoding="utf-8")

    call_command("import_questions", path, "--bank", "B")

    assert capsys.readouterr().err.splitlines() == [
        "500 of 1200 questions written.",
        "1000 of 1200 questions written.",
        "1200 of 1200 questions written.",
    ]


def test_a_file_that_is_not_there_ends_with_1(capsys, tmp_path):
    code, out = run(capsys, tmp_path / "none", "--json", format_="gift")

    assert code == 1
    assert "cannot be opened" in json.loads(out)["errors"][0]["message"]


def test_without_json_problems_stand_at_their_line(capsys, tmp_path):
    path = tmp_path / "some.gift"
    path.write_text("Good {=a ~b}\n\nBad {=a", encoding="utf-8")

    code, out = run(capsys, path, format_="gift")

    assert code == 0
    assert out.splitlines() == [
        "Imported: 1, there already: 0.",
        "Not taken 3: The braces do not match: } is missing.",
    ]


def test_a_real_list_of_a_hundred_questions_comes_in(capsys):
    code, out = run(capsys, shared_file("computer_questions_100.csv"), "--json")

    told = json.loads(out)
    # Rows 28 and 63 are one question with its options in another order.
    assert (code, told["imported"], told["duplicates"], told["errors"]) == (0, 99, 1, [])
    assert Option.objects.count() == 396


def test_all_of_the_above_is_pinned_on_import():
    version = make.question(options=("甲", "乙", "以上都对"))

    assert list(version.options.filter(pinned=True).values_list("key", flat=True)) == ["c"]


def test_an_unused_wording_is_rewritten():
    version = make.question()

    make.reworded(version, "Better?")

    assert [(v.number, v.text) for v in version.question.versions.all()] == [(1, "Better?")]


def test_a_wording_on_a_paper_stays_and_gets_a_new_version():
    exam = make.exam(questions=1)
    used = exam.paper.questions.get().version

    fresh = make.reworded(used, "Better?", right="b")

    used.refresh_from_db()
    assert (used.is_current, fresh.number, fresh.is_current) == (False, 2, True)
    assert [o.is_right for o in used.options.all()] == [True, False, False]
    assert [o.is_right for o in fresh.options.all()] == [False, True, False]


def test_importing_an_older_wording_again_adds_nothing():
    bank = make.bank()
    old = make.question(bank, text="Old?")
    make.exam(bank_=bank)
    make.reworded(old, "New?")

    make.question(bank, text="Old?")

    assert Version.objects.filter(bank=bank).count() == 2


def test_rewording_into_another_question_of_the_bank_is_refused():
    bank = make.bank()
    make.question(bank, text="There?")

    with pytest.raises(banks.BankRefused, match="already"):
        make.reworded(make.question(bank), "There?")
