"""The month's notice: compiled, checked, approved by another, issued, read."""

import re

from python_calamine import CalamineWorkbook

from tests.browser.whole_loop.house import follow, go


def compile_draft(page, month):
    """Asks for the draft of the month; the queue writes it and the page turns to it by itself."""
    go(page, "进展通报")
    page.get_by_label("哪个月").select_option(f"{month.year} 年 {month.month} 月")
    page.get_by_role("button", name="生成草稿").click()
    page.get_by_role("heading", name=title_of(month)).wait_for()
    return page.url


def title_of(month):
    return f"{month.year} 年 {month.month} 月培训和“八个一”进展情况"


def check(page):
    page.get_by_role("button", name="核对好了").click()
    page.get_by_text("核对好了。下一步由领导审批。").wait_for()
    assert page.get_by_role("button", name="批准").count() == 0


def approve_and_issue(page, month):
    """The leader, from the card of her day."""
    page.get_by_text(f"审批通报：{title_of(month)}").wait_for()
    page.locator("main .card.first").get_by_role("link", name="去审批").click()
    page.get_by_role("button", name="批准").click()
    page.get_by_text("已批准，可以发布了。").wait_for()
    page.get_by_role("button", name="发布").click()
    page.get_by_text("已发布，都通知到了。").wait_for()


def sections_of(page):
    """Heading → its paragraphs."""
    return {
        section.locator("h2").inner_text(): section.locator("> p:not(.line)").all_inner_texts()
        for section in page.locator("article.document > section").all()
    }


def tiles_of(page):
    """Title → the figure, or the words where nothing was counted."""
    return {
        tile.locator("h3").inner_text(): tile.locator(".count, .none").inner_text()
        for tile in page.locator("article.document .tile").all()
    }


def rows_of(page, column):
    """The townships in the order of a column, as they stand in the table."""
    page.locator("a.choice", has_text=column).click()
    page.locator("a.choice[aria-current]", has_text=column).wait_for()
    rows = page.locator("article.document table.ranking").first.locator("tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


def table_of(page):
    """Unit → column → what the downloaded table says; a base is named after its share."""
    with page.expect_download() as downloading:
        follow(page, "下载表格")
    book = CalamineWorkbook.from_path(downloading.value.path())
    heads, *rows = book.get_sheet_by_index(0).to_python()
    for place, head in enumerate(heads):
        if head == "总数":
            heads[place] = heads[place - 1].replace("：其中", "：总数")
    return {row[0]: dict(zip(heads, row, strict=True)) for row in rows}


def is_printable(page):
    """The PDF behind the button."""
    link = page.get_by_role("link", name="打印", exact=True).get_attribute("href")
    answer = page.context.request.get(link)
    return answer.ok and answer.body().startswith(b"%PDF")


def read(page, month):
    """A reader of a village, from the line in her day; she signs that she has read it."""
    page.get_by_role("link", name="今天", exact=True).click()
    follow(page, f"读通报：{title_of(month)}")
    page.get_by_role("button", name="我看过了").click()
    page.get_by_text("记下了：你已读。").wait_for()
    number = page.locator("article.document .issue").inner_text()
    assert re.fullmatch(rf"{month.year} 年第 1 期", number), number
    return sections_of(page)


def receipts_of(page, address):
    """Unit → (people, have read it, not yet)."""
    page.goto(address)
    follow(page, "谁读过了")
    rows = page.locator("main table tbody tr").all()
    return {cells[0]: cells[1:] for cells in (r.locator("td").all_inner_texts() for r in rows)}
