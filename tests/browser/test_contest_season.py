"""From the call in a village to a certificate anybody can check; the judging is done beside it."""

from datetime import timedelta

import pytest

from competitions.models import Entry, Stage
from credentials.models import Certificate
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
K = Post.Kind


@pytest.fixture
def season():
    """The township's own stage, called to its villages, and the final it sends to."""
    township = make.township()
    contest = make.contest(make.county())
    final = make.stage(contest, held_on=today() + timedelta(days=20))
    below = make.stage(contest, township, held_on=today() + timedelta(days=9))
    make.call(below, asks=5)
    for stage in (below, final):
        for _number in range(3):
            make.seat(stage)
    return below, final


def judged(stage, *contents):
    stage = Stage.objects.get(pk=stage.pk)
    for content in contents:
        make.judge_all(make.open_entry(stage), content, content, content)
    make.snapshot(stage)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_from_the_village_to_the_certificate(phone, signed_in, season):
    below, final = season
    officer = make.person(K.INFORMATION_OFFICER, make.village(parent=below.unit), name="王小明")
    page = phone.new_page()

    _enters_herself(phone, signed_in, page, officer, below)
    other = make.village(parent=below.unit)
    make.entered(below.call, other, [make.person(K.INFORMATION_OFFICER, other)])
    judged(below, 30, 30)
    _goes_on_after_a_tie(phone, signed_in, page, below, final)
    _wins(phone, signed_in, page, final)

    phone.clear_cookies()
    made = Certificate.objects.get(person=officer)
    page.goto(made.check_url.split("8000", 1)[1])
    page.get_by_text("This certificate is true and holds.").wait_for()
    assert "王**" in page.content()
    assert "小明" not in page.content()


def _enters_herself(phone, signed_in, page, officer, stage):
    """What her day asks of her; the way leads to the form."""
    signed_in(phone, officer)
    page.goto("/today/")
    page.get_by_role("link", name=f"Enter for {stage}").click()
    page.get_by_role("link", name=f"Enter {officer.posts.get().unit}").click()
    page.get_by_label("Person 1").select_option(str(officer.pk))
    press(page, "Save")
    page.get_by_text("is entered.").wait_for()
    assert Entry.objects.get().people.get() == officer


def _goes_on_after_a_tie(phone, signed_in, page, below, final):
    """Exactly one of the township: the panel decides, and the page keeps how."""
    signed_in(phone, make.person(K.TOWNSHIP_OPERATOR, below.unit))
    page.goto(below.get_absolute_url())
    page.get_by_role("link", name="To the next stage").click()
    page.get_by_label("the first ones, no more").check()
    press(page, "Show who goes on")
    page.get_by_role("heading", name="There is a tie").wait_for()
    page.get_by_label("王小明").check()
    page.get_by_label("How it was decided").fill("Vote of the panel, 2 to 1")
    press(page, "Enter them")
    page.get_by_text("Vote of the panel, 2 to 1").wait_for()
    assert final.entries.get().unit == below.unit


def _wins(phone, signed_in, page, final):
    """Rules before the marks, a list by one person, a check by another."""
    organiser, supervisor = (
        make.person(kind, make.county()) for kind in (K.ORGANISER, K.SUPERVISOR)
    )
    signed_in(phone, organiser)
    page.goto(f"/contests/stages/{final.pk}/awards/rules/")
    press(page, "Save the draft")
    press(page, "Publish the draft")
    page.get_by_text("They stay as they are.").wait_for()
    judged(final, 38)
    page.goto(f"/contests/stages/{final.pk}/awards/work/")
    press(page, "Compile the list")
    press(page, "The list is right")
    page.get_by_text("Another person must check what you compiled.").wait_for()
    signed_in(phone, supervisor)
    page.goto("/today/")
    page.get_by_role("link", name=f"Check the awards: {final}").click()
    press(page, "The list is right")
    page.get_by_text("The list is checked.").wait_for()
    signed_in(phone, organiser)
    page.goto(f"/contests/stages/{final.pk}/awards/work/")
    press(page, "Publish the awards")
    page.get_by_text("The winners have their certificates.").wait_for()
