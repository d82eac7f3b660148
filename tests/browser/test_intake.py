"""The import wizard on a phone, as a security administrator uses it."""

import pytest

from organisation.models import Person
from tests import make
from tests.intake.queue import work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(phone, signed_in):
    signed_in(phone, make.security_admin())
    page = phone.new_page()
    page.goto("/intake/new/people/")
    return page


def choose(page, data):
    page.set_input_files("[name=file]", {"name": "list.csv", "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Read the file").click()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_file_to_the_end_and_back(page):
    head = ["谁", "用户名", "单位代码", "职务"]
    choose(page, make.officer_list(2, faulty=1, head=head))
    page.get_by_label("Full name").select_option("谁")
    assert fits(page)

    page.get_by_role("button", name="See the problems").click()
    page.get_by_text("Rows in all: 3. Can come in: 2. To put right: 1.").wait_for()
    assert fits(page)
    page.get_by_role("button", name="Import", exact=True).click()

    page.get_by_text("Imported. New: 2.").wait_for()
    assert fits(page)
    assert Person.objects.filter(username__in=["p0", "p1"]).count() == 2
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("everything is as it was before").wait_for()
    assert not Person.objects.filter(username="p0").exists()


def test_a_long_list_goes_on_by_itself_and_the_page_follows(page):
    choose(page, make.officer_list(501))
    page.get_by_text("The file is being read.").wait_for()

    work_off()

    page.get_by_role("button", name="See the problems").click(timeout=10_000)
    page.get_by_text("The lines are being checked.").wait_for()


def test_what_is_missing_is_named_and_takes_the_focus(page):
    page.get_by_role("button", name="Read the file").click()

    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.matches('[data-errors]')")
