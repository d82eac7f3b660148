"""`make pictures`: the three screenshots of README.md, from a demo county of their own."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.demo_site import DemoSite

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PHONE, DESK = {"width": 360, "height": 720}, {"width": 1280, "height": 800}


def signed_in(browser, site, role, viewport):
    context = browser.new_context(base_url=site.url, viewport=viewport)
    cookies = site.session(role).cookies
    context.add_cookies([{"name": c.name, "value": c.value, "url": site.url} for c in cookies])
    return context.new_page()


def keep(page, name):
    picture = Image.open(BytesIO(page.screenshot()))
    TARGET.mkdir(parents=True, exist_ok=True)
    picture.save(TARGET / f"{name}.webp", quality=70, method=6)
    print(f"docs/pictures/{name}.webp: {(TARGET / f'{name}.webp').stat().st_size // 1024} KB")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = DemoSite(folder).start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            page = signed_in(browser, site, "trainee", PHONE)
            page.goto("/today/")
            keep(page, "today")
            page.locator("main a.btn").first.click()
            page.locator("main form button.btn").first.click()
            page.wait_for_selector("html[data-sitting-ready]")
            page.locator(".opt input").first.check()
            page.locator("[data-mark='1']", has_text="已保存").wait_for()
            keep(page, "exam")
            page = signed_in(browser, site, "supervisor", DESK)
            page.goto("/board/")
            keep(page, "board")
        finally:
            browser.close()
            site.stop()


if __name__ == "__main__":
    main()
