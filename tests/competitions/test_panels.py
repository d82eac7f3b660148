"""Neutral judges are in the majority, or somebody answers for it by name."""

import pytest
from django.urls import reverse

from competitions.models import Panel, Stage
from competitions.services import panels
from competitions.services.refusal import ContestRefused
from ledger.models import Entry as LogEntry
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db

REASON = "Nobody else in the county knows the software"


@pytest.fixture
def organiser(client):
    person = make.person(Post.Kind.ORGANISER)
    client.force_login(person)
    return person


def panel_of(*units, stage=None):
    """A seat for each of the units; None is a judge from outside."""
    stage = stage or make.stage()
    for unit in units:
        make.seat(stage, unit=unit, approved=False)
    return Panel.objects.select_related("stage__unit").get(stage=stage)


def half_neutral():
    return panel_of(make.township(), make.township(), None, None)


def address(panel):
    return reverse("competitions:panel_approve", args=[panel.stage_id])


def test_half_is_no_majority():
    panel = half_neutral()

    with pytest.raises(ContestRefused, match="not in the majority"):
        panels.approve(panel, make.person())

    assert Panel.objects.get().approved_at is None


def test_a_majority_needs_no_reason_and_keeps_none():
    panel = panel_of(make.township(), None, None)

    panels.approve(panel, make.person(), REASON)

    approved = Panel.objects.get()
    assert (approved.approved_at is not None, approved.exception_reason) == (True, "")


def test_a_village_of_another_township_is_neutral_on_a_townships_stage():
    stage = make.stage(unit=make.township())
    panel = panel_of(*[make.village() for _ in range(3)], stage=stage)

    panels.approve(panel, make.person())

    assert Panel.objects.get().exception_reason == ""


def test_no_judge_of_the_panel_lets_it_judge_all_the_same():
    panel = half_neutral()

    with pytest.raises(ContestRefused, match="A judge of the panel cannot decide this."):
        panels.approve(panel, panel.seats.first().judge, REASON)


def test_the_page_asks_for_a_reason_and_keeps_the_panel_open_without(client, organiser):
    panel = half_neutral()

    page = client.post(address(panel), {"reason": ""}).content.decode()

    assert "Neutral judges are not in the majority." in page
    assert "Why this panel judges all the same" in page
    assert Panel.objects.get().approved_at is None


def test_what_was_typed_stays_when_it_is_refused(client, organiser):
    panel = half_neutral()
    make.seat(panel.stage, organiser, approved=False)
    make.seat(panel.stage, unit=make.township(), approved=False)

    page = client.post(address(panel), {"reason": REASON}).content.decode()

    assert "A judge of the panel cannot decide this." in page
    assert f'value="{REASON}"' in page


def test_name_and_reason_are_logged_and_stand_on_the_result(client, organiser):
    panel = half_neutral()
    make.entry(panel.stage)

    client.post(address(panel), {"reason": REASON})

    stage = Stage.objects.get(pk=panel.stage_id)
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)
    sheet = client.get(reverse("competitions:result_sheet", args=[panel.stage_id]))
    said = f"Neutral judges are not in the majority of this panel: {REASON}."
    assert f"{said} Decided by {organiser}." in sheet.content.decode()
    entry = LogEntry.objects.get(verb="panel approved")
    assert entry.facts == {"seats": 4, "exception": REASON}
