from datetime import timedelta

import pytest
from django.utils import timezone

from exams.models import Op
from exams.protocol import Act
from exams.services import sealing, sittings
from ledger.models import Entry
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    attempt = make.attempt()
    now = timezone.now()
    _attempt, epoch = sittings.claim(attempt.pk, "A", "n", now)
    sittings.save(attempt.pk, "A", epoch, [Act(1, 1, ("a",))], now)
    return attempt


def test_a_day_is_sealed_once(attempt):
    assert sealing.seal(today()).facts["ops"]["n"] == 1
    assert sealing.seal(today()) is None


def test_a_day_without_an_exam_has_no_seal():
    assert sealing.seal(today()) is None


def test_a_seal_holds_while_nothing_is_touched(attempt):
    sealing.seal(today())

    assert sealing.broken_days() == ([], None)


@pytest.mark.parametrize("change", ["value", "delete", "extra"])
def test_what_is_changed_afterwards_breaks_the_seal(attempt, change):
    sealing.seal(today())
    if change == "value":
        Op.objects.update(value=["b"])
    elif change == "delete":
        Op.objects.all().delete()
    else:
        op = Op.objects.get()
        op.pk, op.seq = None, 2
        op.save()

    assert sealing.broken_days()[0] == [today()]


def test_the_chain_of_seals_shows_a_changed_seal(attempt):
    sealing.seal(today())
    Entry.objects.filter(stream=sealing.STREAM).update(at=timezone.now() - timedelta(days=1))

    assert sealing.broken_days()[1] == 1
