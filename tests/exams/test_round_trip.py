"""What is exported imports back equal: every type, every format, texts nobody would write."""

import pytest
from hypothesis import HealthCheck, given, settings

from exams.formats import reading
from exams.formats.table_writing import TooLarge
from exams.formats.writing import WRITERS
from tests import make
from tests.exams.any_question import content_of, questions

nasty = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def contents(many):
    return [content_of(question) for question in many]


@pytest.mark.parametrize("format_", sorted(WRITERS))
@nasty
@given(many=questions(max_size=4))
def test_a_file_we_write_is_read_again_without_a_loss(format_, many):
    parsed = reading.read(WRITERS[format_](many), format_)

    assert [problem.told() for problem in parsed.errors] == []
    assert contents(parsed.questions) == contents(many)
    assert [question.hash for question in parsed.questions] == [question.hash for question in many]


def test_a_text_that_no_cell_holds_is_named():
    long = make.parsed_question(text="长" * 3000)

    with pytest.raises(TooLarge) as refusal:
        WRITERS["xlsx"]([long])
    assert refusal.value.question is long
