"""Marking by people: three are named, two mark each answer blind, a third where they differ."""

from tests.browser.exam_day.planning import TITLE
from tests.browser.whole_loop.house import follow, go

MARKERS = {"teacher1": "教师甲", "teacher2": "教师乙", "teacher3": "教师丙"}
# What each of them gives, in the order above. Of the second answer each two differ by more than
# 20 % of its 20 points, so that whoever marks it first and second, the third one is asked.
COMPLETE, HALF = "先登记，再改名单，最后报给微机员。", "改一下名单就行。"
GIVEN = {COMPLETE: ("20", "20", "20"), HALF: ("4", "20", "12")}
MIDDLE = "三个分里中间的那个"


def name_markers(page):
    go(page, "考试管理", TITLE, "人工评卷")
    for name in MARKERS.values():
        page.get_by_label("添一个评卷人").fill(name)
        page.get_by_role("button", name="添上").click()
        page.locator("main li b", has_text=name).wait_for()
    follow(page, "改规则")
    page.get_by_label(MIDDLE).check()
    page.get_by_role("button", name="存规则").click()
    page.get_by_text(MIDDLE).wait_for()


def mark_all(page, place):
    """All that is waiting for this marker, who sees words and no name."""
    go(page, "要评的答卷", TITLE)
    page.get_by_role("heading", name=TITLE).wait_for()
    while page.get_by_role("link", name="评下一份").count():
        page.get_by_role("link", name="评下一份").click()
        _give(page, place)
        go(page, "要评的答卷", TITLE)
        page.get_by_role("heading", name=TITLE).wait_for()
    page.get_by_text("这里你都评完了。").wait_for()


def _give(page, place):
    page.get_by_role("button", name="存好，下一份").wait_for()
    shown = page.locator("main").inner_text()
    assert "信息员" not in shown
    text = next(text for text in GIVEN if text in shown)
    page.locator("[name=part1]").fill(GIVEN[text][place])
    page.get_by_role("button", name="存好，下一份").click()


def finish(page):
    page.get_by_role("link", name="今天", exact=True).click()
    go(page, "考试管理", TITLE, "人工评卷")
    page.get_by_text("都评完了。看看差得多的，再收尾。").wait_for()
    page.get_by_role("button", name="评卷收尾").click()
    page.get_by_text("已经评完收尾，分数算数了。").wait_for()
