"""A sitting on a phone: the network goes away, pages are reloaded, another page is opened."""

import pytest
from playwright.sync_api import expect

from exams.models import Attempt, Op
from tests import make
from tests.browser.sitting import choose, next_question, ready, stored, wait_until_saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_tap_is_saved_and_said_to_be_saved_only_then(paper):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)

    assert stored() == {1: ["a"]}
    assert "Saved" in paper.locator("[data-save-state]").inner_text()


def test_answers_given_without_a_network_arrive_when_it_is_back(paper, phone):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    phone.set_offline(True)
    next_question(paper)
    choose(paper, 2, "b")
    paper.wait_for_selector(".note.off")
    marked = paper.locator('[data-mark="2"]').inner_text()
    phone.set_offline(False)
    wait_until_saved(paper, 2)

    assert marked == "Kept on this phone"
    assert stored() == {1: ["a"], 2: ["b"]}


def test_it_says_at_once_how_many_answers_wait_and_when_they_are_sent(paper, phone):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    phone.set_offline(True)
    said = []
    for slot in (2, 3):
        next_question(paper)
        choose(paper, slot, "b")
        said.append(paper.locator("[data-save-state] span").inner_text())
    phone.set_offline(False)

    expect(paper.locator("[data-save-state]")).to_contain_text("2 answers were sent, go on.")
    assert said == [
        "No network, kept on this phone first (1)", "No network, kept on this phone first (2)",
    ]  # fmt: skip


def test_nothing_moves_when_the_network_goes_and_help_stands_below(paper, phone):
    strip, last = paper.locator("[data-save-state]"), paper.locator("[data-go=next]")
    before = (strip.bounding_box()["height"], last.bounding_box()["y"])
    phone.set_offline(True)
    choose(paper, 1, "a")
    paper.wait_for_selector(".note.off")

    assert (strip.bounding_box()["height"], last.bounding_box()["y"]) == before
    expect(paper.locator("[data-without-network]")).to_be_visible()


def test_the_first_question_has_nothing_before_it(paper):
    before = paper.get_by_role("button", name="Previous")
    hidden = before.count()
    next_question(paper)

    assert hidden == 0
    expect(before).to_be_visible()


def test_an_answer_not_yet_sent_survives_a_reload(paper, phone):
    paper.route("**/ops", lambda route: route.abort())
    choose(paper, 1, "c")
    paper.wait_for_selector(".note.off")
    paper.once("dialog", lambda dialog: dialog.accept())
    paper.reload()
    ready(paper)
    kept = paper.locator("[name=q1][value=c]").is_checked()
    paper.unroute("**/ops")
    wait_until_saved(paper, 1)

    assert kept
    assert stored() == {1: ["c"]}


def test_handing_in_lists_what_is_open_and_shows_the_receipt(paper):
    choose(paper, 1, "a")
    for _slot in range(3):
        next_question(paper)
    listed = paper.locator("[data-unanswered]").inner_text()
    paper.locator("[data-go=submit]").click()
    paper.wait_for_url("**/result/")

    attempt = Attempt.objects.get()
    assert listed == "2 questions without an answer: 2, 3."
    assert attempt.state == Attempt.State.MARKED
    assert attempt.code in paper.locator("main").inner_text()


def test_a_second_page_asks_and_then_the_first_one_stops(paper, phone):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    second = phone.new_page()
    second.goto(paper.url)
    ready(second)
    second.get_by_role("button", name="Answer here").click()
    choose(second, 1, "b")
    wait_until_saved(second, 1)
    next_question(paper)
    choose(paper, 2, "c")
    paper.wait_for_selector("[data-screen=moved]:not([hidden])")
    paper.get_by_role("button", name="Questions").click()

    assert stored() == {1: ["b"], 2: ["c"]}
    expect(paper.get_by_role("button", name="Answer here")).to_be_visible()
    expect(paper.locator("[data-save-state]")).to_contain_text("This page has stopped.")


def test_saving_goes_on_when_the_session_has_ended(paper, phone):
    phone.clear_cookies()
    choose(paper, 1, "b")
    wait_until_saved(paper, 1)

    assert stored() == {1: ["b"]}


def test_the_keyboard_alone_is_enough(paper):
    paper.keyboard.press("2")
    wait_until_saved(paper, 1)
    paper.keyboard.press("Tab")

    chosen = paper.locator("[name=q1]").nth(1)
    assert chosen.is_checked()
    assert Op.objects.get().value == [chosen.get_attribute("value")]


def test_the_paper_can_be_sat_without_javascript(chromium, live_server, signed_in, trainee):
    exam = make.exam(questions=2)
    with chromium.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        signed_in(context, trainee)
        page = context.new_page()
        page.goto(f"/exams/{exam.pk}/")
        page.get_by_role("button", name="Start the exam").click()
        choose(page, 1, "a")
        page.get_by_role("button", name="Next").click()
        choose(page, 2, "b")
        page.locator("[data-go=next]").click()
        page.get_by_role("button", name="Hand in as it is").click()

        assert "/result/" in page.url
    assert Attempt.objects.get().answered == 2


@pytest.fixture
def every_type(phone, signed_in, trainee):
    """A paper of questions that are typed, matched and put in order."""
    bank = make.bank()
    for type_ in ("shortanswer", "fill", "matching", "ordering"):
        make.question_of(type_, bank)
    exam = make.exam(bank_=bank)
    signed_in(phone, trainee)
    page = phone.new_page()
    page.goto(f"/exams/{exam.pk}/")
    page.get_by_role("button", name="Start the exam").click()
    ready(page)
    return page, {q["type"]: q for q in exam.paper.content["questions"]}


def go_to(page, slot):
    page.get_by_role("button", name="Questions").click()
    page.locator(f'.map [data-go="{slot}"]').click()


def test_what_is_typed_is_sent_when_typing_stops_or_the_page_turns(every_type):
    page, questions = every_type
    short, fill = questions["shortanswer"]["slot"], questions["fill"]["slot"]
    go_to(page, short)
    page.locator(f'[name="q{short}.1"]').press_sequentially("red 1", delay=20)
    wait_until_saved(page, short)
    acts = Op.objects.count()
    go_to(page, fill)
    page.locator(f'[name="q{fill}.2"]').press_sequentially("ArrowRight", delay=5)
    next_question(page)
    wait_until_saved(page, fill)

    assert acts == 1
    assert stored() == {short: ["1:red 1"], fill: ["2:ArrowRight"]}


def test_what_was_typed_before_a_reload_is_sent_after_it(every_type):
    page, questions = every_type
    slot = questions["shortanswer"]["slot"]
    go_to(page, slot)
    page.locator(f'[name="q{slot}.1"]').press_sequentially("red")
    # A page that has not heard yet that it may write is asked for anew after a reload.
    page.wait_for_function("sessionStorage.length > 0")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    ready(page)
    wait_until_saved(page, slot)

    assert stored() == {slot: ["1:red"]}


def test_pairs_are_chosen_and_two_lines_of_an_order_change_places(every_type):
    page, questions = every_type
    matching, ordering = questions["matching"]["slot"], questions["ordering"]["slot"]
    go_to(page, matching)
    page.locator(f'[name="q{matching}"]').first.select_option(label="Ottawa")
    wait_until_saved(page, matching)
    go_to(page, ordering)
    places = page.locator(f'[name="q{ordering}"]')
    for line in range(3):
        places.nth(line).select_option(label=str(line + 1))
    places.nth(0).select_option(label="3")
    wait_until_saved(page, ordering)

    shown = [select.evaluate("s => s.selectedOptions[0].label") for select in places.all()]
    assert shown == ["3", "2", "1"]
    assert stored()[matching] == [f"1:{questions['matching']['pairs']['1']}"]
    assert len(stored()[ordering]) == 3
