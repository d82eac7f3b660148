"""One Chromium for all journeys; each test gets its own page and its own database."""

import os
from pathlib import Path

import pytest

from organisation.models import Post
from tests import make
from tests.browser.demo_site import DemoSite, private_folder
from tests.browser.sitting import ready
from tests.browser.whole_loop.county import County
from tests.browser.whole_loop.house import House

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    if CHROMIUM.is_file():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"There is no {CHROMIUM}."))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    # Playwright runs a loop of its own in this thread; the database is only used beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def phone(chromium, live_server):
    """A phone of 360 px, not signed in."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 640}, locale="en"
    )
    yield context
    context.close()


@pytest.fixture
def signed_in(live_server, client):
    """Signs a person in on a browser context: `signed_in(phone, person)`."""

    def sign_in(context, person):
        client.force_login(person)
        cookie = client.cookies["sid"]
        context.add_cookies([{"name": "sid", "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def trainee():
    return make.person(Post.Kind.INFORMATION_OFFICER)


@pytest.fixture
def paper(phone, signed_in, trainee):
    """The sitting page of an exam of three questions, ready to be answered."""
    exam = make.exam(questions=3)
    signed_in(phone, trainee)
    page = phone.new_page()
    page.goto(f"/exams/{exam.pk}/")
    page.get_by_role("button", name="Start the exam").click()
    ready(page)
    return page


@pytest.fixture
def county():
    return County()


@pytest.fixture
def house(county, chromium, tmp_path):
    """An empty portal with real processes, and a browser for each person of the county."""
    site = DemoSite(private_folder(tmp_path), DEMO="0").start()
    house = House(site, chromium)
    yield house
    house.close()
    site.stop()
