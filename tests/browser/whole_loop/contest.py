"""The county final: three entries, seven judges, two signatures, the board in the hall."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tests.browser.whole_loop.house import TABLET, follow, go

CONTEST, STAGE = "信息员软件应用比赛", "县决赛"
# Title, highest mark, step. The last one has halves, so that totals may have them.
CRITERIA = [("内容", "40", "1"), ("表达", "30", "1"), ("操作演示", "30", "0.5")]
# By seat; the fifth and the seventh judge come from townships that compete.
JUDGES = ["teacher1", "teacher2", "teacher3", "teacher4", "director1", "teacher5", "operator2"]


@dataclass(frozen=True)
class Entry:
    """What each judge gives, None for the one who is recused, and what must come out of it."""

    title: str
    totals: tuple[str | None, ...]
    left_out: tuple[str, str]  # the lowest and the highest
    result: str

    @property
    def counted(self):
        return sum(total is not None for total in self.totals)


def entries_of(county):
    """The panel of CONTESTS.md §2.1, times ten; with its fifth judge recused §2.7.

    37.05 / 4 is 92.625 here: a half, which is rounded up.
    """
    panel = ("92", "93.5", "91", "94", "93.5", "89", "95.5")
    recused = tuple(None if seat == 5 else total for seat, total in enumerate(panel, start=1))
    others = ("90", "88.5", "91", "87.5", "89.5", "92", None)
    return [
        Entry(f"{county.first.name}代表队", recused, ("89", "95.5"), "92.63"),
        Entry(f"{county.second.name}代表队", others, ("87.5", "92"), "89.75"),
        Entry(f"{county.third.name}代表队", panel, ("89", "95.5"), "92.80"),
    ]


def set_up(page, county, entries, judges, day):
    """Contest, rules, stage, entries and panel. Returns the address of the stage."""
    _announce(page, county)
    follow(page, "加一场")
    page.get_by_label("主办单位").select_option(county.unit.name)
    page.get_by_role("group", name="级别").get_by_label("县级", exact=True).check()
    page.get_by_label("场次名称").fill(STAGE)
    for box in ("year", "month", "day"):
        page.locator(f"[name=held_on_{box}]").fill(str(getattr(day, box)))
    page.get_by_label("地点").fill("信息中心礼堂")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=STAGE).wait_for()
    for entry, township in zip(entries, county.townships, strict=False):
        follow(page, "加参赛者")
        page.get_by_label("代表单位").select_option(township.name)
        page.get_by_label("名称").fill(entry.title)
        page.get_by_role("button", name="保存").click()
        page.get_by_text(f"{entry.title}已报名。").wait_for()
    stage = page.url
    follow(page, "评委组")
    for number, judge in enumerate(judges, start=1):
        page.get_by_label("评委", exact=True).first.fill(judge)
        page.get_by_role("button", name="请来").click()
        page.get_by_role("cell", name=f"{number} {judge}").wait_for()
    page.get_by_text("7 位评委里，5 位不属于任何参赛单位。").wait_for()
    page.get_by_role("button", name="批准评委组").click()
    page.get_by_text("评委组已批准，每位评委都收到通知。").wait_for()
    page.goto(stage)
    follow(page, "计分台")
    return stage


def _announce(page, county):
    go(page, "比赛", "新建比赛")
    page.get_by_label("主办单位").select_option(county.unit.name)
    page.get_by_label("比赛名称").fill(CONTEST)
    page.get_by_label("软件应用演讲").check()
    page.get_by_role("button", name="保存").click()
    follow(page, "评分规则")
    for number, (title, most, step) in enumerate(CRITERIA):
        row = page.get_by_role("group", name=f"第 {number + 1} 项")
        row.locator("[name$=title]").fill(title)
        row.locator("[name$=most]").fill(most)
        row.locator("[name$=step]").select_option(step)
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="公布草稿").click()
    page.get_by_text("规则公布了，不能再改。").wait_for()
    page.get_by_role("button", name="公布比赛").click()
    page.get_by_text("比赛公布了。").wait_for()


def pads_of(house):
    """Each judge at her tablet, from the line in her day to the pad."""
    pads = []
    for judge in JUDGES:
        page = house.opens_for(judge, TABLET)
        follow(page, f"你当评委：{STAGE}")
        page.get_by_role("heading", name=STAGE).wait_for()
        pads.append(page)
    return pads


def judge(desk, pads, entry):
    """The host opens the entry; every pad turns to it by itself and sends its marks."""
    desk.get_by_role("button", name="请评委打分").click()
    for page, total in zip(pads, entry.totals, strict=True):
        page.get_by_role("heading", name=entry.title).wait_for()
        if total is None:
            page.get_by_text("这是你本单位的参赛者，按规定回避，不用打分。").wait_for()
        else:
            hand_in(page, total)
    desk.get_by_text("分都交齐了。").wait_for()


def hand_in(page, total):
    give(page, total)
    received(page, total)


def give(page, total):
    """39 for the content, 28 for the manner, the rest for the demonstration."""
    for (title, _most, _step), mark in zip(CRITERIA, _split(total), strict=True):
        page.get_by_role("group", name=title).locator(f"input[value='{mark}']").check()
    assert page.locator("[data-total]").inner_text() == total
    page.get_by_role("button", name="交分").click()
    page.get_by_text(f"{total} 分，确定交吗？交了要评委长同意才能改。").wait_for()
    page.get_by_role("button", name="确定交").click()


def received(page, total):
    page.get_by_text(re.compile(rf"{re.escape(total)} 分，\d{{1,2}}:\d\d 收到。")).first.wait_for()


def _split(total):
    return "39", "28", str(Decimal(total) - 67)


def lock(desk):
    desk.get_by_role("button", name="锁定成绩").click()
    desk.get_by_text("等第二个人复核。").wait_for()


def confirm(page):
    """The second signature, from the line in her day; only after a look at the marks."""
    page.get_by_role("link", name="今天", exact=True).click()
    follow(page, f"复核成绩：{STAGE}")
    page.get_by_text("和评委交的分对一遍，没错再签。").wait_for()
    page.get_by_role("button", name="复核通过").click()
    page.get_by_text("复核通过", exact=True).wait_for(state="detached")


def publish(desk):
    desk.get_by_text("两个人都签了，可以公布。").wait_for()
    desk.get_by_role("button", name="公布成绩").click()
    desk.get_by_text("两个人都签了，可以公布。").wait_for(state="detached")


def read_board(house, stage, entries):
    """In the hall, by nobody in particular: rank, entry, result; then every mark."""
    window = house.window((1920, 1080))
    page = window.new_page()
    page.goto(f"{stage}board/")
    page.get_by_text("最终成绩").wait_for()
    page.get_by_text("已评 3/3").wait_for()
    ranked = sorted(entries, key=lambda entry: Decimal(entry.result), reverse=True)
    rows = [row.locator("> *").all_inner_texts() for row in page.locator("ol li").all()]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        (str(rank), entry.title, entry.result) for rank, entry in enumerate(ranked, start=1)
    ]
    page.goto(f"{stage}results/sheet/")
    for rank, entry in enumerate(ranked, start=1):
        sheet = page.locator(".entry-sheet").nth(rank - 1)
        heading = " ".join(sheet.get_by_role("heading").inner_text().split())
        assert heading == f"{rank} · {entry.title} · {entry.result} {entry.counted} 位评委计分"
        cells = sheet.locator("tbody tr").last.locator("th, td")
        assert [" ".join(text.split()) for text in cells.all_inner_texts()] == [
            "合计",
            *(_shown(total, entry) for total in entry.totals),
            entry.result,
        ]
    window.close()


def _shown(total, entry):
    if total is None:
        return "回避"
    return f"{total} 已去掉" if total in entry.left_out else total
