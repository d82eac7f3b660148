"""A quiz in the hall: the host's tablet, a team's phone, the screen."""

import threading
from uuid import uuid4

import pytest
from django.urls import reverse

from competitions.quiz_ledger import ledger_of
from competitions.services.quiz import buzzers, stage
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiz():
    return make.quiz()


@pytest.fixture
def hall(chromium, live_server):
    """`hall(**options)` is one more device in the hall; the pages ask all the time, so the server
    is let finish before the database is put away."""
    contexts = []

    def device(**options):
        options = {"viewport": {"width": 360, "height": 640}, "locale": "en", **options}
        contexts.append(chromium.new_context(base_url=live_server.url, **options))
        return contexts[-1]

    yield device
    for context in contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


@pytest.fixture
def host(hall, signed_in, quiz):
    """The host's page, on a device of the organiser."""
    tablet = hall()
    signed_in(tablet, make.person("organiser", make.county()))
    page = tablet.new_page()
    page.goto(reverse("competitions:quiz_desk", args=[quiz.pk]) + "?round=quick")
    return page


def test_the_host_runs_a_question_without_leaving_the_page(host, quiz):
    host.get_by_role("button", name="Put the question").click()
    host.get_by_role("button", name="Go: claims are open").click()
    host.get_by_role("button", name="claimed Team").first.click()

    host.get_by_role("button", name="right Team").click()

    host.get_by_text("next is question 2").wait_for()
    assert sorted(ledger_of(quiz).scores().values()) == [100, 100, 110]


def test_the_keyboard_stays_where_it_was_when_the_page_changes(host, quiz):
    host.get_by_role("link", name="Protests").focus()

    make.put(quiz)

    host.get_by_role("button", name="Go: claims are open").wait_for()
    assert host.evaluate("document.activeElement.textContent") == "Protests"


def test_what_is_pressed_before_the_reply_is_sent_after_it(host, quiz):
    host.get_by_role("button", name="Put the question").click()
    host.get_by_role("button", name="Go: claims are open").click()
    host.get_by_role("button", name="claimed Team").first.wait_for()
    host.context.set_offline(True)
    host.get_by_role("button", name="claimed Team").first.click()
    host.get_by_text("The press is kept here").wait_for()
    host.get_by_role("button", name="Void").click()

    host.context.set_offline(False)

    host.get_by_text("next is question 2").wait_for()
    assert list(quiz.events.values_list("act", flat=True)) == ["put", "buzz", "void"]


def test_a_press_without_network_is_sent_when_it_is_back(host, quiz):
    host.context.set_offline(True)
    host.get_by_role("button", name="Put the question").click()
    host.get_by_text("The press is kept here").wait_for()
    assert quiz.events.count() == 0

    host.context.set_offline(False)

    host.get_by_role("button", name="Void").wait_for()
    assert quiz.events.count() == 1


def test_without_javascript_every_press_is_a_plain_form(hall, signed_in, quiz):
    context = hall(java_script_enabled=False)
    signed_in(context, make.person("organiser", make.county()))
    page = context.new_page()
    page.goto(reverse("competitions:quiz_desk", args=[quiz.pk]) + "?round=must")

    page.get_by_role("button", name="Put it to all").click()

    page.get_by_role("button", name="right Team").first.click()

    assert max(ledger_of(quiz).scores().values()) == 110


def test_a_team_scans_its_slip_and_claims(hall, quiz):
    buzzers.give_codes(quiz)
    team = quiz.teams.select_related("entry").first()
    page = hall().new_page()
    address = reverse("competitions:quiz_join", args=[quiz.pk])
    page.goto(f"{address}?team={team.pk}&code={team.code}")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("Wait", exact=True).wait_for()
    make.put(quiz)
    make.deed(quiz, "quick 1 go")

    page.get_by_role("button", name="Claim").click()

    page.get_by_text("You answer").wait_for()
    assert ledger_of(quiz).with_right("quick", "1") == (team.key,)


def test_the_board_follows_and_counts_down(hall, quiz):
    stage.show(quiz, make.person())
    page = hall().new_page()
    page.goto(reverse("competitions:quiz_board", args=[quiz.pk]))
    make.put(quiz)
    stage.claim(quiz, make.person(), "quick", "1", uuid4(), "02")

    clock = page.locator("[data-left]")
    clock.wait_for()
    first = int(clock.inner_text())
    page.wait_for_timeout(1500)
    assert int(clock.inner_text()) < first
    page.get_by_text("Claimed: 1.").wait_for()
