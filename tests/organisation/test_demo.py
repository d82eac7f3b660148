from datetime import date

import pytest
from django.contrib.auth import authenticate

from organisation import demo
from organisation.models import Computer, Person, Post, Unit, Venue
from organisation.working_days import is_working_day
from tests import make

DAY = date(2026, 8, 15)
pytestmark = pytest.mark.django_db


def names():
    return (
        list(Unit.objects.order_by("path").values_list("code", "name")),
        list(Post.objects.order_by("pk").values_list("person__name", "kind", "unit__code")),
        list(Computer.objects.order_by("pk").values_list("number", "works")),
    )


def test_the_invented_county_has_its_units_and_740_staff():
    made, _passwords = demo.build(1, DAY, "small")

    levels = [Unit.objects.filter(level=level).count() for level in (3, 4, 5)]
    assert levels == [1, 18, 379]
    assert Person.objects.count() == 740
    assert Person.objects.filter(is_demo=False).count() == 0
    assert len(made.all_officers) == 688
    assert {len(people) for people in made.officers.values()} == {1, 2}


def test_the_tree_is_sound():
    demo.build(1, DAY, "small")

    assert Unit.find_problems() == ([], [], [], [], [])


def test_units_belong_to_no_real_county():
    demo.build(1, DAY, "small")

    assert set(Unit.objects.values_list("code", flat=True)) == set(
        Unit.objects.filter(code__startswith="3799").values_list("code", flat=True)
    )


def test_same_seed_and_day_same_county():
    demo.build(7, DAY, "small")
    first = names()
    for model in (Post, Computer, Venue, Person, Unit):
        model.objects.all().delete()

    demo.build(7, DAY, "small")

    assert names() == first


def test_only_the_seven_accounts_can_sign_in():
    made, passwords = demo.build(1, DAY, "small")

    signed_in = {
        word: authenticate(None, username=word, password=passwords[word]) for word in passwords
    }
    assert signed_in == made.accounts
    assert sorted(passwords) == [
        "editor", "judge", "leader", "operator", "organiser", "supervisor", "trainee",
    ]  # fmt: skip
    usable = [person for person in Person.objects.all() if person.has_usable_password()]
    assert len(usable) == 7


def test_passwords_do_not_follow_from_the_seed():
    _made, first = demo.build(1, DAY, "small")
    for model in (Post, Venue, Person, Unit):
        model.objects.all().delete()

    _made, second = demo.build(1, DAY, "small")

    assert set(first.values()) & set(second.values()) == set()


def test_the_trainee_and_the_operator_work_where_people_live():
    made, _passwords = demo.build(1, DAY, "small")

    trainee, operator = made.accounts["trainee"], made.accounts["operator"]
    assert len(made.lived_in) == 3
    assert trainee.posts.get().unit == made.lived_in[0]
    assert operator.posts.get().unit == made.township_of(made.lived_in[0])


def test_in_a_whole_county_every_village_is_lived_in():
    made, _passwords = demo.build(1, DAY, "county")

    assert {unit.pk for unit in made.lived_in} == {unit.pk for unit in made.villages}


def test_there_are_two_rooms_in_the_county_and_one_in_each_township():
    made, _passwords = demo.build(1, DAY, "small")

    assert [room.computers.count() for room in made.rooms[made.county.pk]] == [30, 30]
    assert [len(made.rooms[township.pk]) for township in made.townships] == [1] * 18
    assert Computer.objects.filter(works=False).exists()


def test_the_twelve_months_end_with_the_current_one():
    made, _passwords = demo.build(1, DAY, "small")

    assert [str(month) for month in made.months][::11] == ["2025-09", "2026-08"]


def test_the_county_has_a_day_of_its_own():
    demo.build(1, DAY, "small")

    assert not is_working_day(date(2026, 9, 16))
    assert is_working_day(date(2026, 9, 19))


def test_an_invented_county_needs_an_empty_database():
    make.county()

    with pytest.raises(demo.DemoRefused, match="units already"):
        demo.build(1, DAY, "small")


def test_nobody_is_invented_outside_demo_mode(settings):
    settings.DEMO = False

    with pytest.raises(demo.DemoRefused, match="DEMO"):
        demo.build(1, DAY, "small")

    assert Person.objects.count() == 0
