from datetime import date

import pytest
from django.urls import reverse

from ledger.models import Entry
from organisation.models import Unit, UnitName
from tests import make

pytestmark = pytest.mark.django_db
MERGED = date(2020, 1, 1)


def at(name, **kwargs):
    return reverse(f"organisation:{name}", kwargs=kwargs)


def shown(response):
    return [name.name for name in response.context["page"]]


@pytest.fixture
def organiser(world, client):
    client.force_login(world["organiser"])
    return world["organiser"]


def test_the_list_begins_with_county_and_townships(world, client, organiser):
    response = client.get(at("unit_list"))

    assert shown(response) == [
        unit.name for unit in (world.county, world.township, world.other_township)
    ]


@pytest.mark.parametrize("words", ["张家", "zjc", "ZJC"])
def test_units_are_found_by_name_and_pinyin(world, client, organiser, words):
    make.village("张家村", parent=world.township)

    assert shown(client.get(at("unit_list"), {"q": words})) == ["张家村"]


def test_units_are_found_by_the_first_digits_of_their_code(world, client, organiser):
    response = client.get(at("unit_list"), {"q": world.township.code[:9]})

    assert shown(response)[0] == world.township.name


def test_names_are_those_of_the_day(world, client, organiser):
    UnitName.objects.filter(unit=world.village).update(valid_to=MERGED)
    UnitName.objects.create(unit=world.village, name="Newly named", valid_from=MERGED)

    before = client.get(at("unit_list"), {"q": world.village.code, "on": "2019-12-31"})
    after = client.get(at("unit_list"), {"q": world.village.code, "on": "2020-01-01"})

    assert (shown(before), shown(after)) == ([world.village.name], ["Newly named"])


def test_a_unit_that_ended_is_found_on_the_days_it_was_there(world, client, organiser):
    make.village("Old village", parent=world.township, valid_to=MERGED)

    before = client.get(at("unit_list"), {"q": "Old v", "on": "2019-12-31"})
    after = client.get(at("unit_list"), {"q": "Old v"})

    assert (shown(before), shown(after)) == (["Old village"], [])


def test_a_day_that_is_none_is_today(world, client, organiser):
    assert client.get(at("unit_list"), {"on": "soon"}).status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_for_many(
    world, client, organiser, more, django_assert_num_queries
):
    for _number in range(more):
        make.township()

    with django_assert_num_queries(10):
        client.get(at("unit_list"))


@pytest.mark.parametrize("more", [0, 2])
def test_a_unit_costs_the_same_with_many_below(
    world, client, organiser, more, django_assert_num_queries
):
    for _number in range(more):
        make.village(parent=world.township)

    with django_assert_num_queries(17):
        client.get(at("unit_detail", pk=world.township.pk))


def test_a_unit_shows_what_became_of_it(world, client, organiser):
    old = make.village("Old village", parent=world.township, valid_to=MERGED)
    old.successors.add(world.village)

    page = client.get(at("unit_detail", pk=old.pk)).content.decode()

    assert "ended 1 January 2020" in page
    assert world.village.name in page


def test_the_organiser_sets_successors(world, client, organiser):
    old = make.village(parent=world.township, valid_to=MERGED)
    codes = f"{world.village.code} {world.neighbour.code}"

    client.post(at("unit_successors", pk=old.pk), {"codes": codes})

    assert set(old.successors.all()) == {
        Unit.objects.get(pk=pk) for pk in (world.village.pk, world.neighbour.pk)
    }
    assert Entry.objects.filter(stream="units", verb="successors set").count() == 1


@pytest.mark.parametrize(
    ("codes", "words"), [("12", "12 digits"), ("379999999999", "no unit with the code")]
)
def test_a_successor_must_be_a_unit(world, client, organiser, codes, words):
    old = make.village(parent=world.township, valid_to=MERGED)

    response = client.post(at("unit_successors", pk=old.pk), {"codes": codes})

    assert words in str(response.context["form"].errors)


def test_a_unit_that_is_there_has_no_successors(world, client, organiser):
    response = client.post(
        at("unit_successors", pk=world.village.pk), {"codes": world.neighbour.code}
    )

    assert "has not ended" in str(response.context["form"].errors)


def test_a_unit_does_not_succeed_itself(world, client, organiser):
    old = make.village(parent=world.township, valid_to=MERGED)

    response = client.post(at("unit_successors", pk=old.pk), {"codes": old.code})

    assert "succeed itself" in str(response.context["form"].errors)


def called(response):
    return [post.person for post in response.context["people"]]


def test_those_who_see_the_board_find_whom_to_call_below(world, client):
    client.force_login(world["supervisor"])

    assert called(client.get(at("unit_detail", pk=world.village.pk))) == [world["officer"]]


def test_a_village_finds_who_helps_above_it_and_nobody_elsewhere(world, client):
    client.force_login(world["officer"])

    above = called(client.get(at("unit_detail", pk=world.township.pk)))
    elsewhere = called(client.get(at("unit_detail", pk=world.other_township.pk)))
    county = called(client.get(at("unit_detail", pk=world.county.pk)))

    assert set(above) == {world["operator"], world["director"]}
    assert (elsewhere, county) == ([], [world["organiser"]])


def test_who_keeps_the_logs_calls_nobody_in_the_villages(world, client):
    client.force_login(world["audit"])

    assert called(client.get(at("unit_detail", pk=world.village.pk))) == []
