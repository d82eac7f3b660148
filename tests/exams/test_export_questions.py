"""Out of a bank and into another: the same questions (issue: what is exported imports back)."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from exams.formats import reading
from exams.formats.questions import Parsed
from exams.models import Bank, Version
from exams.services import banks, exports
from tests import make
from tests.exams.any_question import content_of, questions

pytestmark = pytest.mark.django_db


def hashes(bank):
    return sorted(Version.objects.filter(bank=bank).values_list("content_hash", flat=True))


class TestBanks(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(many=questions(max_size=5))
    def test_what_a_bank_takes_it_gives_back_equal(self, many):
        bank = make.bank()
        banks.import_questions(bank, Parsed("line", many))

        given_back = {
            question.hash: content_of(question) for question in exports.questions_in(bank)
        }

        assert given_back == {question.hash: content_of(question) for question in reversed(many)}


@pytest.fixture
def bank():
    """One question of each type."""
    made = make.bank("B")
    for type_ in Version.Type.values:
        make.question_of(type_, made)
    return made


@pytest.mark.parametrize("format_", ["gift", "moodlexml", "xlsx"])
def test_a_bank_exported_and_imported_is_the_same_bank(bank, tmp_path, format_):
    path = tmp_path / "questions"

    call_command("export_questions", "--bank", "B", "--format", format_, "-o", path)
    call_command("import_questions", path, "--bank", "Copy", "--format", format_)
    call_command("import_questions", path, "--bank", "B", "--format", "auto")

    assert hashes(Bank.objects.get(name="Copy")) == hashes(bank)
    assert Version.objects.filter(bank=bank).count() == len(Version.Type.values)


def test_only_the_wording_in_use_is_exported(bank):
    exam = make.exam(questions=1)
    used = exam.paper.questions.get().version
    make.reworded(used, "Better?")

    parsed = reading.read(exports.export(used.bank, "gift"), "gift")

    assert [q.text for q in parsed.questions] == ["Better?"]


def test_an_empty_bank_and_one_that_is_not_there_end_with_a_sentence(tmp_path):
    make.bank("Empty")

    for name, sentence in (("Empty", "no question in this bank"), ("None", "no question bank")):
        with pytest.raises(CommandError, match=sentence):
            call_command("export_questions", "--bank", name, "--format", "gift", "-o", tmp_path)


def test_a_file_that_cannot_be_written_is_named(bank, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_questions", "--bank", "B", "--format", "gift", "-o", tmp_path)


def test_a_question_too_large_for_a_table_is_named():
    bank = make.bank()
    make.question(bank, text="长" * 3000)

    with pytest.raises(exports.ExportRefused, match="choose Moodle XML: 长"):
        exports.export(bank, "xlsx")


@pytest.mark.parametrize("count", [1, 3])
def test_exporting_takes_as_many_queries_for_one_as_for_three(count, django_assert_num_queries):
    bank = make.bank(questions=count)

    with django_assert_num_queries(2):
        assert len(exports.questions_in(bank)) == count
