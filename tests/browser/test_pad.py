"""The judge's pad on a tablet in a hall with a bad network."""

import pytest

from competitions.models import Performance, Sheet
from competitions.services.judging import open_performance
from organisation.models import Person
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tablet(chromium, live_server):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 768, "height": 1024}, locale="en"
    )
    yield context
    context.close()


@pytest.fixture
def seat(tablet, signed_in):
    """A judge signed in on the tablet, the first of two entries on stage."""
    stage = make.stage_with_panel(judges=3, entries=2)
    performance = make.open_entry(stage)
    seat = performance.sheets.select_related("seat__judge").first().seat
    signed_in(tablet, seat.judge)
    return seat


def mark(page, content="38", manner="55"):
    page.locator(f"input[name=mark-content][value='{content}']").check()
    page.locator(f"input[name=mark-manner][value='{manner}']").check()


def state_of(seat):
    return Sheet.objects.filter(seat=seat).values_list("state", flat=True).first()


def test_marks_are_handed_in_in_two_steps(tablet, seat):
    page = tablet.new_page()
    page.goto(seat.get_absolute_url())
    mark(page)
    assert page.locator("[data-total]").inner_text() == "93"

    page.get_by_role("button", name="Hand in marks").click()
    assert state_of(seat) == "pending"
    page.get_by_role("button", name="Yes, hand in").click()

    page.get_by_text("93 points, received at").first.wait_for()
    assert state_of(seat) == "submitted"


def test_a_missing_mark_is_named(tablet, seat):
    page = tablet.new_page()
    page.goto(seat.get_absolute_url())
    page.locator("input[name=mark-content][value='38']").check()

    page.get_by_role("button", name="Hand in marks").click()

    page.get_by_text("Still to mark: Manner.").wait_for()


def test_marks_given_without_network_are_sent_when_it_is_back(tablet, seat):
    page = tablet.new_page()
    page.goto(seat.get_absolute_url())
    mark(page)
    tablet.set_offline(True)
    page.get_by_role("button", name="Hand in marks").click()
    page.get_by_role("button", name="Yes, hand in").click()
    page.get_by_text("Your marks are kept on this device").wait_for()
    assert page.get_by_text("received at").count() == 0

    tablet.set_offline(False)

    page.get_by_text("93 points, received at").first.wait_for()
    assert state_of(seat) == "submitted"


def test_a_draft_survives_a_reload(tablet, seat):
    page = tablet.new_page()
    page.goto(seat.get_absolute_url())
    mark(page)

    page.reload()

    assert page.locator("[data-total]").inner_text() == "93"


def test_the_next_entry_appears_when_the_host_opens_it(tablet, seat):
    stage = seat.panel.stage
    make.judge_all(stage.performances.first())
    page = tablet.new_page()
    page.goto(seat.get_absolute_url())
    following = stage.performances.in_state(Performance.State.WAITING).get()

    open_performance(following, Person.objects.first())

    page.get_by_role("heading", name=following.entry.title).wait_for()
    page.locator("[data-pad-form]").wait_for()


def test_the_board_says_when_it_is_cut_off(tablet, seat):
    stage = seat.panel.stage
    make.judge_all(stage.performances.first())
    make.snapshot(stage)
    page = tablet.new_page()
    page.goto(f"/contests/stages/{stage.pk}/board/")

    tablet.set_offline(True)

    page.get_by_text("No connection to the server.").wait_for(timeout=15_000)
    assert page.get_by_text("80.00").count() == 1
