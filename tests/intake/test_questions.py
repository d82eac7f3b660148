"""Question files through the wizard."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from exams.formats.questions import Answer
from exams.formats.questions import Question as Neutral
from exams.formats.reading import FORMATS
from exams.formats.staged import as_json, from_json
from exams.forms import FILE_KINDS
from exams.models import Bank, Question, Topic, Version
from exams.services import batches, topics
from intake.services import intakes
from organisation.importing import TableRefused
from organisation.models import Post
from tests import make
from tests.organisation.spreadsheets import xlsx_file
from tests.shared_data import shared_file

pytestmark = pytest.mark.django_db
TABLE = "id,subject,question,A,B,C,answer\n1,Files,Which?,a,b,c,B\n2,Files,And?,a,b,c,AC\n"
QUIZ = (
    '<?xml version="1.0"?><quiz><question type="truefalse"><name><text>n</text></name>'
    "<questiontext><text>Is it?</text></questiontext>"
    '<answer fraction="100"><text>true</text></answer>'
    '<answer fraction="0"><text>false</text></answer></question></quiz>'
)
GIFT = "Good {=a ~b}\n\nBad {=a\n\nAlso good {=c ~d}\n"


@pytest.fixture
def organiser(db):
    return make.person(Post.Kind.ORGANISER, make.county())


def brought(organiser, text, format_="csv", state="done", bank="Bank", **more):
    name = f"questions.{'csv' if format_ == 'csv' else 'txt'}"
    options = {"format": format_, "bank": bank, **more}
    return make.intake(text.encode(), organiser, key="questions", name=name, state=state, **options)


def faults(intake):
    return [(row.number, row.fault) for row in intake.rows.faulty()]


def test_a_table_needs_no_columns_to_be_matched_when_its_header_is_known(organiser):
    intake = brought(organiser, TABLE, state="checked")

    assert (intake.state, intake.columns, intake.counts["added"]) == ("checked", None, 2)
    assert not Bank.objects.exists()


def test_questions_come_in_once(organiser):
    brought(organiser, TABLE)

    again = brought(organiser, TABLE)

    assert (again.counts["added"], again.counts["unchanged"]) == (0, 2)
    assert Version.objects.count() == 2


def test_the_same_question_twice_in_a_file_is_new_once(organiser):
    intake = brought(organiser, TABLE + "3,Files,Which?,a,b,c,B\n")

    assert (intake.counts["added"], intake.counts["unchanged"]) == (2, 1)


def test_problems_stand_at_their_line_with_what_stands_there(organiser):
    intake = brought(organiser, GIFT, "gift", state="checked")

    assert intake.counted_in == "line"
    assert faults(intake) == [(3, "The braces do not match: } is missing.")]
    assert intake.rows.faulty().get().cells == {"What stands there": "Bad {=a"}


def test_a_warning_inside_a_question_belongs_to_the_question(organiser):
    text = "First {=a ~b}\n\nSecond {\n=c\n\n~d\n}\n"

    intake = brought(organiser, text, "gift", state="checked")

    assert [row.number for row in intake.rows.doubtful()] == [3]


def test_an_unknown_header_is_matched_by_hand(organiser):
    text = "Was,Eins,Zwei,Richtig\nWhich?,a,b,B\n,a,b,A\n"
    intake = brought(organiser, text, state="read")
    assert (intake.state, intake.columns) == ("read", {})

    columns = {"question": "Was", "A": "Eins", "B": "Zwei", "answer": "Richtig"}
    intake = intakes.match_columns(intake, columns)
    intakes.confirm(intake, str(intake.round))

    assert faults(intake) == [(3, "The question has no text.")]
    assert [option.text for option in Version.objects.get().options.filter(fraction=1)] == ["b"]


def test_text_that_looks_like_a_formula_comes_in_as_it_is(organiser):
    text = "Was,Eins,Zwei,Richtig\n=1+1 is?,-2,+2,B\n"
    intake = brought(organiser, text, state="read")
    columns = {"question": "Was", "A": "Eins", "B": "Zwei", "answer": "Richtig"}

    intake = intakes.match_columns(intake, columns)
    intakes.confirm(intake, str(intake.round))

    assert Version.objects.get().text == "=1+1 is?"


def test_a_file_in_gb_18030(organiser):
    text = "题干,A,B,答案\n䶮字怎么念？,一,二,A\n"
    made = make.intake(
        text.encode("gb18030"), organiser, key="questions", state="done", format="csv", bank="B"
    )

    assert made.counts["added"] == 1
    assert Version.objects.get().text == "䶮字怎么念？"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"PK\x03\x04\xff\xfe\x00", b"\x00" * 500])
def test_a_file_that_is_none_is_a_sentence(organiser, data):
    with pytest.raises(TableRefused, match=r"[.]$"):
        make.intake(data, organiser, key="questions", format="gift", bank="B")


def test_every_format_can_be_chosen():
    assert set(FILE_KINDS) == set(FORMATS)


def test_a_workbook_with_titles_above_its_header(organiser):
    rows = (
        ["题库"],
        ["题干", "题型", "选项A", "选项B", "答案"],
        ["哪个？", "单选题", "甲", "乙", "A"],
    )
    data = xlsx_file(*rows).getvalue()

    made = make.intake(
        data, organiser, key="questions", name="q.xlsx", state="done", format="auto", bank="B"
    )

    assert (made.counted_in, made.counts["added"]) == ("row", 1)


def test_a_faulty_row_below_titles_comes_with_what_stands_there(organiser):
    rows = (
        ["题库"],
        [],
        ["题干（必填）", "题型", "选项A", "选项B", "答案"],
        ["哪个？", "单选题", "甲", "乙", "A"],
        ["没有答案的", "单选题", "甲", "乙", ""],
    )
    data = xlsx_file(*rows).getvalue()

    made = make.intake(data, organiser, key="questions", name="q.xlsx", format="auto", bank="B")

    (row,) = made.rows.faulty()
    cells = [row.cells[header] for header in made.headers]
    assert (row.number, cells) == (5, ["没有答案的", "单选题", "甲", "乙", ""])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("q.txt", "Which?\nA. red\nB. blue\nANSWER: B\n"),
        ("q.gift", "::One:: Which? {=red ~blue}\n"),
        ("q.xml", QUIZ),
        ("q.txt", "1. 哪个？\nA. 红\nB. 蓝\n答案：B\n"),
    ],
    ids=["aiken", "gift", "moodlexml", "text"],
)
def test_the_kind_of_file_is_found_out(organiser, name, text):
    made = make.intake(
        text.encode(), organiser, key="questions", name=name, state="done", format="auto", bank="B"
    )

    assert (made.state, made.counts["added"], made.counts["faulty"]) == ("done", 1, 0)


def test_a_number_with_its_tolerance_waits_and_comes_in(organiser):
    brought(organiser, "How much? {#3.14:0.005}\n", "gift")

    assert [o.tolerance for o in Version.objects.get().options.all()] == ["0.005"]


def test_a_bank_of_others_takes_nothing(organiser):
    other = make.village()
    Bank.objects.create(unit=other, name="Theirs")
    make.post(organiser, Post.Kind.ORGANISER, make.township())
    organiser.posts.filter(unit=make.county()).update(valid_to=date(2001, 1, 1))

    intake = brought(organiser, TABLE, state="checked", bank="Theirs")

    assert (intake.state, "kept by others" in intake.refusal) == ("refused", True)


@pytest.mark.parametrize(("said", "state"), [({}, "draft"), ({"checked": True}, "in_use")])
def test_questions_come_as_drafts_unless_they_are_said_to_be_checked(organiser, said, state):
    brought(organiser, TABLE, **said)

    questions = Question.objects.values_list("state", "author")
    assert list(questions) == [(state, organiser.pk)] * 2


def test_undo_takes_questions_topics_and_the_new_bank_away(organiser):
    intake = brought(organiser, TABLE)

    intake = intakes.undo(intake)

    assert intake.state == "undone"
    assert (Version.objects.count(), Topic.objects.count(), Bank.objects.count()) == (0, 0, 0)


def test_undo_leaves_what_was_there_before(organiser):
    bank = make.bank("Bank", questions=1)
    intake = brought(organiser, TABLE)

    intakes.undo(intake)

    assert bank.questions.count() == 1
    assert not bank.topics.exists()


def test_undo_is_refused_when_a_question_is_on_a_paper(organiser):
    intake = brought(organiser, TABLE, checked=True)
    make.exam(bank_=Bank.objects.get())

    intake = intakes.undo(intake)

    assert (intake.state, Version.objects.count()) == ("done", 2)
    assert "on a paper already" in intake.refusal


@pytest.mark.parametrize("act", ["checked", "enemies"])
def test_undo_is_refused_when_somebody_has_worked_on_a_question(organiser, act):
    intake = brought(organiser, TABLE)
    batches.apply(act, Question.objects.all(), make.person("organiser"), {})

    assert "in use already" in intakes.undo(intake).refusal
    assert Question.objects.count() == 2


def test_undo_takes_the_topics_above_away_unless_others_use_them(organiser):
    intake = brought(organiser, TABLE.replace("Files", "Data/Files"))
    topics.add(Bank.objects.get(), "Other", Topic.objects.get(name="Data"))

    intakes.undo(intake)

    assert list(Topic.objects.values_list("name", flat=True)) == ["Data", "Data/Other"]


def test_undo_is_refused_when_a_question_was_reworded(organiser):
    intake = brought(organiser, TABLE)
    make.reworded(Version.objects.first(), "Better?")

    assert "was changed" in intakes.undo(intake).refusal


def test_a_question_waits_as_json_and_is_the_same_again():
    answers = [Answer("a", "x", Decimal("0.33333")), Answer("b", "y", feedback="no")]
    question = Neutral("multiple", "n", "t", 7, answers, topic="Files")

    assert from_json(Neutral, as_json(question)) == question


def test_a_real_list_of_a_hundred_questions(organiser):
    text = shared_file("computer_questions_100.csv").read_text(encoding="utf-8")

    intake = brought(organiser, text)

    assert (intake.counts["added"], intake.counts["unchanged"]) == (99, 1)


def test_several_questions_on_one_line_are_several_lines(organiser):
    one, many = QUIZ.split("<quiz>")[1].removesuffix("</quiz>"), []
    for n in range(3):
        many.append(one.replace("Is it?", f"Is it {n}?").replace(">100<", ">33<"))
    quiz = f"<quiz>{''.join(many)}<question type='cloze'></question></quiz>"

    intake = brought(organiser, quiz, "moodlexml")

    assert intake.counts["added"] == 3
    assert Version.objects.count() == 3


def test_rows_of_several_sheets_do_not_get_in_each_others_way(organiser):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, answers in (("判断题", ["对", "也许", "错"]), ("第二页", ["错", "对", "对"])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(
                [["题干", "题型", "答案"]]
                + [[f"{name}{n}", "判断题", answer] for n, answer in enumerate(answers)]
            ):
                sheet.write_row(number, 0, row)
    intake = make.intake(
        file.getvalue(), organiser, key="questions", name="a.xlsx", format="xlsx", bank="B",
        state="done",
    )  # fmt: skip

    assert intake.counts["added"] == 5
    assert [(row.number, row.fault[:11]) for row in intake.rows.faulty()] == [(3, "Sheet “判断题”")]
    assert [row.number for row in intake.rows.order_by("position")] == [2, 3, 4, 2, 3, 4]


def test_the_preview_shows_the_key_beside_each_question_and_all_of_them_on_a_page(
    client, organiser
):
    client.force_login(organiser)
    rows = "".join(f"{n},Files,Question {n}?,one{n},two,three,A\n" for n in range(1, 8))
    intake = brought(organiser, "id,subject,question,A,B,C,answer\n" + rows, state="checked")

    first = client.get(intake.get_absolute_url()).content.decode()
    whole = client.get(f"{intake.get_absolute_url()}good/").content.decode()

    assert "Right answer: A. one5" in first
    assert "A. one6" not in first
    assert all(f"A. one{n}" in whole for n in range(1, 8))


@pytest.mark.parametrize("count", [1, 3])
def test_all_that_can_come_in_takes_the_same_queries(
    client, organiser, count, django_assert_num_queries
):
    client.force_login(organiser)
    rows = "".join(f"{n},Files,Question {n}?,one{n},two,three,A\n" for n in range(count))
    intake = brought(organiser, "id,subject,question,A,B,C,answer\n" + rows, state="checked")

    with django_assert_num_queries(11):
        client.get(f"{intake.get_absolute_url()}good/")


def test_what_can_come_in_is_shown_only_before_it_has_come_in(client, organiser):
    client.force_login(organiser)
    intake = brought(organiser, TABLE)

    response = client.get(f"{intake.get_absolute_url()}good/")

    assert response["Location"] == intake.get_absolute_url()


def test_text_that_is_too_long_is_not_taken_for_none(client, organiser):
    client.force_login(organiser)
    sent = {"pasted": "1" * 200_001, "format": "auto", "bank": "Bank"}

    page = client.post("/intake/new/questions/", sent)

    assert list(page.context["form"].errors) == ["pasted"]


def test_what_is_wrong_with_pasted_text_is_said_at_that_field(client, organiser):
    client.force_login(organiser)
    sent = {"pasted": "Only words.", "format": "auto", "bank": "Bank"}

    page = client.post("/intake/new/questions/", sent)

    assert list(page.context["form"].errors) == ["pasted"]
    assert "Only words." in page.content.decode()
