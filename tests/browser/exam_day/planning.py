"""The organiser's part before the day: an exam, a rehearsal before it."""

from datetime import datetime, timedelta

from tests.browser.exam_day.questions import BANK, WARMING_UP
from tests.browser.whole_loop import exam
from tests.browser.whole_loop.house import COUNTY_TIME, follow, go

TITLE = "值班知识统考"
REHEARSAL = f"排练：{TITLE}"
PAPER, COUNT = "值班知识卷", 5


def put_together(page):
    """A paper of the whole bank by hand: who draws by chance gets nothing that people mark."""
    go(page, "试卷", "手工组卷")
    page.locator("[name=title]").fill(PAPER)
    page.get_by_role("button", name="去选题").click()
    page.get_by_role("heading", name="加题").wait_for()
    page.locator("[name=bank]").select_option(BANK)
    page.get_by_role("button", name="显示").click()
    page.get_by_text(f"{COUNT} 题", exact=True).wait_for()
    for box in page.locator("[name=version]").all():
        box.check()
    page.get_by_role("button", name="加上打勾的题").click()
    follow(page, "顺序和分数")
    for box in page.locator("[name^=points]").all():
        box.fill("20")
    page.get_by_role("button", name="保存").last.click()
    page.get_by_role("heading", name=PAPER).wait_for()
    page.get_by_text("100 分", exact=True).wait_for()


def plan(page, villages, patience):
    """From the paper's page; open from now on, for `patience` at least. When it closes."""
    now = datetime.now(COUNTY_TIME)
    closes = (now + patience).replace(second=0, microsecond=0) + timedelta(minutes=1)
    follow(page, "用它安排考试")
    page.locator("[name=title]").fill(TITLE)
    exam.call(page, villages)
    exam.fill_times(page, now, closes)
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("heading", name=TITLE).wait_for()
    return closes


def publish(page, called):
    page.get_by_role("button", name="发布").click()
    page.get_by_text(f"发布了，应考 {called} 人。").wait_for()


def rehearse(organiser, villages, closes):
    """Before the exam, with questions of its own; it counts nowhere."""
    follow(organiser, "安排排练")
    exam.call(organiser, villages)
    exam.fill_times(organiser, datetime.now(COUNTY_TIME), closes)
    organiser.locator("[name=bank]").select_option(WARMING_UP)
    organiser.locator("[name=count]").fill("")
    organiser.get_by_role("button", name="保存草稿").click()
    organiser.get_by_role("heading", name=REHEARSAL).wait_for()
    publish(organiser, len(villages))
