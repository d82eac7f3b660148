"""What the organiser keeps of the programme: villages online, and the money."""

from tests.browser.whole_loop.house import follow, go

BUDGET, TRAINING = "300000", "12000"


def connect(page, villages, townships):
    """Each village from the list of those without a network."""
    for village in villages:
        go(page, "目标和经费", "没通网的村")
        township = next(unit for unit in townships if unit.code == village.parent)
        page.get_by_label("乡镇").select_option(township.name)
        page.get_by_role("button", name="显示").click()
        follow(page, village.name)
        follow(page, "登记通网")
        page.get_by_label("光纤").check()
        page.get_by_role("button", name="保存").click()
        page.get_by_text(f"{village.name}已登记通网。").wait_for()


def keep_the_money(page):
    go(page, "目标和经费", "看经费", "填预算")
    page.get_by_label("金额（元）").fill(BUDGET)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("预算填好了。").wait_for()
    follow(page, "记一笔支出")
    page.get_by_label("培训").check()
    page.get_by_label("金额（元）").fill(TRAINING)
    page.get_by_label("凭证号").fill("2026-031")
    page.get_by_label("做什么用").fill("秋季集训的教师课时费")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("记好了：12,000 元。").wait_for()
