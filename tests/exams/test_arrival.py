"""The time of receipt is that of arrival, before an answer queues for a free process."""

from datetime import timedelta

import pytest
from django.conf import settings as project
from django.utils import timezone

from exams.arrival import arrival_of


def arrived(note):
    return arrival_of({"HTTP_X_ARRIVED": note})


def is_now(note):
    """Whether the note is passed over."""
    before = timezone.now()
    return before <= arrived(note) <= timezone.now()


def moments_ago():
    """Whole seconds, as the door writes three decimals."""
    return (timezone.now() - timedelta(seconds=20)).replace(microsecond=0)


def test_behind_our_own_door_its_note_counts(settings):
    settings.TLS = True
    moment = moments_ago()

    assert arrived(f"{moment.timestamp():.3f}") == moment


@pytest.mark.parametrize("note", ["", "x", "nan", "inf", "1e300", "0", "-1"])
def test_a_note_that_makes_no_sense_is_passed_over(settings, note):
    settings.TLS = True

    assert is_now(note)


@pytest.mark.parametrize("by", [timedelta(minutes=-10), timedelta(minutes=10)])
def test_a_note_from_another_time_is_passed_over(settings, by):
    settings.TLS = True

    assert is_now(str((timezone.now() + by).timestamp()))


def test_without_a_door_nobody_writes_the_time_of_her_answer():
    assert is_now(f"{moments_ago().timestamp():.3f}")


def test_asked_again_it_is_the_same_moment():
    environ = {}

    assert arrival_of(environ) is arrival_of(environ)


def test_the_door_writes_its_note_wherever_it_passes_on():
    text = (project.BASE_DIR / "deploy" / "nginx.conf").read_text()

    places = text.count("proxy_pass ")
    assert (places > 0, text.count("proxy_set_header X-Arrived $msec;")) == (True, places)
