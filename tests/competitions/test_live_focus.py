"""A page that changes by itself leaves the keyboard where it is: htmx finds it again by its id."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from competitions.models import Performance
from competitions.services import timing
from tests import make

pytestmark = pytest.mark.django_db


def nameless(client, name, stage):
    address = reverse(f"competitions:{name}", args=[stage.pk])
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    controls = shown.select("a, button")
    return len(controls), [str(control) for control in controls if not control.get("id")]


@pytest.fixture
def stage(client):
    """One result waits for its signature, one sheet of the next entry is in."""
    contest = make.contest()
    rules = make.timed_rules(contest)
    stage = make.stage_with_panel(entries=2, contest_=contest, rules=rules)
    timing.set_time(make.judge_all(make.open_entry(stage)), 485, make.person())
    make.snapshot(stage, confirmed=False)
    make.hand_in(make.open_entry(stage).sheets.first())
    client.force_login(make.person("organiser", contest.unit))
    return stage


def test_what_can_be_pressed_at_the_desk_keeps_the_focus(client, stage):
    assert nameless(client, "desk_live", stage) == (8, [])


def test_what_can_be_pressed_at_the_clock_keeps_the_focus(client, stage):
    on = Performance.objects.get(stage=stage, state="open")

    assert nameless(client, "timekeeping_live", stage) == (2, [])
    timing.start(on, make.person())
    assert nameless(client, "timekeeping_live", stage) == (2, [])
