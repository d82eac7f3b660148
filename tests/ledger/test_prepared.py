from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from exams.models import Attempt
from ledger.models import Entry, Heartbeat
from ledger.prepared import Given, Prepared
from tests import make

BEATS = Prepared(lambda: Heartbeat.objects.filter(name=Given("name")))


@pytest.fixture
def begun(world):
    """A sitting that has begun."""
    return make.attempt(make.exam([world.township]), world["officer"])


def beats(name):
    return [beat.name for beat in BEATS.all(name=name)]


@pytest.mark.django_db
def test_each_call_brings_its_own_values():
    Heartbeat.objects.create(name="clock", at=timezone.now())
    Heartbeat.objects.create(name="queue", at=timezone.now())

    assert (beats("clock"), beats("queue"), beats("none")) == (["clock"], ["queue"], [])


@pytest.mark.django_db
def test_the_statement_is_made_once():
    made = []

    def make_it():
        made.append(1)
        return Heartbeat.objects.filter(name=Given("name"))

    asked = Prepared(make_it)
    for name in ("clock", "queue", "clock"):
        asked.all(name=name)

    assert len(made) == 1


@pytest.mark.django_db
def test_one_query_brings_what_belongs_to_it(django_assert_num_queries, begun):
    asked = Prepared(
        lambda: Attempt.objects.filter(pk=Given("pk")).select_related("exam__paper", "person")
    )
    asked.get(pk=begun.pk)

    with django_assert_num_queries(1):
        found = asked.get(pk=begun.pk)
        assert found.exam.paper.content["questions"]
        assert (found, found.person, found.deadline) == (begun, begun.person, begun.deadline)


@pytest.mark.django_db
def test_moments_are_compared_as_moments():
    now = timezone.now()
    Heartbeat.objects.create(name="clock", at=now)
    since = Prepared(lambda: Heartbeat.objects.filter(at__gte=Given("at")))

    assert since.first(at=now).at == now
    assert since.first(at=now + timedelta(microseconds=1)) is None


@pytest.mark.django_db
def test_none_is_said_as_the_model_says_it():
    asked = Prepared(lambda: Attempt.objects.filter(pk=Given("pk")))

    with pytest.raises(Attempt.DoesNotExist):
        asked.get(pk=uuid4())
    with pytest.raises(Http404):
        get_object_or_404(asked, pk=uuid4())


@pytest.mark.django_db
def test_rows_come_as_python_knows_them(begun):
    asked = Prepared(
        lambda: Attempt.objects.filter(pk=Given("pk")).values_list("pk", "drawn", "person_id")
    )

    (row,) = asked.rows(pk=begun.pk)

    assert row == (begun.pk, [], begun.person_id)
    assert isinstance(row[0], UUID)


@pytest.mark.django_db
def test_what_is_fixed_in_the_query_stays():
    for number, verb in enumerate(("opened", "closed"), start=1):
        Entry.objects.create(
            stream="door", number=number, at=timezone.now(), verb=verb, hash=f"{number:064}"
        )
    asked = Prepared(lambda: Entry.objects.filter(verb="closed", stream=Given("stream")))

    assert [entry.number for entry in asked.all(stream="door")] == [2]


def elsewhere(sql):
    """By another connection, as a migration beside the running server."""

    def work():
        with connection.cursor() as cursor:
            cursor.execute(sql)
        connection.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(work).result()


@pytest.mark.django_db(transaction=True)
def test_what_was_planned_goes_on_when_a_migration_adds_a_column():
    # PostgreSQL plans a statement once it was asked five times, and would refuse a `*`.
    for _time in range(8):
        beats("clock")
    elsewhere("ALTER TABLE ledger_heartbeat ADD COLUMN more integer")
    try:
        assert beats("clock") == []
    finally:
        elsewhere("ALTER TABLE ledger_heartbeat DROP COLUMN more")
