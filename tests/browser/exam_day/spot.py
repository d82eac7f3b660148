"""A spot exam: sealed and drawn in public, sat by the people of the drawn villages."""

import re

from tests.browser.exam_day.questions import WARMING_UP
from tests.browser.whole_loop import exam
from tests.browser.whole_loop.house import follow, go

TITLE = "值班知识抽考"
PROMISE = "抽中哪些村，现在谁也不知道；哪天考也不公布。"


def plan(page, county, opens, closes):
    """Among all villages; which ones are called is drawn afterwards."""
    go(page, "考试管理", "安排考试")
    page.locator("[name=kind][value=spot]").check()
    page.locator("[name=title]").fill(TITLE)
    called = page.get_by_role("group", name="谁要考")
    called.get_by_label(county.unit.name, exact=True).check()
    exam.fill_times(page, opens, closes)
    page.locator("[name=bank]").select_option(WARMING_UP)
    page.locator("[name=count]").fill("")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("heading", name=TITLE).wait_for()


def seal(page, size, villages, people):
    """The address of the page that everybody sees."""
    follow(page, "抽村")
    follow(page, "封签")
    page.get_by_text(f"这次考试的单位里，今天有 {villages} 个村、{people} 人。").wait_for()
    page.locator("[name=size]").fill(str(size))
    page.get_by_role("button", name="封签并公布").click()
    return page.get_by_role("link", name="大家看到的页面").get_attribute("href")


def read_promise(page, address):
    """Before the draw: a seal, and no village. Returns the seal."""
    page.goto(address)
    page.get_by_text(PROMISE).wait_for()
    assert page.get_by_role("heading", name="抽中的村").count() == 0
    return _fact(page, "封签")


def draw(page):
    page.get_by_role("button", name="抽签并通知").click()
    page.get_by_text("村抽好了，人也通知了。").wait_for()


def read_draw(page, address, sealed):
    """Township → the villages that were drawn; the page has reckoned them again by itself."""
    page.goto(address)
    page.get_by_text("刚才又算了一遍，村都一样。").wait_for()
    assert _fact(page, "封签") == sealed
    card = page.locator("section.card", has=page.get_by_role("heading", name="抽中的村"))
    rows = [row.locator("dt, dd").all_inner_texts() for row in card.locator("dl > div").all()]
    return {township: re.split("、", villages) for township, villages in rows}


def _fact(page, name):
    return page.locator("dl.facts div", has=page.locator(f"dt:text-is('{name}')")).inner_text()
