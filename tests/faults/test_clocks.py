"""F11: the clock of the server is set while people answer: no exam ends early or never.

What the page shows meanwhile is looked at in tests/browser/test_sitting_faults.py.
"""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from exams.models import Attempt
from exams.services import outages
from ledger.models import Heartbeat
from tests.faults.clocks import Clock
from tests.faults.invariants import violations
from tests.faults.phone import Phone

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def deadline_of(attempt):
    return Attempt.objects.get(pk=attempt.pk).deadline


def end_in(attempt, seconds):
    end = timezone.now() + timedelta(seconds=seconds)
    Attempt.objects.filter(pk=attempt.pk).update(deadline=end)
    return end


def test_a_clock_that_is_set_ends_no_exam_early_and_none_never(server_in, attempt, tmp_path):
    clock = Clock(tmp_path)
    server = server_in(**clock.environment)
    phone = Phone(server.port, attempt, "A").claim()

    # Back by a minute: the same end by the server's clock.
    end = end_in(attempt, 20)
    clock.set(-60)
    back = phone.answer(1, "a").verdict
    left_back = left(phone, clock)
    # Ahead by a minute, beyond deadline and grace: the clock process has left its sign of life.
    Heartbeat.objects.create(name=outages.NAME, at=timezone.now() - timedelta(seconds=5))
    clock.set(60)
    ahead = phone.answer(2, "a").verdict
    given = deadline_of(attempt) - end
    # Much later it is over all the same.
    Heartbeat.objects.update(at=timezone.now() + timedelta(seconds=600))
    clock.set(600)
    over = phone.answer(3, "a").verdict

    print(f"−60 s: {back}, +60 s: {ahead} ({given} given back), +600 s: {over}")
    assert (back, ahead, over) == ("accepted", "accepted", "late")
    assert abs(left_back - 80) <= 2
    assert 60 <= given.total_seconds() <= 75
    assert violations(attempt, [phone], same_clock=False) == []


def left(phone, clock):
    """Seconds to the end by the server's clock, from what the phone was told last."""
    return phone.deadlines[-1] / 1000 - (time.time() + clock.ahead)


def test_without_a_sign_of_life_the_early_end_is_seen(server_in, attempt, tmp_path):
    clock = Clock(tmp_path)
    phone = Phone(server_in(**clock.environment).port, attempt, "A").claim()
    end_in(attempt, 20)
    clock.set(60)

    assert phone.answer(1, "a").verdict == "late"
