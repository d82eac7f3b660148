"""The demo county as every post sees it: no dead link, nothing sideways, nothing heavy, axe."""

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from tests.browser.demo_site import ROLES, DemoSite, one_of_each_kind, private_folder, walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("every page")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = DemoSite(private_folder(tmp_path_factory.mktemp("demo"))).start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def walked(site):
    return {role: walk(site, site.session(role)) for role in (None, *ROLES)}


def opened(chromium, site, role, **options):
    """A browser context that is signed in as the role."""
    context = chromium.new_context(base_url=site.url, **options)
    cookies = site.session(role).cookies if role else []
    context.add_cookies([{"name": c.name, "value": c.value, "url": site.url} for c in cookies])
    return context


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_link_is_dead(walked, role):
    answers = walked[role]
    ends = {path: answer.status_code for path, answer in answers.items() if not answer.ok}
    # Anonymous visitors meet the sign-in page instead of what is not public.
    assert ends == {} or (role is None and set(ends.values()) == {404} and set(ends) <= {"/today/"})


@pytest.mark.parametrize("role", [None, *ROLES])
def test_every_page_is_in_chinese_and_has_one_heading(walked, role):
    for path in one_of_each_kind(walked[role]).values():
        page = BeautifulSoup(walked[role][path].text, "html.parser")

        assert (path, page.html["lang"]) == (path, "zh-hans")
        assert (path, len(page.find_all("h1"))) == (path, 1)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_page_scrolls_sideways(chromium, site, walked, role):
    sideways = []
    for width, big in ((320, "1"), (360, "0"), (768, "0"), (1280, "0")):
        context = opened(chromium, site, role, viewport={"width": width, "height": 800})
        context.add_cookies([{"name": "big", "value": big, "url": site.url}])
        page = context.new_page()
        for path in one_of_each_kind(walked[role]).values():
            page.goto(path)
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                sideways.append((width, path, over))
        context.close()

    assert sideways == []


@pytest.mark.parametrize("role", [None, *ROLES])
def test_axe_has_no_serious_finding(chromium, site, walked, role):
    context = opened(chromium, site, role, viewport={"width": 360, "height": 800})
    page, findings = context.new_page(), []
    for path in one_of_each_kind(walked[role]).values():
        page.goto(path)
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                target = violation["nodes"][0]["target"]
                findings.append((path, violation["id"], str(target)))
    context.close()

    assert findings == []


# DESIGN.md §11, in bytes after compression: HTML, and all a first visit fetches.
KB = 1024
BUDGETS = {
    "/": (None, 10 * KB, 80 * KB),
    "/today/": ("trainee", 8 * KB, 40 * KB),
    "/records/": ("trainee", 8 * KB, 40 * KB),
    "/courses/": ("trainee", 8 * KB, 40 * KB),
    "/exams/practice/today/": ("trainee", 8 * KB, 40 * KB),
    "/board/": ("supervisor", 30 * KB, 60 * KB),
}


@pytest.mark.parametrize("path", BUDGETS)
def test_a_first_visit_keeps_to_its_budget(chromium, site, path):
    role, most_html, most_in_all = BUDGETS[path]
    context = opened(chromium, site, role, viewport={"width": 360, "height": 640})
    page, sizes = context.new_page(), {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url, answer))
    page.goto(path, wait_until="networkidle")
    weights = {
        url: len(brotli.compress(answer.body())) for url, answer in sizes.items() if answer.ok
    }
    html = weights[page.url]
    context.close()

    assert html <= most_html
    assert sum(weights.values()) <= most_in_all
    assert len([url for url in sizes if "/media/" not in url]) <= 4
    assert all(url.startswith(site.url) for url in sizes)


def test_nothing_breaks_the_content_security_policy(chromium, site, walked):
    complaints = []
    for role in (None, *ROLES):
        context = opened(chromium, site, role, viewport={"width": 768, "height": 900})
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in one_of_each_kind(walked[role]).values():
            page.goto(path)
        context.close()

    assert complaints == []
