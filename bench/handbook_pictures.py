"""`make pictures`: the screenshots of the handbook's page on questions and papers.

From a demo county of their own, in Chinese; a picture that changed is to be looked at.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.readme_pictures import keep, signed_in
from tests.browser.demo_site import DemoSite

DESK = {"width": 1000, "height": 900}


def analysed(site):
    """The address of the analysis of the last exam that has one with something to look at."""
    session = site.session("organiser")
    page = session.get(f"{site.url}/exams/manage/").text
    paths = [f"/exams/{pk}/analysis/" for pk in re.findall(r"/exams/manage/(\d+)/", page)]
    texts = {path: session.get(site.url + path).text for path in paths}
    over = [path for path in paths if "<svg" in texts[path]]
    return next((path for path in over if "，0 道要看一看" not in texts[path]), over[0])


def shoot(page, site):
    page.goto("/exams/banks/")
    page.locator("main ul.list a").first.click()
    keep(page, "bank")
    page.goto(analysed(site))
    keep(page, "analysis")
    page.goto(f"{page.url}?sort=look")
    page.locator("table.t2c a").first.click()
    page.locator("h2", has_text="大家怎么答的").wait_for()
    keep(page, "analysis-question")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = DemoSite(folder).start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            shoot(signed_in(browser, site, "organiser", DESK), site)
        finally:
            browser.close()
            site.stop()


if __name__ == "__main__":
    main()
