import pytest
from django.db import connection

from ledger import log
from ledger.models import Entry
from tests import make


@pytest.mark.django_db
def test_lines_of_a_stream_are_numbered_from_one():
    actor = make.person(name="Ana")

    lines = [log.append("exam 1", "opened", actor), log.append("exam 1", "closed", actor)]

    assert [(line.number, line.actor) for line in lines] == [(1, "Ana"), (2, "Ana")]


@pytest.mark.django_db
def test_a_whole_stream_is_not_broken():
    for verb in ("opened", "saved", "closed"):
        log.append("exam 1", verb, answers=3)

    assert log.broken_at("exam 1") is None


@pytest.mark.django_db
def test_a_changed_line_is_found():
    for number in (1, 2, 3):
        log.append("exam 1", "saved", mark=number)

    Entry.objects.filter(number=2).update(facts={"mark": 9})

    assert log.broken_at("exam 1") == 2


@pytest.mark.django_db
def test_a_removed_line_is_found():
    for number in (1, 2, 3):
        log.append("exam 1", "saved", mark=number)

    Entry.objects.filter(number=2).delete()

    assert log.broken_at("exam 1") == 2


@pytest.mark.django_db
def test_streams_are_independent():
    log.append("exam 1", "opened")

    assert log.append("exam 2", "opened").number == 1


@pytest.mark.django_db
def test_the_hash_does_not_depend_on_the_time_zone_of_the_session():
    entry = log.append("exam 1", "opened")

    entry.refresh_from_db()

    assert connection.vendor in ("sqlite", "postgresql")
    assert log.hash_of(entry) == entry.hash
