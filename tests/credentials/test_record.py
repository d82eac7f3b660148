from datetime import date

import pytest

from credentials.record import Line, Record, Source


def test_a_chapter_begins_with_the_newest_line():
    record = Record()
    lines = [Line(date(2026, 1, 1), "Old"), Line(date(2026, 5, 1), "New")]
    record.add(Source("exams", "Exams", lambda person: lines))

    [chapter] = record.of(None)

    assert [line.title for line in chapter.lines] == ["New", "Old"]


def test_a_chapter_without_lines_is_left_out():
    record = Record()
    record.add(Source("exams", "Exams", lambda person: []))

    assert record.of(None) == []


def test_a_key_is_there_once():
    record = Record()
    record.add(Source("exams", "Exams", list))

    with pytest.raises(ValueError, match="exams"):
        record.add(Source("exams", "Again", list))
