"""What a candidate does on the sitting page, for the journeys that sit an exam."""

from playwright.sync_api import expect

from exams.models import Attempt
from exams.services import sittings


def ready(page):
    page.wait_for_selector("html[data-sitting-ready]")


def choose(page, slot, key):
    page.locator(f"[name=q{slot}][value={key}]").check()


def wait_until_saved(page, slot):
    expect(page.locator(f'[data-mark="{slot}"]')).to_have_text("Saved")


def stored():
    return sittings.answers_so_far(Attempt.objects.get())


def next_question(page):
    page.locator("[data-go=next]").click()
