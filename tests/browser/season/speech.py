"""The speech contest: two townships choose their own, the county's final judges three teams."""

import re

from tests.browser.season import judging
from tests.browser.season.judging import rows_of
from tests.browser.whole_loop.contest import CRITERIA, give, hand_in, received
from tests.browser.whole_loop.house import follow

CONTEST, FINAL = "信息员软件应用比赛", "县决赛"
# By seat; the last one comes from a township that competes.
JUDGES = ["teacher1", "teacher2", "teacher3", "teacher4", "director1"]
DECISION = "评委组举手表决，2 比 1"
KEPT = "没有网。分先存在这台机子上，有网自动交。别关这个页面。"
SLIP = "平板上点成 21，评委本人确认是 27"


def write_rules(page):
    """What is offered, but for halves in the demonstration."""
    follow(page, "评分规则")
    for number, (title, most, step) in enumerate(CRITERIA, start=1):
        row = page.get_by_role("group", name=f"第 {number} 项")
        row.locator("[name$=title]").fill(title)
        row.locator("[name$=most]").fill(most)
        row.locator("[name$=step]").select_option(step)


def entry_of(county, officer, unit=None):
    """As it is called out: the unit it was entered for, and who comes."""
    name, village, _post = county.people[officer]
    return f"{(unit or village).name} {name}"


def hold_township_stage(house, hall, operator, stage, marks):
    """`marks`: entry → what the three neutral judges give. The operator holds it."""
    address, title = stage
    judges = [house.county.name_of(name) for name in JUDGES[:3]]
    cards = judging.appoint(operator, address, judges, neutral=3)
    pads = hall.seats(cards, title)
    operator.goto(address)
    follow(operator, "计分台")
    for entry, totals in marks.items():
        judging.judge(operator, pads, entry, totals)
    judging.sign_and_publish(house, operator, title)
    operator.goto(address)


def go_on(page, expected):
    """The first one only. Where equals stand at the cut the panel decides, and all read how."""
    follow(page, "晋级")
    page.get_by_label("只取前几名，同分卡线的要定出来").check()
    page.get_by_role("button", name="看谁晋级").click()
    if isinstance(expected, dict):
        _decide(page, expected)
    else:
        page.get_by_role("heading", name="这些晋级").wait_for()
        assert page.get_by_text(expected).count() == 1
    page.get_by_role("button", name="让他们晋级").click()
    page.get_by_text(f"已进入{FINAL}。").wait_for()


def _decide(page, expected):
    page.get_by_role("heading", name="有同分").wait_for()
    page.get_by_text(f"{len(expected['tied'])} 个同分，只有 1 个名额。").wait_for()
    equals = page.get_by_role("group", name="谁晋级").locator("label").all_inner_texts()
    assert equals == [f"第 1 名 {entry}（{expected['total']}）" for entry in expected["tied"]]
    page.get_by_label(re.compile(re.escape(expected["chosen"]))).check()
    page.get_by_label("怎么定的").fill(DECISION)


def origins_of(visitor, stage):
    """Entry → (unit, from where), and the ties that were decided."""
    visitor.goto(f"{stage}origins/")
    rows = [row.locator("td").all_inner_texts() for row in visitor.locator("tbody tr").all()]
    ways = {entry: (unit, " ".join(way.split())) for entry, unit, way in rows}
    return ways, visitor.locator("main ul li").all_inner_texts()


def draw_by_hand(page, stage, order):
    """Number balls before two witnesses."""
    page.goto(stage)
    follow(page, "抽签")
    follow(page, "登记手工抽签")
    for number, (entry, unit) in enumerate(order, start=1):
        page.get_by_label(f"{entry} ({unit.name})").fill(str(number))
    page.get_by_label("见证人一").fill("领队甲")
    page.get_by_label("见证人二").fill("领队乙")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("手工抽签，两人见证").wait_for()


def freeze_the_last_two(desk):
    follow(desk, "成绩怎样公布")
    desk.get_by_label("最后几位封榜，颁奖时从后往前公布").check()
    desk.get_by_role("spinbutton", name="几位").fill("2")
    desk.get_by_role("button", name="就这样定").click()
    desk.get_by_role("heading", name="计分台").wait_for()


def judge_through_a_restart(house, desk, pads, entry, totals):
    """The server goes while the third judge hands in; the mark stays on her tablet and arrives.

    None is who is recused: the fifth judge, of the entry's own township.
    """
    judging.begin(desk, pads, entry)
    pads[4].get_by_text("这是你本单位的参赛者，按规定回避，不用打分。").wait_for()
    for page, total in list(zip(pads, totals, strict=True))[:2]:
        hand_in(page, total)
    house.site.stop()
    give(pads[2], totals[2])
    pads[2].get_by_text(KEPT).wait_for()
    house.site.serve()
    received(pads[2], totals[2])
    hand_in(pads[3], totals[3])
    judging.all_in(desk)


def judge_without_the_absent(desk, pads, entry, totals):
    """The fourth judge has not come back from the break."""
    judging.begin(desk, pads, entry)
    for page, total in zip(pads, totals, strict=True):
        if total is not None:
            hand_in(page, total)
    desk.get_by_text("还没交： 4 教师丁").wait_for()
    judging.leave_out_as_absent(desk, "教师丁", "休息后没有回来")
    judging.all_in(desk)


def is_frozen(visitor, stage, shown, waiting):
    """The board and every page of the result tell the first one and nothing of the others."""
    board = visitor.context.new_page()
    board.goto(f"{stage}board/")
    board.locator(".frozen").wait_for()
    words = board.locator(".frozen").inner_text()
    assert re.fullmatch(r"已封榜（\d\d:\d\d 起），最后成绩颁奖时公布", words), words
    assert rows_of(board) == [
        ("1", *shown),
        *(("–", entry, f"{number:02d} 号") for number, entry in enumerate(waiting, start=2)),
    ]
    board.close()
    assert judging.results_of(visitor, stage) == [("1", *shown, "5")]
    told = visitor.context.request.get(f"{stage}results/marks.csv").text()
    assert {line.split(",")[0] for line in told.splitlines()[1:]} == {"01"}


def reveal_next(desk, board, result):
    desk.get_by_role("button", name="揭晓下一位").click()
    board.get_by_text(result).wait_for()


def propose_correction(desk, stage, entry, seat):
    """A slip of the pen in the demonstration, found after everything was told."""
    desk.goto(f"{stage}desk/")
    follow(desk, "更正")
    card = desk.locator("section.card", has=desk.get_by_role("heading", name=entry))
    card.get_by_role("link", name=f"评委 {seat} 号").click()
    desk.get_by_label("操作演示").fill("27")
    desk.get_by_label("写明原因").fill(SLIP)
    desk.get_by_role("button", name="提出").click()
    desk.get_by_text("你提出的更正，要另一个人批准。").wait_for()


def approve_correction(page, entry):
    """By another, from the line in her day. Returns what it does to the result."""
    follow(page, f"批准更正：{entry}")
    rows = [row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all()]
    assert ["操作演示", "21", "27"] in rows
    page.get_by_role("button", name="批准", exact=True).click()
    page.get_by_role("heading", name="成绩有什么变化").wait_for()
    changes = page.locator("main ul.text li").all_inner_texts()
    return [" ".join(change.split()) for change in changes]


def publish_correction(desk, board, result):
    desk.reload()
    desk.get_by_role("button", name="公布成绩").click()
    board.get_by_text(result).wait_for()
