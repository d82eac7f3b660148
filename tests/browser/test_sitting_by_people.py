"""Words and files in a sitting: typed, photographed, kept without a network, handed in."""

import pytest
from playwright.sync_api import expect

from exams.models import HandedIn, Script
from tests import make
from tests.browser.sitting import next_question, ready, stored, wait_until_saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paper(phone, signed_in, trainee):
    """The second question asks for words, the third for a file; the page is ready."""
    exam = make.exam(paper=make.open_paper("essay", "task"))
    signed_in(phone, trainee)
    page = phone.new_page()
    page.goto(f"/exams/{exam.pk}/")
    page.get_by_role("button", name="Start the exam").click()
    ready(page)
    next_question(page)
    return page


def photo(size=(2400, 1800)):
    return {
        "name": "work.png",
        "mimeType": "image/png",
        "buffer": make.image_bytes(size=size, color="#c2571a"),
    }


def hand_in(page):
    page.get_by_role("button", name="Questions").click()
    page.locator('[data-screen="map"] [data-go="end"]').click()
    page.locator("[data-go=submit]").click()
    page.wait_for_url("**/result/")


def test_words_are_saved_two_seconds_after_the_last_key(paper):
    paper.locator("textarea").fill("First sign in.\nThen type.")
    wait_until_saved(paper, 2)

    assert stored() == {2: ["t:First sign in.\nThen type."]}


def test_words_typed_before_a_cut_are_there_after_a_reload_and_arrive(paper, phone):
    paper.wait_for_selector("html[data-paper-kept]")
    phone.set_offline(True)
    paper.locator("textarea").fill("Kept on the phone.")
    next_question(paper)
    paper.once("dialog", lambda dialog: dialog.accept())
    paper.reload()
    ready(paper)
    there = paper.locator("textarea").input_value()
    phone.set_offline(False)
    wait_until_saved(paper, 2)

    assert (there, stored()) == ("Kept on the phone.", {2: ["t:Kept on the phone."]})


def test_a_photo_is_handed_in_and_can_be_looked_at(paper):
    next_question(paper)
    paper.locator("input[type=file]").set_input_files(photo())
    wait_until_saved(paper, 3)
    said = paper.locator('[data-file="3"]').inner_text()
    hand_in(paper)

    kept = HandedIn.objects.get()
    assert said == "Handed in: work.jpg"
    assert [script.value for script in Script.objects.all()] == [[f"f:{kept.sha256}"]]


def test_a_photo_chosen_without_a_network_survives_a_reload_and_is_sent(paper, phone):
    paper.wait_for_selector("html[data-paper-kept]")
    next_question(paper)
    phone.set_offline(True)
    # A page that is loaded again can have a network for a moment before the browser cuts it off.
    paper.route("**/files/*/", lambda route: route.abort("internetdisconnected"))
    paper.locator("input[type=file]").set_input_files(photo())
    expect(paper.locator('[data-mark="3"]')).to_have_text("Kept on this phone")
    expect(paper.locator("[data-save-state]")).to_contain_text("No network")
    paper.once("dialog", lambda dialog: dialog.accept())
    paper.reload()
    ready(paper)
    mark = paper.locator('[data-mark="3"]').text_content()
    before = HandedIn.objects.count()
    paper.unroute("**/files/*/")
    phone.set_offline(False)
    wait_until_saved(paper, 3)

    assert (mark, before) == ("Kept on this phone", 0)
    assert stored() == {3: [f"f:{HandedIn.objects.get().sha256}"]}


def test_the_paper_is_not_handed_in_before_its_file_is_there(paper, phone):
    next_question(paper)
    phone.set_offline(True)
    paper.locator("input[type=file]").set_input_files(photo())
    expect(paper.locator('[data-mark="3"]')).to_have_text("Kept on this phone")
    paper.get_by_role("button", name="Questions").click()
    paper.locator('[data-screen="map"] [data-go="end"]').click()
    paper.locator("[data-go=submit]").click()
    phone.set_offline(False)
    paper.wait_for_url("**/result/")

    assert Script.objects.get().value == [f"f:{HandedIn.objects.get().sha256}"]


def test_a_file_that_is_not_taken_is_said_and_the_one_before_stays(paper):
    next_question(paper)
    paper.locator("input[type=file]").set_input_files(photo())
    wait_until_saved(paper, 3)
    bad = {"name": "a.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ\x90"}
    paper.locator("input[type=file]").set_input_files(bad)

    expect(paper.locator('[data-file="3"]')).to_contain_text("can be handed in")
    expect(paper.locator('[data-mark="3"]')).to_have_text("Saved")
    assert len(stored()[3]) == 1


def test_another_photo_takes_the_place_of_the_one_before(paper):
    next_question(paper)
    paper.locator("input[type=file]").set_input_files(photo())
    wait_until_saved(paper, 3)
    paper.locator("input[type=file]").set_input_files(photo((60, 40)))
    expect(paper.locator('[data-file="3"]')).to_contain_text("Handed in")
    wait_until_saved(paper, 3)

    newest = HandedIn.objects.latest("pk")
    assert HandedIn.objects.count() == 2
    assert stored() == {3: [f"f:{newest.sha256}"]}
