from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from ledger.models import Heartbeat
from ledger.plain_sql import columns_of


def ask():
    asked = f"SELECT {columns_of(Heartbeat)} FROM ledger_heartbeat WHERE name = %s"
    return list(Heartbeat.objects.raw(asked, ["clock"]))


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
    # PostgreSQL plans a statement once it was asked five times.
    for _time in range(8):
        ask()
    elsewhere("ALTER TABLE ledger_heartbeat ADD COLUMN more integer")
    try:
        assert ask() == []
    finally:
        elsewhere("ALTER TABLE ledger_heartbeat DROP COLUMN more")
