"""A stage in the hall: the panel, a tablet a seat, marks, two signatures, the board."""

from tests.browser.whole_loop.contest import hand_in
from tests.browser.whole_loop.house import TABLET, follow


def appoint(page, stage, judges, neutral):
    """The panel, approved, and a card for each seat. Returns (number, PIN) by seat."""
    page.goto(stage)
    follow(page, "评委组")
    for number, judge in enumerate(judges, start=1):
        page.get_by_label("评委", exact=True).first.fill(judge)
        page.get_by_role("button", name="请来").click()
        page.get_by_role("cell", name=f"{number} {judge}").wait_for()
    words = f"{len(judges)} 位评委里，{neutral} 位不属于任何参赛单位。"
    page.get_by_text(words).wait_for()
    page.get_by_role("button", name="批准评委组").click()
    page.get_by_text("评委组已批准，每位评委都收到通知。").wait_for()
    follow(page, "平板席位卡")
    page.get_by_role("button", name="全部制卡").click()
    cards = page.locator(".seat-card")
    cards.first.wait_for()
    return [tuple(card.locator("p.num b").all_inner_texts()) for card in cards.all()]


class Hall:
    """The tablets of the county lie on the table; whoever sits down types what the card says."""

    def __init__(self, house):
        self.house, self.tablets = house, []

    def seats(self, cards, title):
        """A pad for each card; the tablets are those of the stage before."""
        while len(self.tablets) < len(cards):
            self.tablets.append(self.house.opens(f"tablet{len(self.tablets)}", TABLET))
        pads = self.tablets[: len(cards)]
        for page, (number, pin) in zip(pads, cards, strict=True):
            page.goto("/contests/seat/")
            page.get_by_label("卡号").fill(number)
            page.get_by_label("口令").fill(pin)
            page.get_by_role("button", name="开始").click()
            page.get_by_role("heading", name=title).wait_for()
            page.get_by_text("主持人请下一位上场后，这里会自己换。").wait_for()
        return pads


def begin(desk, pads, entry):
    """The host opens the entry; every pad turns to it by itself."""
    desk.get_by_role("button", name="请评委打分").click()
    for page in pads:
        page.get_by_role("heading", name=entry).wait_for()


def judge(desk, pads, entry, totals):
    begin(desk, pads, entry)
    for page, total in zip(pads, totals, strict=True):
        hand_in(page, total)
    all_in(desk)


def all_in(desk):
    desk.get_by_text("分都交齐了。").wait_for()


def leave_out_as_absent(desk, judge, reason):
    row = desk.get_by_role("row", name=judge)
    row.get_by_role("link", name="不计分").click()
    desk.get_by_label("评委没到：缺席").check()
    desk.get_by_label("写明原因").fill(reason)
    desk.get_by_role("button", name="不计分").click()
    desk.get_by_role("heading", name="计分台").wait_for()


def sign_and_publish(house, desk, title):
    """Locked by one, confirmed by another from the line in her day, published by the first."""
    desk.get_by_role("button", name="锁定成绩").click()
    desk.get_by_text("等第二个人复核。").wait_for()
    confirm(house.page_of("supervisor"), title)
    desk.get_by_text("两个人都签了，可以公布。").wait_for()
    desk.get_by_role("button", name="公布成绩").click()
    desk.get_by_text("两个人都签了，可以公布。").wait_for(state="detached")


def confirm(page, title):
    follow(page, f"复核成绩：{title}")
    page.get_by_text("对一遍").wait_for()
    page.get_by_role("button", name="复核通过").click()
    page.get_by_text("复核通过", exact=True).wait_for(state="detached")


def rows_of(board):
    """(rank, entry, result) as they stand on a board; who is still to come has a dash."""
    rows = [row.locator("> *").all_inner_texts() for row in board.locator("ol li").all()]
    return [(row[0], row[1], row[-1]) for row in rows]


def results_of(visitor, stage):
    """(rank, entry, result, judges) on the page everybody reads."""
    visitor.goto(f"{stage}results/")
    rows = visitor.locator("table.ranks tbody tr").all()
    return [tuple(row.locator("td").all_inner_texts()) for row in rows]
