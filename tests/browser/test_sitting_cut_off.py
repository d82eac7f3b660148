"""A sitting without a network, on a second phone, at the end of the time: nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from exams import watching
from exams.models import Attempt, Op
from exams.services import sittings, words
from tests.browser.sitting import choose, next_question, ready, stored, wait_until_saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def kept_for_offline(page):
    page.wait_for_selector("html[data-paper-kept]")


def reload_offline(page, phone):
    phone.set_offline(True)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    ready(page)


def test_a_reload_without_a_network_shows_the_paper_with_all_answers(paper, phone):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    kept_for_offline(paper)
    phone.set_offline(True)
    next_question(paper)
    choose(paper, 2, "b")
    reload_offline(paper, phone)
    shown = [
        paper.locator(f"[name=q{n}][value={key}]").is_checked() for n, key in ((1, "a"), (2, "b"))
    ]
    marks = [paper.locator(f'[data-mark="{n}"]').text_content() for n in (1, 2, 3)]
    timer = paper.locator("[data-timer]").inner_text()
    choose(paper, 2, "c")
    phone.set_offline(False)
    wait_until_saved(paper, 2)

    assert shown == [True, True]
    assert marks == ["Saved", "Kept on this phone", "No answer"]
    assert timer == "at most 30 min left"
    assert stored() == {1: ["a"], 2: ["c"]}
    expect(paper.locator("[data-timer]")).to_have_text("30 min left")


def test_two_cuts_of_the_network_lose_nothing(paper, phone):
    for slot, key in ((1, "a"), (2, "b")):
        phone.set_offline(True)
        choose(paper, slot, key)
        paper.wait_for_selector(".note.off")
        phone.set_offline(False)
        wait_until_saved(paper, slot)
        next_question(paper)

    assert stored() == {1: ["a"], 2: ["b"]}


def test_nothing_of_the_paper_stays_on_the_phone_after_the_receipt(paper, phone):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    kept_for_offline(paper)
    before = paper.evaluate("caches.keys()")
    paper.get_by_role("button", name="Questions").click()
    paper.locator('[data-screen="map"] [data-go="end"]').click()
    paper.locator("[data-go=submit]").click()
    paper.wait_for_url("**/result/")
    paper.wait_for_selector("html[data-leftover-done]")

    assert len(before) == 2
    assert paper.evaluate("caches.keys()") == []
    assert paper.evaluate("Object.keys(localStorage)") == []
    assert (
        paper.evaluate(
            """() => new Promise((done) => {
            indexedDB.open("exams").onsuccess = (event) => {
                const acts = event.target.result.transaction("acts").objectStore("acts");
                acts.count().onsuccess = (counted) => done(counted.target.result);
            };
        })"""
        )
        == 0
    )


def test_the_time_left_does_not_follow_the_phones_clock(paper):
    paper.clock.set_system_time("2031-01-01T12:00:00")
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)

    assert paper.locator("[data-timer]").inner_text() == "30 min left"


def test_another_phone_goes_on_and_the_first_one_sends_what_it_has(
    paper, phone, chromium, live_server, signed_in, trainee
):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    phone.set_offline(True)
    choose(paper, 1, "b")
    next_question(paper)
    choose(paper, 2, "b")
    with chromium.new_context(base_url=live_server.url) as second_phone:
        signed_in(second_phone, trainee)
        second = second_phone.new_page()
        second.goto(Attempt.objects.get().get_absolute_url())
        ready(second)
        second.get_by_role("button", name="Answer here").click()
        choose(second, 1, "c")
        wait_until_saved(second, 1)
        phone.set_offline(False)
        paper.wait_for_selector("[data-screen=moved]:not([hidden])")

    # Her later answer on the new phone stands; what only the first one had is not lost.
    assert stored() == {1: ["c"], 2: ["b"]}
    expect(paper.locator("[data-save-state]")).to_contain_text("This page has stopped.")


def test_a_phone_that_was_left_does_not_take_the_exam_back_by_itself(
    paper, phone, chromium, live_server, signed_in, trainee
):
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    kept_for_offline(paper)
    reload_offline(paper, phone)
    attempt = Attempt.objects.get()
    sittings.claim(attempt.pk, "B", "other", timezone.now())
    phone.set_offline(False)
    paper.wait_for_selector("[data-screen=moved]:not([hidden])")

    assert Attempt.objects.get().epoch == 2


def test_an_answer_after_the_deadline_is_kept_and_does_not_count(paper, phone):
    phone.set_offline(True)
    choose(paper, 1, "a")
    paper.wait_for_selector(".note.off")
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=2))
    phone.set_offline(False)
    paper.wait_for_url("**/result/")

    attempt = Attempt.objects.get()
    assert (attempt.answered, attempt.by_clock) == (0, True)
    assert list(attempt.ops.values_list("value", "verdict")) == [(["a"], "late")]


def test_a_phone_that_was_away_until_the_end_sends_what_it_kept_as_late(paper, phone):
    phone.set_offline(True)
    choose(paper, 1, "a")
    paper.wait_for_selector(".note.off")
    attempt = Attempt.objects.get()
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=2))
    paper.close()
    phone.set_offline(False)
    later = phone.new_page()
    later.goto(attempt.get_absolute_url())
    later.wait_for_selector("html[data-leftover-done]")

    assert [op.verdict for op in Op.objects.all()] == ["late"]
    expect(later.get_by_text("Answers that were sent only now are kept.")).to_be_visible()


def test_more_time_given_while_the_page_did_not_hear_of_it_is_not_lost(paper):
    Attempt.objects.update(deadline=timezone.now() + timedelta(seconds=8))
    choose(paper, 1, "a")
    wait_until_saved(paper, 1)
    Attempt.objects.update(deadline=timezone.now() + timedelta(minutes=20))
    expect(paper.locator("[data-save-state]")).to_contain_text(
        "You have more time.", timeout=15_000
    )
    next_question(paper)
    choose(paper, 2, "b")
    wait_until_saved(paper, 2)

    assert Attempt.objects.get().is_open


def test_a_word_of_the_invigilators_comes_with_the_next_answer(paper):
    attempt = Attempt.objects.get()
    scope = watching.Scope(attempt.exam, None, None, attempt.exam.candidates.all())
    words.tell(attempt.exam, scope, "Stay calm.", attempt.person, "k", timezone.now())
    choose(paper, 1, "a")

    expect(paper.locator("[data-words]")).to_contain_text("Stay calm.")
