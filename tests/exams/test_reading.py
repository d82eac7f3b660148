"""How a file's format is found out, and hostile files (RELIABILITY.md U1–U5)."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.demo import TYPES
from exams.formats import question as question_types
from exams.formats import reading
from exams.formats.writing import WRITERS
from tests import make
from tests.organisation.spreadsheets import repacked, xlsx_file

AIKEN = "Which?\nA) one\nB) two\nANSWER: A\n"
TEXT = "1. 哪个？\nA.甲\nB.乙\n答案：A\n"
CSV = "id,subject,question,A,B,answer\n1,s,Which?,a,b,A\n"


def written(format_):
    return WRITERS[format_]([make.parsed_question()])


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (written("xlsx"), "xlsx"),
        (written("moodlexml"), "moodlexml"),
        (written("gift"), "gift"),
        (b"\xef\xbb\xbf<quiz></quiz>", "moodlexml"),
        (b"Which? {=a ~b}", "gift"),
        (b"::N:: Tell me {}", "gift"),
        (b"Is it? {T}", "gift"),
        (b"Tell me. {}", "gift"),
        (AIKEN.encode(), "aiken"),
        (CSV.encode(), "csv"),
        (f"题库,,\n{CSV}".encode("gb18030"), "csv"),
        ("题干\t答案\n甲\t对\n".encode(), "csv"),
        (TEXT.encode("gb18030"), "text"),
        ("1. main(){} 是什么？\n答案：函数".encode(), "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xlsx"),
    ],
)
def test_the_format_is_known_by_the_content(data, format_):
    assert reading.format_of(data) == format_


@pytest.mark.parametrize(
    ("name", "format_"), [("a.CSV", "csv"), ("a.xml", "moodlexml"), ("a.txt", "text"), ("", "text")]
)
def test_where_the_content_says_nothing_the_name_does(name, format_):
    assert reading.format_of(b"hello", name) == format_


@pytest.mark.parametrize("data", [AIKEN.encode(), TEXT.encode(), CSV.encode(), written("xlsx")])
def test_auto_reads_what_it_has_found_out(data):
    assert len(reading.read(data, "auto").questions) == 1


def test_the_demo_has_one_of_each_type():
    parsed = reading.read_path(TYPES, "csv")

    assert [problem.told() for problem in (*parsed.errors, *parsed.warnings)] == []
    assert {question.type for question in parsed.questions} == {*question_types.TYPES}


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def bomb():
    sheet = b"<worksheet><sheetData>" + b" " * 120_000_000 + b"</sheetData></worksheet>"
    return repacked(xlsx_file(["题干", "答案"]), replace={"xl/worksheets/sheet1.xml": sheet}).read()


HOSTILE = {
    "zip bomb": (bomb, "xlsx"),
    "macros": (
        lambda: repacked(xlsx_file(["题干"]), add={"xl/vbaProject.bin": b"x"}).read(), "xlsx",
    ),
    "a zip inside": (
        lambda: repacked(xlsx_file(["题干"]), add={"xl/a.zip": b"x"}).read(), "xlsx",
    ),
    "another zip": (lambda: packed(a="b"), "xlsx"),
    "old or locked workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "xlsx"),
    "cut off": (lambda: xlsx_file(["题干"]).read()[:500], "xlsx"),
    "too large": (lambda: b"x" * (10 * 1024 * 1024 + 1), "gift"),
    "empty": (lambda: b" \n", "text"),
    "a million rows": (lambda: b"question,answer\n" + b"a,b\n" * 1_000_000, "csv"),
    "a million lines": (lambda: b"a\n" * 1_000_000, "text"),
    "many columns": (lambda: b"question,answer" + b",x" * 16_384 + b"\n", "csv"),
    "utf-16": (lambda: TEXT.encode("utf-16"), "text"),
    "two encodings": (lambda: "登记\n".encode() + "登记\n".encode("gb18030") + b"\xff", "gift"),
    "nul": (lambda: b"Q\x00 {=a ~b}", "gift"),
    "entities": (lambda: b'<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "moodlexml"),
    "5 MB in one text": (lambda: b"Q" * 5_000_000 + b" {=a ~b}", "gift"),
    "5 MB of options": (lambda: b"Q {=" + b"~a" * 2_500_000 + b"}", "gift"),
    "5 MB of html": (lambda: b"[html]" + b"<b>" * 1_700_000 + b" {=a ~b}", "gift"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("is_known", [True, False])
def test_a_hostile_file_is_refused_in_a_sentence_within_a_second(name, is_known):
    make_it, format_ = HOSTILE[name]
    data = make_it()
    began = time.process_time()

    parsed = reading.read(data, format_ if is_known else "auto")

    assert time.process_time() - began < 1
    assert parsed.questions == []
    assert len(parsed.errors) >= 1
    assert len(parsed.errors[0].told()) > 10


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    told = reading.read_path(tmp_path / "none", "auto").errors[0].told()

    assert "cannot be opened" in told
    assert reading.read_path("a\x00b", "auto").errors[0].told().startswith("The file")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(reading.FORMATS)),
    st.one_of(
        st.binary(max_size=60),
        st.text("{}=~#%:/->\n\r 0aA).答案：1|;,题干<>", max_size=60).map(str.encode),
        st.text("题干答案,选项A\n\"'=12.0;|", max_size=60).map(
            lambda text: f"题干,选项A,选项B,答案,题型,各项权重\n{text}".encode()
        ),
        st.text('<>/="question &;![]', max_size=60).map(
            lambda text: f"<quiz><question type='multichoice'>{text}".encode()
        ),
    ),
)
def test_no_file_whatever_is_in_it_raises(format_, data):
    parsed = reading.read(data, format_)

    assert parsed.questions or parsed.errors
