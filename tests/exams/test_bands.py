"""How hard a question is expected to be, in words and as lists say it."""

from decimal import Decimal

import pytest

from exams import bands
from exams.formats import reading, tabular
from exams.formats.writing import WRITERS
from tests import make


@pytest.mark.parametrize(
    ("share", "band"),
    [("0", "hard"), ("0.399", "hard"), ("0.4", "medium"), ("0.7", "easy"), ("1", "easy")],
)
def test_the_bands_are_those_of_the_papers(share, band):
    assert bands.band_of(Decimal(share)) == band


def test_nobody_knows_how_hard_it_is():
    assert (bands.band_of(None), bands.told(None)) == ("", "")


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("易", "0.8"), ("简单", "0.8"), ("中等", "0.55"), ("难", "0.3"), ("Hard", "0.3"),
        ("0.65", "0.65"), (".5", "0.5"), ("1.0", "1"), ("０．６５", "0.65"), ("65%", "0.65"),
        ("3", None), ("1", None), ("1.2", None), ("165%", None), ("x", None), ("nan", None),
    ],
)  # fmt: skip
def test_lists_say_it_in_words_or_as_a_share(said, share):
    assert bands.share_said(said) == (share and Decimal(share))


def test_a_table_brings_it_and_a_level_is_noted():
    table = "题干,答案,选项A,选项B,难度\nx?,A,1,2,易\ny?,A,1,2,4\nz?,A,1,2,\n"
    parsed = tabular.read_csv(table.encode())

    assert [q.difficulty for q in parsed.questions] == [Decimal("0.8"), None, None]
    assert [problem.place for problem in parsed.warnings] == [3]


def test_a_workbook_takes_it_along():
    made = make.parsed_question()
    made.difficulty = Decimal("0.655")

    back = reading.read(WRITERS["xlsx"]([made]), "xlsx")

    assert back.questions[0].difficulty == Decimal("0.655")


@pytest.mark.django_db
def test_it_comes_into_the_bank():
    version = make.question(difficulty=Decimal("0.3"))

    assert version.question.difficulty == Decimal("0.3")
