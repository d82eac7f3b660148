from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ, Task

from ledger.watch import queue_is_stuck

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def waiting(since):
    OrmQ.objects.create(key="county", payload="x", lock=since)


def finished(at):
    Task.objects.create(
        id=f"{at:%H%M%S%f}", name="a", func="f", started=at, stopped=at, success=True
    )


def test_an_empty_queue_is_not_stuck():
    assert not queue_is_stuck(NOW)


def test_a_job_that_waits_three_minutes_means_a_stuck_queue():
    waiting(NOW - timedelta(minutes=4))

    assert queue_is_stuck(NOW)


def test_a_young_job_is_given_time():
    waiting(NOW - timedelta(minutes=2))

    assert not queue_is_stuck(NOW)


def test_a_queue_in_which_jobs_finish_is_only_long():
    waiting(NOW - timedelta(minutes=4))
    finished(NOW - timedelta(minutes=1))

    assert not queue_is_stuck(NOW)


def test_a_job_fetched_long_ago_by_a_dead_worker_counts_as_waiting():
    waiting(NOW + timedelta(seconds=300) - timedelta(minutes=4))

    assert queue_is_stuck(NOW)
