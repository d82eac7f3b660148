from datetime import date

import pytest
from django.urls import reverse

from organisation.agenda import agenda, menu
from organisation.models import CalendarDay, Room, Venue
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
HARVEST = {**make.boxes("day", date(2026, 9, 16)), "name": "Harvest"}


def at(name, **kwargs):
    return reverse(f"organisation:{name}", kwargs=kwargs)


@pytest.fixture
def operator(world, client):
    client.force_login(world["operator"])
    return world["operator"]


@pytest.fixture
def organiser(world, client):
    client.force_login(world["organiser"])
    return world["organiser"]


def test_an_operator_sees_the_points_of_her_township(world, client, operator):
    own = make.venue(world.township)
    make.venue(world.other_township)
    make.venue(world.county)

    assert list(client.get(at("venue_list")).context["venues"]) == [own]


def test_the_list_counts_rooms_and_computers_that_work(world, client, operator):
    room = make.room(make.venue(world.township))
    make.room(room.venue)
    make.computer(room)
    make.computer(room, works=False)

    [venue] = client.get(at("venue_list")).context["venues"]

    assert (venue.room_count, venue.working) == (2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_many(
    world, client, operator, count, django_assert_num_queries
):
    for _number in range(count):
        make.room(make.venue(world.township))

    with django_assert_num_queries(10):
        client.get(at("venue_list"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_room_costs_the_same_for_many_computers(
    world, client, operator, count, django_assert_num_queries
):
    room = make.room(make.venue(world.township))
    for _number in range(count):
        make.computer(room)

    with django_assert_num_queries(9):
        client.get(at("room_detail", pk=room.pk))


def test_an_operator_adds_a_point_in_her_township(world, client, operator):
    data = {"unit": world.township.pk, "name": "Joint school", "address": "", "opening": ""}

    client.post(at("venue_add"), data)

    assert Venue.objects.get().unit == world.township


@pytest.mark.parametrize("place", ["other_township", "county", "village"])
def test_an_operator_adds_no_point_elsewhere(world, client, operator, place):
    data = {"unit": getattr(world, place).pk, "name": "Joint school"}

    response = client.post(at("venue_add"), data)

    assert list(response.context["form"].errors) == ["unit"]


def test_a_point_is_changed(world, client, operator):
    venue = make.venue(world.township)
    data = {"unit": world.township.pk, "name": "New name", "address": "Road 1"}

    client.post(at("venue_edit", pk=venue.pk), data)

    venue.refresh_from_db()
    assert (venue.name, venue.address) == ("New name", "Road 1")


def test_a_room_comes_with_numbered_computers(world, client, operator):
    venue = make.venue(world.township)

    client.post(at("room_add", pk=venue.pk), {"name": "Room", "computers": "3"})

    computers = Room.objects.get().computers.values_list("number", flat=True)
    assert list(computers) == [1, 2, 3]


def test_a_second_room_of_the_same_name_is_refused(world, client, operator):
    room = make.room(make.venue(world.township))

    response = client.post(at("room_add", pk=room.venue_id), {"name": room.name, "computers": "3"})

    assert "of this name already" in str(response.context["form"].errors)
    assert Room.objects.count() == 1


def test_more_computers_are_numbered_on(world, client, operator):
    room = make.room(make.venue(world.township))
    make.computer(room, number=7)

    client.post(at("room_detail", pk=room.pk), {"count": "2"})

    assert list(room.computers.values_list("number", flat=True)) == [7, 8, 9]


@pytest.mark.parametrize(("works", "sent"), [(True, "0"), (False, "1")])
def test_a_computer_is_marked(world, client, operator, works, sent):
    computer = make.computer(make.room(make.venue(world.township)), works=works)

    client.post(at("computer_mark", pk=computer.pk), {"works": sent})

    computer.refresh_from_db()
    assert computer.works is not works


@pytest.mark.parametrize(("sent", "working"), [("0", False), ("1", True)])
def test_the_organiser_notes_a_day(client, organiser, sent, working):
    client.post(at("calendar"), {**HARVEST, "working": sent})

    day = CalendarDay.objects.get()
    assert (day.day, day.working, day.name) == (date(2026, 9, 16), working, "Harvest")


def test_a_day_is_noted_once(client, organiser):
    data = {**HARVEST, "working": "0"}
    client.post(at("calendar"), data)

    response = client.post(at("calendar"), data)

    assert list(response.context["form"].errors) == ["day"]


def test_a_day_is_taken_away(client, organiser):
    day = CalendarDay.objects.create(day=today(), working=False, name="Harvest")

    client.post(at("calendar_remove", pk=day.pk))

    assert CalendarDay.objects.count() == 0


@pytest.mark.parametrize("name", ["calendar_remove", "computer_mark"])
def test_looking_changes_nothing(world, client, organiser, name):
    assert client.get(at(name, pk=1)).status_code == 405


@pytest.mark.parametrize(
    ("actor", "titles"),
    [
        ("officer", []),
        ("operator", ["Accounts and posts", "Teaching points", "Units"]),
        ("organiser", ["Teaching points", "Working days", "Units"]),
        ("security", ["Accounts and posts", "Units"]),
        ("judge", []),
    ],
)
def test_the_menu_shows_the_places_of_a_post(world, actor, titles):
    assert [item.title for item in menu(world[actor])] == titles


def test_accounts_and_places_ask_nothing_of_a_day(world):
    assert agenda(world["operator"], today()) == []
