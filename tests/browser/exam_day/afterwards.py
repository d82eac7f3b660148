"""After the exam: the result read, an objection answered, what was wrong practised."""

import time

from tests.browser.exam_day.questions import KEYED
from tests.browser.whole_loop import notice
from tests.browser.whole_loop.house import PATIENCE, follow, go

RIGHT = {question.text: question.right for question in KEYED}
OBJECTION, ANSWER = "书上说法不一样，请看看。", "书上第三页写着，答案没错。"


def read_result(page, title, points, passed):
    go(page, "考试", title, "看成绩")
    score = page.locator("main .score").inner_text()
    assert score.split() == [points, "分", "满分", "100", "分", "及格" if passed else "不及格"]


def object_to(page, slot):
    follow(page, f"第 {slot} 题")
    page.locator("[name=text]").fill(OBJECTION)
    page.get_by_role("button", name="提异议").click()
    page.get_by_text("在等答复，答复会发到站内信。").wait_for()


def answer_objection(page, title):
    page.get_by_role("link", name="今天", exact=True).click()
    go(page, "考试管理", title, "异议")
    page.get_by_text(OBJECTION).click()
    page.locator("[name=accepted][value='0']").check()
    page.locator("[name=answer]").fill(ANSWER)
    page.get_by_role("button", name="发答复").click()
    page.get_by_text(ANSWER).wait_for()


def read_answer(page, title, slot):
    go(page, "考试", title, "看成绩")
    follow(page, f"第 {slot} 题")
    page.get_by_text(ANSWER).wait_for()


def practise(page, missed):
    """All that was wrong or left out, from the wrong-answer book, in the order it asks them."""
    go(page, "考试")
    page.get_by_role("link", name="练习", exact=True).click()
    follow(page, "看错题本")
    _is_filled(page, missed)
    page.get_by_role("link", name="再练这几题").click()
    asked = set()
    while True:
        text = page.locator("main legend h1").inner_text()
        page.locator("label", has_text=RIGHT[text]).click()
        page.get_by_role("button", name="答好了").click()
        page.get_by_role("heading", name="正确的").wait_for()
        asked.add(text)
        following = page.get_by_role("link", name="下一题")
        if not following.count():
            break
        following.click()
    assert asked >= {question.text for question in missed}


def _is_filled(page, missed):
    """The clock brings a released exam into the book, within a minute."""
    limit = time.monotonic() + PATIENCE / 500
    while not all(page.get_by_role("heading", name=one.text).count() for one in missed):
        assert time.monotonic() < limit, page.locator("main").inner_text()
        page.wait_for_timeout(500)
        page.reload()


def slot_shown(page, question):
    """Its number on this person's paper, as her result names it."""
    heading = page.locator("main article h3", has_text=question.text).inner_text()
    return int(heading.split(".")[0])


def is_counted(page, month, share):
    """The month's draft, as the supervisor compiles it, says who sat and who passed."""
    notice.compile_draft(page, month)
    overview = notice.sections_of(page)["一、总的情况"]
    assert share in overview[0]
