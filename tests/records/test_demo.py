import random
from datetime import date, timedelta

import pytest

from ledger.models import Series
from organisation.demo import DemoCounty
from organisation.models import Post
from records import demo, id_numbers
from records.models import Consent, Household, Pregnancy, Reminder, Resident, Visit
from records.services import reminders
from tests import make

DAY = date(2026, 8, 15)


@pytest.fixture
def county(db):
    township = make.township()
    villages = [make.village(parent=township) for _n in range(2)]
    officers = {unit.pk: [make.person(Post.Kind.INFORMATION_OFFICER, unit)] for unit in villages}
    built = DemoCounty(
        rng=random.Random(1),
        day=DAY,
        scale="small",
        county=make.county(),
        townships=[township],
        villages=villages,
        lived_in=villages[:1],
        officers=officers,
    )
    demo.build(built)
    return built


def test_everybody_is_invented(county):
    numbers = [who.id_no for who in Resident.objects.all() if who.id_no]

    parsed = [id_numbers.parse(number, DAY) for number in numbers]
    assert len(parsed) > 150
    assert all(number.reserved and number.text.startswith("99") for number in parsed)


def test_about_two_hundred_people_live_in_a_village(county):
    assert 190 < Resident.objects.filter(left_on=None).count() < 230


def test_the_trainee_has_something_to_do_today(county):
    due = Reminder.objects.shown_on(DAY).values_list("due_on", flat=True)

    assert {DAY - timedelta(days=2), DAY} <= set(due)
    assert len(due) >= 4


def test_health_items_rest_on_consents(county):
    assert {p.consent.purpose for p in Pregnancy.objects.all()} <= {Consent.Purpose.HEALTH}
    assert not Visit.objects.filter(kind=Visit.Kind.SERVICE, consent=None).exists()


def test_the_reminders_are_those_the_rules_give(county):
    before = list(Reminder.objects.order_by("pk").values())

    for who in Resident.objects.all():
        reminders.regenerate(who, DAY)

    assert list(Reminder.objects.order_by("pk").values()) == before


def test_the_next_household_gets_the_next_number(county):
    village = county.lived_in[0]
    last = Household.objects.count()

    assert Series.objects.get(name=f"households of {village.code}").last == last
    assert make.household(village).number == f"{village.code}{last + 1:05d}"
