"""`make pictures`: the screenshots of the handbook's pages on questions and papers and on exam day.

From a demo county of their own, in Chinese; a picture that changed is to be looked at.
"""

import re
import sys
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup
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


def exam_named(site, *words):
    """The number of the organiser's exam whose title has these words."""
    page = BeautifulSoup(
        site.session("organiser").get(f"{site.url}/exams/manage/").text, "html.parser"
    )
    row = next(a for a in page.select("main ul.list a") if all(w in a.get_text() for w in words))
    return re.search(r"/manage/(\d+)/", row["href"]).group(1)


def shoot_exam_day(page, site):
    """The exam that is under way as its operator sees it, and what comes after another one."""
    under_way = exam_named(site, "正在考")
    page.goto(f"/exams/{under_way}/watch/")
    page.locator("table.t2c a").first.click()
    page.locator("h2", has_text="人员").wait_for()
    keep(page, "exam-watch")
    over = exam_named(site, "上传下达", "成绩出了")
    page.goto(f"/exams/manage/{over}/missed/")
    keep(page, "exam-missed")
    page.goto(f"/exams/manage/{over}/objections/")
    page.locator("main ul.list a").first.click()
    page.locator("textarea").wait_for()
    keep(page, "exam-objection")
    page.goto(f"/exams/manage/{over}/certificates/")
    keep(page, "exam-certificates")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = DemoSite(folder).start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            page = signed_in(browser, site, "organiser", DESK)
            shoot(page, site)
            shoot_exam_day(page, site)
        finally:
            browser.close()
            site.stop()


if __name__ == "__main__":
    main()
