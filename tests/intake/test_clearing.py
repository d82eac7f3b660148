from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from intake.models import Intake, Row
from intake.tasks import clear_old
from organisation.periods import today
from portal.clock import DAILIES
from tests import make

pytestmark = pytest.mark.django_db


def clear():
    clear_old(today().isoformat())


def begun_days_ago(intake, days):
    Intake.objects.filter(pk=intake.pk).update(begun_at=timezone.now() - timedelta(days=days))
    return intake


def test_the_clock_knows_the_daily_work():
    assert import_string("intake.tasks.clear_old")
    assert "intake.tasks.clear_old" in [daily.job for daily in DAILIES]


def test_lines_that_can_be_taken_back_stay():
    make.intake(state="done")

    clear()

    assert Row.objects.count() == 1


def test_lines_go_when_they_can_no_longer_be_taken_back_and_faulty_ones_stay():
    make.intake(make.officer_list(1, faulty=1), state="done")
    Intake.objects.update(done_at=timezone.now() - timedelta(minutes=11))

    clear()

    assert [row.fault != "" for row in Row.objects.all()] == [True]


def test_everything_but_the_fact_goes_after_seven_days():
    made = make.intake(make.officer_list(1, faulty=1), state="done")
    Intake.objects.update(done_at=timezone.now() - timedelta(days=8))
    begun_days_ago(made, 8)

    clear()

    assert (Row.objects.count(), Intake.objects.get().counts["added"]) == (0, 1)


def test_a_list_nobody_confirmed_is_given_up_after_seven_days():
    old, new = begun_days_ago(make.intake(), 8), begun_days_ago(make.intake(), 6)

    clear()

    old.refresh_from_db()
    assert (old.state, "seven days" in old.refusal) == ("refused", True)
    assert [row.intake_id for row in Row.objects.all()] == [new.pk]


def test_lines_that_are_coming_in_stay_however_long_it_takes():
    begun_days_ago(make.intake(), 8)
    Intake.objects.update(state="writing")

    clear()

    assert Row.objects.count() == 1
