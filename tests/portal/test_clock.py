from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ

from ledger.models import JobRun
from portal.clock import DAILIES, TICKS, Clock, Daily, Tick, ask_for_restart, queue_daily
from tests import make

NIGHTLY = Daily("ledger.numbers.next_number", at=time(0, 10))


def at(*moment):
    return timezone.make_aware(datetime(*moment))


def test_a_tick_runs_when_it_is_due_and_not_before():
    clock = Clock([Tick("close exams", 10, lambda: None)])

    ran = [clock.run_due(now) for now in (0, 5, 10)]

    assert ran == [["close exams"], [], ["close exams"]]


def test_a_tick_that_fails_does_not_stop_the_others(caplog):
    clock = Clock([Tick("broken", 10, lambda: 1 / 0), Tick("whole", 10, lambda: None)])

    assert clock.run_due(0) == ["broken", "whole"]
    assert "could not do: broken" in caplog.text


@pytest.mark.django_db
def test_daily_work_is_queued_once_a_day():
    queued = [queue_daily(NIGHTLY, at(2026, 8, 15, hour)) for hour in (1, 2)]

    assert queued == [True, False]
    assert OrmQ.objects.count() == 1


@pytest.mark.django_db
def test_a_clock_that_was_down_for_hours_prompts_once():
    assert queue_daily(NIGHTLY, at(2026, 8, 15, 6, 10))
    assert OrmQ.objects.count() == 1


@pytest.mark.django_db
def test_daily_work_waits_for_its_hour():
    assert not queue_daily(NIGHTLY, at(2026, 8, 15, 0, 9))


@pytest.mark.django_db
def test_work_that_is_done_is_not_queued_again():
    JobRun.objects.create(key=NIGHTLY.key(at(2026, 8, 15)))

    assert not queue_daily(NIGHTLY, at(2026, 8, 15, 1))


def test_monthly_work_is_due_on_its_day_only():
    monthly = Daily("notices.tasks.compile_draft", at=time(1), days=(1,))

    assert [monthly.is_due(at(2026, 8, day, 2)) for day in (1, 2)] == [True, False]


@pytest.mark.django_db
def test_the_clock_closes_rolls_and_announces_results():
    yesterday = timezone.now() - timedelta(days=1)
    done = make.handed_in(make.exam(at=yesterday), now=yesterday)

    ran = Clock(TICKS).run_due(0)

    done.exam.refresh_from_db()
    assert ran == [tick.name for tick in TICKS]
    assert None not in (done.exam.roll_closed_at, done.exam.announced_at)


def test_a_restart_is_asked_for_by_a_file(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    ask_for_restart("queue")

    assert (tmp_path / "run" / "restart-queue").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("daily", DAILIES, ids=lambda daily: daily.job)
def test_every_daily_task_takes_the_day(daily):
    import_string(daily.job)("2026-08-15")

    assert daily.key(at(2026, 8, 15)) == f"{daily.job}:2026-08-15"
