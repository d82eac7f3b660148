"""Those who keep watch: the township's operator sees her people, and only hers."""

from tests.browser.whole_loop.house import go


def sees_all(page, title):
    """Three of her villages are called: one answers, two have not begun."""
    go(page, "考试管理", title)
    page.get_by_role("link", name="监考").click()
    page.get_by_text("应考 3 人，开始 1 人，正在答 1 人，其中 0 人没动静，交卷 0 人。").wait_for()
    page.locator("main tbody a").first.click()
    page.get_by_text("2 台手机").wait_for()
