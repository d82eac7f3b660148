"""The knowledge competition: three teams of two on stage, a buzzer on a phone, sudden death."""

from tests.browser.season import judging
from tests.browser.season.judging import rows_of
from tests.browser.whole_loop.house import PHONE, follow

CONTEST, FINAL = "信息员计算机知识竞赛", "知识竞赛决赛"
KEPT = "没有网。这一下先存着，有网自动送出。"


def write_rules(page):
    """As they are offered: base 100, all answer, the quickest, risk, sudden death."""
    follow(page, "竞赛规则")
    page.get_by_text("还没有规则。从下面这套开始改。").wait_for()


def prepare(page, stage, teams):
    """The stage becomes a quiz, the teams come on stage, the codes are given. Team → code."""
    page.goto(stage)
    page.get_by_role("button", name="办成知识竞赛").click()
    page.get_by_role("heading", name="准备竞赛").wait_for()
    for team in teams:
        page.get_by_label(team).check()
    page.get_by_role("button", name="保存上台的队").click()
    page.get_by_role("heading", name="准备竞赛").wait_for()
    follow(page, "各队抢答器")
    page.get_by_role("button", name="发新码").click()
    page.locator(".slip b.num").first.wait_for()
    codes = page.locator(".slip b.num").all_inner_texts()
    assert page.locator(".slip svg.qr").count() == len(teams)
    address = page.locator("section.card p b").first.inner_text()
    follow(page, "主持台")
    page.get_by_role("button", name="打开大屏").click()
    page.get_by_role("button", name="关上大屏").wait_for()
    return address, dict(zip(teams, codes, strict=True))


def join(house, address, team, code):
    """A team's phone, which nobody signs in on."""
    page = house.opens("buzzer", PHONE)
    page.goto(address)
    page.get_by_label(team).check()
    page.get_by_label("本队的码").fill(code)
    page.get_by_role("button", name="加入").click()
    page.get_by_text("等一等", exact=True).wait_for()
    return page


class Host:
    """The host's page; a press is over when the server has answered it."""

    def __init__(self, page):
        self.page = page

    def presses(self, *names):
        for name in names:
            with self.page.expect_response("**/act/"):
                self.page.get_by_role("button", name=name, exact=True).click()

    def turns_to(self, name, number=1):
        self.page.get_by_role("link", name=name, exact=True).click()
        self.sees(f"{name} · 下一道是第 {number} 题")

    def sees(self, heading):
        self.page.get_by_role("heading", name=heading).wait_for()

    @property
    def scores(self):
        table = self.page.locator("section.card", has=self.page.get_by_role("heading", name="得分"))
        rows = [row.locator("td").all_inner_texts() for row in table.locator("tr").all()]
        return [(team, score) for team, score in rows]


def play(house, host, phone, teams):
    """In the end the scores are 140, 120 and 120, the third team before the second."""
    first, second, third = teams
    host.turns_to("必答题")
    host.presses("大家都答", f"答对 {first}", f"答错 {second}", f"答对 {third}")
    host.sees("必答题 · 下一道是第 2 题")
    assert host.scores == [(f"1. {first}", "110"), (f"2. {second}", "100"), (f"3. {third}", "110")]
    claim_through_a_restart(house, host, phone, second)
    take_risks(host, first, second, third)
    host.turns_to("加赛")
    assert host.page.get_by_role("checkbox").count() == 3
    assert not host.page.get_by_label(first).is_checked()
    host.presses("出题", "开始抢答", f"抢到 {third}", f"答对 {third}")
    host.sees("加赛 · 下一道是第 2 题")


def claim_through_a_restart(house, host, phone, team):
    """The server goes while a team presses; the press stays on the phone and arrives."""
    host.turns_to("抢答题")
    host.presses("出题", "开始抢答")
    phone.get_by_role("button", name="抢答", exact=True).wait_for()
    house.site.stop()
    phone.get_by_role("button", name="抢答", exact=True).click()
    phone.get_by_text(KEPT).wait_for()
    house.site.serve()
    phone.get_by_text("你们答", exact=True).wait_for()
    host.presses(f"答对 {team}")
    host.sees("抢答题 · 下一道是第 2 题")


def take_risks(host, first, second, third):
    """All have 110, so the order of the draw chooses; one answer is judged wrong and undone."""
    host.turns_to("风险题")
    host.presses(f"30 {first}", f"答对 {first}")
    host.presses(f"10 {second}", f"答错 {second}")
    host.sees("风险题 · 下一道是第 3 题")
    undo = host.page.get_by_role("button", name="撤销第").inner_text()
    host.presses(undo, f"答对 {second}")
    host.presses(f"10 {third}", f"答对 {third}")
    host.page.get_by_text("各队的风险题都答完了。").wait_for()
    assert [score for _team, score in host.scores] == ["140", "120", "120"]


def sign_and_publish(house, page):
    page.get_by_role("button", name="锁定成绩").click()
    page.get_by_text("等第二个人复核。").wait_for()
    judging.confirm(house.page_of("supervisor"), FINAL)
    page.get_by_role("button", name="公布成绩").click()
    page.get_by_text("成绩已公布。").wait_for()


def read_board(house, stage, expected):
    board = house.opens("quiz board", (1024, 768))
    board.goto(f"{stage}board/")
    board.get_by_text("最终成绩").wait_for()
    assert rows_of(board) == expected
