"""The time of receipt is that of arrival, before an answer queues for a free process."""

import time
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.utils import timezone

from exams.arrival import arrival_of


def seconds_ago(note):
    arrived = arrival_of({"HTTP_X_ARRIVED": note})
    return (timezone.now() - arrived).total_seconds()


def test_behind_our_own_door_its_note_counts(settings):
    settings.TLS = True

    assert 20 <= seconds_ago(f"{time.time() - 20:.3f}") < 21


@pytest.mark.parametrize("note", ["", "x", "nan", "inf", "1e300", "0", "-1"])
def test_a_note_that_makes_no_sense_is_passed_over(settings, note):
    settings.TLS = True

    assert 0 <= seconds_ago(note) < 1


@pytest.mark.parametrize("by", [timedelta(minutes=-10), timedelta(minutes=10)])
def test_a_note_from_another_time_is_passed_over(settings, by):
    settings.TLS = True

    assert 0 <= seconds_ago(str(time.time() + by.total_seconds())) < 1


def test_without_a_door_nobody_writes_the_time_of_her_answer():
    assert 0 <= seconds_ago(f"{time.time() - 20:.3f}") < 1


def test_asked_again_it_is_the_same_moment():
    environ = {}

    assert arrival_of(environ) is arrival_of(environ)


def test_the_door_writes_its_note_wherever_it_passes_on():
    text = (project.BASE_DIR / "deploy" / "nginx.conf").read_text()

    places = text.count("proxy_pass ")
    assert (places > 0, text.count("proxy_set_header X-Arrived $msec;")) == (True, places)
