"""A candidate's part: called, rehearsed, sat with cuts of the network and on two phones."""

import re

from playwright.sync_api import expect

from tests.browser.whole_loop.house import OWN_PASSWORD, PATIENCE, PHONE, go

SAVED = "已保存"


def is_announced(page, title):
    """In her messages and on her day."""
    page.get_by_role("link", name="今天", exact=True).click()
    page.get_by_text(title).first.wait_for()
    go(page, "站内信")
    page.get_by_text(title).first.wait_for()


def begin(page, title):
    go(page, "考试", title)
    page.get_by_role("button", name="开始考试").click()
    page.wait_for_selector("html[data-sitting-ready]")


def slot_of(page, text):
    """Where this candidate's paper has the question."""
    return int(page.locator("[data-slot]", has_text=text).first.get_attribute("data-slot"))


def answer(page, question, text):
    """Turns to the question and chooses the option that says `text`. Its slot."""
    slot = turn_to(page, slot_of(page, question.text))
    page.locator(f'[data-slot="{slot}"] label', has_text=text).click()
    return slot


def write(page, question, words):
    """Its slot."""
    slot = turn_to(page, slot_of(page, question))
    page.locator(f"[name='q{slot}.t']").fill(words)
    return slot


def answer_all(page, known):
    """A paper drawn from the questions with a key that are `known`."""
    for slot in range(1, page.locator("[data-slot]").count() + 1):
        shown = page.locator(f'[data-slot="{slot}"]').text_content()
        turn_to(page, slot)
        question = next((question for question in known if question.text in shown), None)
        if question:
            page.locator(f'[data-slot="{slot}"] label', has_text=question.right).click()


def turn_to(page, slot):
    page.get_by_role("button", name="题目表").click()
    page.locator(f'[data-screen=map] [data-go="{slot}"]').click()
    page.get_by_role("heading", name=re.compile(f"第 {slot} 题")).wait_for()
    return slot


def saved(page, slot):
    expect(page.locator(f'[data-mark="{slot}"]')).to_have_text(SAVED, timeout=PATIENCE)


def cut_off(page):
    page.context.set_offline(True)


def is_kept(page, slot):
    expect(page.locator(f'[data-mark="{slot}"]')).to_have_text("先存在手机上", timeout=PATIENCE)


def reconnect(page):
    page.context.set_offline(False)


def go_on_another_phone(house, username, title):
    """The first phone is put away; on the second she signs in and answers on."""
    window = house.window(PHONE, agent="Mozilla/5.0 (Linux; Android 10) Another phone")
    house.contexts[f"first phone of {username}"] = house.contexts.pop(username)
    house.contexts[username] = window
    page = window.new_page()
    page.goto("/")
    page.get_by_role("link", name="登录").click()
    page.get_by_label("手机号或用户名").fill(username)
    page.get_by_label("密码").fill(OWN_PASSWORD.format(username))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/today/")
    go(page, "考试", title)
    page.get_by_role("button", name="接着考试").click()
    page.wait_for_selector("html[data-sitting-ready]")
    page.get_by_role("button", name="在这里答").click()
    return page


def hand_in(page):
    page.get_by_role("button", name="题目表").click()
    page.locator("[data-screen=map]").get_by_role("button", name="交卷").click()
    page.get_by_role("button", name="就这样交卷").click()
    page.wait_for_url("**/result/")
    page.get_by_text(re.compile("卷子交了")).wait_for()
