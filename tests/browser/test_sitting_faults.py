"""What the sitting page shows while server, disk or clocks fail (RELIABILITY.md F7, F11; I5)."""

import re
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from exams.models import Attempt
from tests import make
from tests.browser.sitting import choose, next_question, ready, stored, wait_until_saved
from tests.faults.clocks import Clock
from tests.faults.server import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.fault,
    pytest.mark.django_db(transaction=True),
]
BY_COUNTER = "performance.now() + this.offset"
ANEW = "roundTrip < this.roundTrip || wasSet"
WITHOUT_DATABASE = "Object.defineProperty(window, 'indexedDB', {value: undefined})"


def seconds_shown(page):
    minutes, seconds = re.fullmatch(
        r"(\d):(\d\d)", page.locator("[data-timer]").inner_text()
    ).groups()
    return int(minutes) * 60 + int(seconds)


def with_clock_of(page, change):
    """The page's clock.js, changed: a planted mistake."""

    def answer(route):
        reply = route.fetch()
        route.fulfill(response=reply, body=change(reply.text()))

    page.route("**/clock*.js", answer)


def ends_in(seconds):
    Attempt.objects.update(deadline=timezone.now() + timedelta(seconds=seconds))


@pytest.fixture
def short_paper(phone, signed_in, trainee):
    """`short_paper(page)`: opens a sitting that has 200 seconds left."""
    attempt = make.attempt(make.exam(questions=3), trainee)

    def open_on(page):
        ends_in(200)
        page.goto(attempt.get_absolute_url())
        ready(page)
        return page

    signed_in(phone, trainee)
    return open_on


@pytest.mark.parametrize("hours", [-24, 1, 2, 3])
def test_the_time_shown_does_not_follow_the_date_of_the_phone(hours, phone, short_paper):
    page = short_paper(phone.new_page())
    page.clock.set_system_time(timezone.now() + timedelta(hours=hours))
    choose(page, 1, "a")
    wait_until_saved(page, 1)

    # A reply that came quicker than the page may put right what is shown, by a second.
    assert wrong_by(page) <= 2


def test_a_page_that_goes_by_the_date_of_the_phone_is_seen(phone, short_paper):
    page = phone.new_page()
    with_clock_of(page, lambda text: text.replace(BY_COUNTER, "Date.now()"))
    short_paper(page)
    page.clock.set_system_time(timezone.now() + timedelta(hours=-1))

    until(lambda: "min left" in page.locator("[data-timer]").inner_text(), "a false time")


@contextmanager
def server_with_clock(server_in, tmp_path, chromium, client, trainee):
    clock = Clock(tmp_path)
    server = server_in(**clock.environment)
    attempt = make.attempt(make.exam(questions=3), trainee)
    ends_in(200)
    client.force_login(trainee)
    with chromium.new_context(base_url=server.url, locale="en", service_workers="block") as context:
        cookie = {"name": "sid", "value": client.cookies["sid"].value, "url": server.url}
        context.add_cookies([cookie, {**cookie, "name": "language", "value": "en"}])
        yield clock, context.new_page(), attempt.get_absolute_url()


def wrong_by(page, ahead=0):
    """Seconds by which the page is off the server's clock, itself so far ahead of ours."""
    left = Attempt.objects.get().deadline.timestamp() - (time.time() + ahead)
    return abs(seconds_shown(page) - left)


def test_the_time_shown_follows_the_servers_clock_when_that_is_set(
    server_in, tmp_path, chromium, client, trainee,
):  # fmt: skip
    with server_with_clock(server_in, tmp_path, chromium, client, trainee) as (clock, page, url):
        page.goto(url)
        ready(page)
        for slot, ahead in ((1, 0), (2, 60), (3, -60)):
            clock.set(ahead)
            choose(page, slot, "a")
            wait_until_saved(page, slot)
            until(
                lambda: wrong_by(page, clock.ahead) <= 2, f"the right time at {clock.ahead:+} s", 5
            )
            next_question(page)

        # With the mistake of trusting one reply for ever it is off, and that is seen.
        page.goto("about:blank")
        clock.set(0)
        with_clock_of(page, lambda text: text.replace(ANEW, "this.roundTrip === Infinity"))
        page.goto(url)
        ready(page)
        choose(page, 1, "b")
        wait_until_saved(page, 1)
        clock.set(60)
        choose(page, 1, "c")
        wait_until_saved(page, 1)
        assert wrong_by(page, clock.ahead) > 50


def test_a_server_that_cannot_save_is_said_and_made_up_for(phone, short_paper):
    page = short_paper(phone.new_page())
    choose(page, 1, "a")
    wait_until_saved(page, 1)
    page.route("**/ops", lambda route: route.fulfill(status=503, json={"error": "busy"}))
    choose(page, 1, "b")
    strip, mark = page.locator("[data-save-state]"), page.locator('[data-mark="1"]')
    expect(strip).to_contain_text("Not saved, kept on this phone first (1)")
    expect(mark).to_have_text("Kept on this phone")
    page.unroute("**/ops")
    strip.get_by_role("button", name="Try again").click()
    wait_until_saved(page, 1)

    assert stored() == {1: ["b"]}


def test_a_phone_without_a_database_keeps_answers_over_a_reload(phone, short_paper):
    phone.add_init_script(WITHOUT_DATABASE)
    page = short_paper(phone.new_page())
    page.wait_for_selector("html[data-paper-kept]")
    phone.set_offline(True)
    choose(page, 1, "b")
    expect(page.locator('[data-mark="1"]')).to_have_text("Kept on this phone")
    kept = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('acts/')).length"
    )
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    ready(page)
    shown = page.locator("[name=q1][value=b]").is_checked()
    phone.set_offline(False)
    wait_until_saved(page, 1)
    page.get_by_role("button", name="Questions").click()
    page.locator('[data-screen="map"] [data-go="end"]').click()
    page.locator("[data-go=submit]").click()
    page.wait_for_selector("html[data-leftover-done]")

    assert (kept, shown) == (1, True)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert Attempt.objects.get().answered == 1
