"""From the published result to a certificate that anybody can check."""

import re

from tests.browser.whole_loop.house import follow, go


def give(house, page, stage, title):
    """Compiled by one, checked by another from the line in her day, published by the first."""
    page.goto(stage)
    follow(page, "获奖名单")
    page.get_by_role("button", name="列出名单").click()
    page.get_by_text("名单列出来了。").wait_for()
    supervisor = house.page_of("supervisor")
    follow(supervisor, f"核对获奖名单：{title}")
    supervisor.get_by_role("button", name="名单没错").click()
    supervisor.get_by_text("名单核对过了。").wait_for()
    page.reload()
    page.get_by_role("button", name="公布获奖名单").click()
    page.get_by_text("获奖名单公布了，证书已发给获奖人。").wait_for()


def list_of(visitor, stage):
    """Award → (for whom, unit, why), as everybody reads it."""
    visitor.goto(f"{stage}awards/")
    return {
        card.locator("h2").inner_text(): tuple(
            " ".join(text.split()) for text in card.locator("td").all_inner_texts()
        )
        for card in visitor.locator("section.card", has=visitor.locator("table")).all()
    }


def certificates_of(page):
    """Number → for whom, of all that were given."""
    go(page, "证书")
    given = {}
    for row in page.locator("main ul.list a.row").all():
        number = row.locator("small").inner_text().split(" · ")[0]
        given[number] = row.locator("b").inner_text()
    return given


def own_certificate(page, award):
    """Its number and code, from the record of the one who won it."""
    go(page, "我的培训档案")
    page.locator("main a.row", has_text=award).first.click()
    page.get_by_role("heading", name="荣誉证书").wait_for()
    number = page.locator(".facts dd").nth(2).inner_text()
    code = re.search(r"验证码 (\w{8})。", page.locator("main").inner_text())[1]
    link = page.get_by_role("link", name="打印", exact=True).get_attribute("href")
    assert page.context.request.get(link).body().startswith(b"%PDF")
    return number, code


def check(visitor, number, code):
    """What anybody may read of it, from the first page of the site."""
    visitor.goto("/")
    visitor.get_by_role("link", name="查证书真假").click()
    visitor.get_by_label("证书编号").fill(number)
    visitor.get_by_label("验证码").fill(code)
    visitor.get_by_role("button", name="查一查").click()
    visitor.get_by_text("这份证书是真的，有效。").wait_for()
    return visitor.locator(".facts dd").all_inner_texts()[:3]
