"""The unified exam: planned by the organiser, sat on a phone with a bad network, read again."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.browser.whole_loop.house import COUNTY_TIME, PATIENCE, follow, go
from tests.shared_data import shared_file

QUESTIONS = "computer_questions_100.csv"
BANK, TITLE = "计算机知识", "计算机知识统考"
COUNT, POINTS_EACH = 20, 5
REASON = "课本上讲过，翻到这一节再看一遍。"
OFFLINE = "没有网，先存在这台手机上（{} 题）"
BACK = "有网了。{} 题都传上去了，接着答。"


@dataclass(frozen=True, eq=False)
class Question:
    slot: int
    text: str
    options: dict[str, str]  # key → text
    right: str  # the key of the right option

    @property
    def wrong(self):
        return next(key for key in self.options if key != self.right)


def import_bank(page):
    """Looks at what would come in, then takes it."""
    go(page, "题库", "导入题目")
    page.locator("[name=file]").set_input_files(shared_file(QUESTIONS))
    page.locator("[name=bank]").fill(BANK)
    # The county's own list was looked through by two people before.
    page.locator("[name=checked]").check()
    page.get_by_role("button", name="读文件").click()
    page.get_by_text("共 100 行：100 行可以导，0 行要改。").wait_for()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("导完了：新增 99，更新 0，原来就有 1。").wait_for()
    follow(page, "看题库")
    page.get_by_role("heading", name=BANK).wait_for()


def plan(page, villages, patience):
    """A draft of twenty questions for the villages; open from now on, for `patience` at least."""
    now = datetime.now(COUNTY_TIME)
    closes = (now + patience).replace(second=0, microsecond=0) + timedelta(minutes=1)
    go(page, "考试管理", "安排考试")
    page.locator("[name=title]").fill(TITLE)
    call(page, villages)
    fill_times(page, now, closes)
    page.locator("[name=bank]").select_option(BANK)
    page.locator("[name=count]").fill(str(COUNT))
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("heading", name=TITLE).wait_for()
    return closes


def call(page, villages):
    """Ticks them; the villages of a township are there when it is unfolded."""
    called = page.get_by_role("group", name="谁要考")
    for township in sorted({village.township for village in villages}):
        called.locator(".unfold", has_text=township).click()
        called.locator(".unfold", has_text=township).wait_for(state="detached")
    for village in villages:
        called.get_by_label(village.name, exact=True).check()


def fill_times(page, opens, closes):
    """The results come when it closes."""
    for name, moment in (("opens_at", opens), ("closes_at", closes), ("results_at", closes)):
        boxes = {"year": moment.year, "month": moment.month, "day": moment.day}
        for box, part in {**boxes, "clock": f"{moment:%H:%M}"}.items():
            page.locator(f"[name={name}_{box}]").fill(str(part))


def explain(page, paper):
    """Gives the reason of a question, takes the new wording onto the draft. Returns its text."""
    texts = [row["question"] for row in listed()]
    # One that is found by its words and is the only one with them.
    text = next(q.text for q in paper if sum(q.text in other for other in texts) == 1)
    go(page, "题库", BANK)
    page.locator("[name=q]").fill(text)
    page.get_by_role("button", name="显示").click()
    page.locator("main .list li.row a").click()
    follow(page, "改")
    page.get_by_label("原因").fill(REASON)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("题目改好了。").wait_for()
    go(page, "考试管理", TITLE, "改考试")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("heading", name=TITLE).wait_for()
    return text


def paper_of(page):
    """The paper with its key, as the organiser sees it; the key must be that of the list."""
    keys = right_answers()
    questions = []
    for slot, article in enumerate(page.locator("main article").all(), start=1):
        text = article.locator("p > b").inner_text().removeprefix(f"{slot}.").strip()
        rows = [row.inner_text().split("\n") for row in article.locator("li").all()]
        options = dict(row[0].split(". ", 1) for row in rows)
        right = next(row[0][0] for row in rows if "正确" in row[1:])
        assert folded(options[right]) in keys[folded(text)]
        options = {letter.lower(): option for letter, option in options.items()}
        questions.append(Question(slot, text, options, right.lower()))
    assert len(questions) == COUNT
    return questions


def right_answers():
    """Question → the texts the list calls right; it has one question twice."""
    found = {}
    for row in listed():
        found.setdefault(folded(row["question"]), set()).add(folded(row[row["answer"]]))
    return found


def listed():
    with shared_file(QUESTIONS).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def folded(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def publish(page, called):
    page.get_by_role("button", name="发布").click()
    page.get_by_text(f"发布了，应考 {called} 人。").wait_for()


def begin(page):
    """From the card of her day to the first question."""
    page.get_by_role("link", name="今天", exact=True).click()
    page.get_by_text(TITLE).first.wait_for()
    page.locator("main .card.first").get_by_role("link", name="开始考试").click()
    page.get_by_text("20 题，30 分钟，考 1 次").wait_for()
    page.get_by_role("button", name="开始考试").click()
    page.wait_for_selector("html[data-sitting-ready]")


def answer(page, question, key):
    heading = page.get_by_role("heading", name=f"第 {question.slot} 题，共 {COUNT} 题")
    heading.wait_for()
    page.locator(f"[name=q{question.slot}][value={key}]").check()


def next_question(page):
    page.locator("[data-go=next]").click()


def sit(page, paper, wrong, cut_off):
    """Answers all, those of `wrong` wrongly; the network is gone during `cut_off`."""
    begin(page)
    strip = page.locator("[data-save-state] span")
    for question in paper:
        if question.slot == cut_off[0]:
            expect(page.locator(f'[data-mark="{question.slot - 1}"]')).to_have_text(
                "已保存", timeout=PATIENCE
            )
            page.context.set_offline(True)
        answer(page, question, question.wrong if question in wrong else question.right)
        if question.slot in cut_off:
            kept = cut_off.index(question.slot) + 1
            assert strip.inner_text() == OFFLINE.format(kept)
            assert page.locator(f'[data-mark="{question.slot}"]').inner_text() == "先存在手机上"
        if question.slot == cut_off[-1]:
            page.context.set_offline(False)
            expect(strip).to_have_text(BACK.format(len(cut_off)), timeout=PATIENCE)
        next_question(page)
    assert page.get_by_text("题都答了。").is_visible()
    return hand_in(page)


def sit_badly(page, paper, answered):
    """Answers the first few, then hands in."""
    begin(page)
    for question in paper[:answered]:
        answer(page, question, question.right)
        next_question(page)
    page.get_by_role("button", name="题目表").click()
    page.locator("[data-screen=map]").get_by_role("button", name="交卷").click()
    assert (
        page.locator("[data-unanswered]")
        .inner_text()
        .startswith(f"还有 {COUNT - answered} 题没答：")
    )
    return hand_in(page)


def hand_in(page):
    """The number on the receipt."""
    assert page.get_by_text("交了就不能改。确定交卷？").is_visible()
    page.get_by_role("button", name="就这样交卷").click()
    page.wait_for_url("**/result/")
    receipt = page.locator("main .panel").inner_text()
    found = re.search(r"卷子交了，.{0,3}\d{1,2}:\d\d 收到，编号 (\w{4})。", receipt)
    assert re.search(r"成绩今天.{0,4}\d{1,2}:\d\d ?出。", receipt), receipt
    assert found, receipt
    assert page.get_by_text("你的成绩").count() == 0
    return found[1]


def read_result(page, wrong, explained):
    """The marks, and what was wrong, with the reason where there is one."""
    go(page, "考试", TITLE, "看成绩")
    points = POINTS_EACH * (COUNT - len(wrong))
    score = page.locator("main .score").inner_text()
    assert score.split() == [str(points), "分", "满分", "100", "分", "及格"]
    page.get_by_text(f"{COUNT} 题里答对 {COUNT - len(wrong)} 题。").wait_for()
    shown = {}
    for article in page.locator("main article").all():
        heading = article.locator("h3").inner_text()
        shown[heading] = article.locator("dd").all_inner_texts()
    assert shown == {
        f"{q.slot}. {q.text}": [
            q.options[q.wrong],
            q.options[q.right],
            *([REASON] if q.slot == explained.slot else []),
        ]
        for q in wrong
    }
