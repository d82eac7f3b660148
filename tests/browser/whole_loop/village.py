"""An officer's evening: somebody registered, one thing entered, the day cleared."""

from tests.browser.whole_loop.house import follow, go

RESIDENT = "安试登"


def register(page):
    """Nobody is found in an empty village, so a household is founded first."""
    go(page, "村里今天", "快速登记一件事")
    _find(page)
    page.get_by_text("本村没有这个人。看看填得对不对，或者登记新户。").wait_for()
    follow(page, "登记新户")
    page.get_by_label("第几组").fill("1")
    page.get_by_label("姓名").fill(RESIDENT)
    for label, part in (("年", "1990"), ("月", "3"), ("日", "8")):
        page.get_by_role("group", name="出生日期").get_by_label(label, exact=True).fill(part)
    page.get_by_role("group", name="性别").get_by_label("女").check()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存：安*登登记好了。").wait_for()


def enter_one_thing(page):
    go(page, "村里今天", "快速登记一件事")
    _find(page)
    page.get_by_text("找到 1 人").wait_for()
    page.locator("main .list a.row").click()
    follow(page, "结婚")
    page.get_by_role("button", name="核对").click()
    page.get_by_role("heading", name="核对一遍").wait_for()
    page.get_by_role("button", name="保存").click()
    page.locator(".panel").get_by_text("已保存").wait_for()
    follow(page, "回今天要办")


def _find(page):
    page.get_by_label("找谁？").fill(RESIDENT)
    page.get_by_role("button", name="找", exact=True).click()


def clear_the_day(page, on_duty):
    """On a duty day the list is opened first, else the day cannot be cleared."""
    if on_duty:
        page.get_by_role("button", name="打开值班清单").click()
        page.get_by_text("清单已打开。").wait_for()
    go(page, "村日清")
    assert page.locator(".facts dd").all_inner_texts() == ["1", "0"]
    page.get_by_role("button", name="完成日清").click()
    page.get_by_text("今天清了。没有别的事了。").wait_for()
