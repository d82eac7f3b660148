"""`make shots`: pictures of every kind of page, into var/shots (ignored by git).

Builds a demo county of its own, signs in as each post, follows the links, and takes each kind of
page at 320 (large text), 360, 768 and 1280, the hall board at 1920. `ONLY=exams` limits the paths,
`ROLE=trainee` the posts, `LANGUAGE=en` changes the language.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.demo_site import ROLES, DemoSite, one_of_each_kind, walk

TARGET = Path(__file__).resolve().parents[1] / "var" / "shots"
SIZES = {"320-big": (320, 800), "360": (360, 800), "768": (768, 1024), "1280": (1280, 900)}
LANGUAGE = os.environ.get("LANGUAGE", "zh-hans")


def name_of(path):
    return re.sub(r"[^0-9A-Za-z]+", "_", path).strip("_")[:60] or "home"


def sizes_for(path):
    hall = path.startswith("/contests/") and path.endswith("/board/")
    return {**SIZES, "1920": (1920, 1080)} if hall else SIZES


def shoot(browser, site, role, paths):
    session = site.session(role, LANGUAGE)
    cookies = [{"name": c.name, "value": c.value, "url": site.url} for c in session.cookies]
    folder = TARGET / (role or "public")
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        for label, (width, height) in sizes_for(path).items():
            context = browser.new_context(
                base_url=site.url, viewport={"width": width, "height": height}
            )
            big = {"name": "big", "value": "1" if "big" in label else "0", "url": site.url}
            context.add_cookies([*cookies, big])
            page = context.new_page()
            page.goto(path)
            page.screenshot(path=folder / f"{name_of(path)}@{label}.png", full_page=width < 1900)
            context.close()


def main():
    wanted = [role for role in (None, *ROLES) if os.environ.get("ROLE") in (None, role)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = DemoSite(folder).start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            for role in wanted:
                pages = one_of_each_kind(walk(site, site.session(role), most=1))
                paths = [path for path in pages.values() if os.environ.get("ONLY", "") in path]
                shoot(browser, site, role, paths)
                print(f"{role or 'public'}: {len(paths)} pages", flush=True)
        finally:
            browser.close()
            site.stop()
    print(f"Pictures are in {TARGET}")


if __name__ == "__main__":
    main()
