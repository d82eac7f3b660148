from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse

from ledger.models import Entry
from organisation.models import Person, Post
from organisation.periods import today
from organisation.services import accounts
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind
FROM = make.boxes("valid_from", date(2026, 3, 1))


def at(name, **kwargs):
    return reverse(f"organisation:{name}", kwargs=kwargs)


def new_person(village, **fields):
    data = {"name": "张小红", "phone": "", "username": "zxh", "kind": K.INFORMATION_OFFICER}
    return {**data, "unit": village.pk, **FROM, **fields}


@pytest.fixture
def operator(world, client):
    client.force_login(world["operator"])
    return world["operator"]


@pytest.fixture
def security(world, client):
    client.force_login(world["security"])
    return world["security"]


def names(response):
    return [person.username for person in response.context["page"]]


def test_an_operator_sees_the_officers_of_her_villages(world, client, operator):
    expected = {world["officer"].username, world["officer.neighbour"].username}

    assert set(names(client.get(at("person_list")))) == expected


def test_an_officer_with_a_second_post_is_not_an_operators_business(world, client, operator):
    make.post(world["officer"], K.SUPERVISOR, world.county)

    assert client.get(at("person_detail", pk=world["officer"].pk)).status_code == 404


def test_an_officer_who_moves_away_next_month_is_not_hers_any_more(world, client, operator):
    soon = today() + timedelta(days=30)
    make.post(world["officer"], K.INFORMATION_OFFICER, world.elsewhere, valid_from=soon)

    response = client.post(at("person_reset", pk=world["officer"].pk))

    assert response.status_code == 404


@pytest.mark.parametrize("words", ["张小", "zxh", "ZXH", "13800138000", "REDONE"])
def test_people_are_found_by_what_one_knows(world, client, security, words):
    make.person(name="张小红", username="redone", phone="13800138000")

    assert names(client.get(at("person_list"), {"q": words})) == ["redone"]


def test_the_security_administrator_filters_by_post(world, client, security):
    assert names(client.get(at("person_list"), {"post": "leader"})) == [world["leader"].username]


def test_pages_keep_the_filter(world, client, security):
    for number in range(21):
        make.person(name=f"Someone {number:02}")

    response = client.get(at("person_list"), {"q": "Someone", "page": 2})

    assert len(names(response)) == 1
    assert 'href="?q=Someone&amp;page=1"' in response.content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_for_many(world, client, operator, more, django_assert_num_queries):
    for _number in range(more):
        make.person(K.INFORMATION_OFFICER, world.village)

    with django_assert_num_queries(20):
        client.get(at("person_list"))


def test_an_operator_makes_an_account(world, client, operator):
    response = client.post(at("person_add"), new_person(world.village))

    person = Person.objects.get(username="zxh")
    password = response.context["slips"][0]["password"]
    assert authenticate(None, username="zxh", password=password) == person
    assert (person.initials, person.must_change_password) == ("zxh", True)
    assert person.posts.get().valid_from == date(2026, 3, 1)
    assert response["Cache-Control"] == "no-store"


def test_making_an_account_is_logged_without_the_password(world, client, operator):
    response = client.post(at("person_add"), new_person(world.village))

    entries = Entry.objects.filter(stream="accounts")
    assert [entry.verb for entry in entries] == ["made", "post given"]
    assert response.context["slips"][0]["password"] not in str([e.facts for e in entries])


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"kind": K.SUPERVISOR}, "kind"),
        ({"username": "", "phone": ""}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"name": ""}, "name"),
        ({"valid_from_year": "soon"}, "valid_from"),
        ({"unit": 0}, "unit"),
    ],
)
def test_an_account_is_refused_for(world, client, operator, fields, place):
    response = client.post(at("person_add"), new_person(world.village, **fields))

    assert list(response.context["form"].errors) == [place]
    assert not Person.objects.filter(name="张小红").exists()


def test_an_operator_offers_only_her_own_villages(world, client, operator):
    response = client.post(at("person_add"), new_person(world.elsewhere))

    assert list(response.context["form"].errors) == ["unit"]


def test_extra_fields_of_a_form_change_nothing(world, client, operator):
    extra = {"is_active": "", "is_demo": "1", "is_superuser": "1", "must_change_password": ""}

    client.post(at("person_add"), new_person(world.village, **extra))

    person = Person.objects.get(username="zxh")
    assert (person.is_active, person.is_demo, person.is_superuser) == (True, False, False)
    assert person.must_change_password


def test_a_reset_shows_a_new_password_once_and_ends_sessions(world, client, operator):
    officer = world["officer"]
    client_of_officer = client.__class__()
    client_of_officer.force_login(officer)

    response = client.post(at("person_reset", pk=officer.pk))

    password = response.context["slips"][0]["password"]
    assert authenticate(None, username=officer.username, password=password) == officer
    assert "/account/login/" in client_of_officer.get("/today/")["Location"]
    assert Entry.objects.filter(verb="password reset", actor_id=operator.pk).count() == 1


def test_a_reset_opens_a_locked_account(world, client, operator):
    officer, address = world["officer"], "/account/login/"
    stranger = client.__class__()
    for _try in range(5):
        stranger.post(address, {"login": officer.username, "password": "wrong"})

    slip = client.post(at("person_reset", pk=officer.pk)).context["slips"][0]

    login = {"login": officer.username, "password": slip["password"]}
    assert stranger.post(address, login).status_code == 302


def test_nobody_resets_or_closes_an_account_of_her_own(world, client, security):
    for name in ("person_reset", "person_close"):
        response = client.post(at(name, pk=security.pk), follow=True)
        assert "your own account" in response.content.decode()

    security.refresh_from_db()
    assert security.is_active


def test_an_account_is_closed_and_opened(world, client, security):
    officer = world["officer"]
    member = client.__class__()
    member.force_login(officer)

    client.post(at("person_close", pk=officer.pk))
    closed = member.get("/today/").status_code
    client.post(at("person_open", pk=officer.pk))

    assert (closed, Person.objects.get(pk=officer.pk).is_active) == (302, True)
    assert [e.verb for e in Entry.objects.filter(stream="accounts")] == ["closed", "opened"]


def test_name_and_number_are_put_right(world, client, operator):
    officer = world["officer"]

    client.post(at("person_edit", pk=officer.pk), {"name": "李明", "phone": "138 0013 8000"})

    officer.refresh_from_db()
    assert (officer.name, officer.initials, officer.phone) == ("李明", "lm", "13800138000")


def test_an_operator_gives_a_second_village(world, client, operator):
    data = {"kind": K.INFORMATION_OFFICER, "unit": world.neighbour.pk, **FROM}

    client.post(at("post_add", pk=world["officer"].pk), data)

    assert world["officer"].posts.count() == 2


def test_the_same_post_is_not_given_twice(world, client, operator):
    data = {"kind": K.INFORMATION_OFFICER, "unit": world.village.pk, **FROM}

    response = client.post(at("post_add", pk=world["officer"].pk), data)

    assert "already" in str(response.context["form"].errors)
    assert world["officer"].posts.count() == 1


@pytest.mark.parametrize(
    ("actor", "words"), [("audit", "three different people"), ("security", "to herself")]
)
def test_administrators_stay_apart(world, client, security, actor, words):
    data = {"kind": K.SYSTEM_ADMIN, "unit": world.county.pk, **FROM}

    response = client.post(at("post_add", pk=world[actor].pk), data)

    assert words in str(response.context["form"].errors)


def test_a_post_belongs_to_its_level(world, client, security):
    data = {"kind": K.INFORMATION_OFFICER, "unit": world.county.pk, **FROM}

    response = client.post(at("post_add", pk=world["judge"].pk), data)

    assert "does not belong to a county" in str(response.context["form"].errors)


def test_the_last_day_is_still_in_the_post(world, client, operator):
    post = world["officer"].posts.get()

    client.post(at("post_end", pk=post.pk), make.boxes("last_day", date(2026, 6, 30)))

    post.refresh_from_db()
    assert (post.valid_to, post.last_day) == (date(2026, 7, 1), date(2026, 6, 30))


def test_a_post_does_not_end_before_it_began(world, client, operator):
    post = world["officer"].posts.get()

    response = client.post(at("post_end", pk=post.pk), make.boxes("last_day", date(1999, 12, 31)))

    assert "before the first" in str(response.context["form"].errors)


def test_a_post_that_ended_is_not_made_longer(world, client, operator):
    post = world["officer"].posts.get()
    client.post(at("post_end", pk=post.pk), make.boxes("last_day", today()))

    tomorrow = today() + timedelta(days=1)
    response = client.post(at("post_end", pk=post.pk), make.boxes("last_day", tomorrow))

    assert "ends earlier already" in str(response.context["form"].errors)


def waiting_for_password(world, count=1, unit=None):
    """Officers of an imported list, who cannot sign in yet."""
    return [
        make.person(
            K.INFORMATION_OFFICER, unit or world.village, must_change_password=True, name=f"New {n}"
        )
        for n in range(count)
    ]


def test_first_passwords_are_shown_once(world, client, security):
    [person] = waiting_for_password(world)
    assert client.get(at("person_slips")).context["waiting"] == 1

    response = client.post(at("person_slips"))

    [slip] = response.context["slips"]
    assert authenticate(None, username=person.username, password=slip["password"]) == person
    assert slip["unit"] == world.village
    assert client.post(at("person_slips")).context["slips"] == []


def test_looking_makes_no_passwords(world, client, security):
    [person] = waiting_for_password(world)

    client.get(at("person_slips"))

    person.refresh_from_db()
    assert not person.has_usable_password()


def test_an_operator_prints_the_slips_of_her_villages_only(world, client, operator):
    [mine] = waiting_for_password(world)
    waiting_for_password(world, unit=world.elsewhere)

    response = client.post(at("person_slips"))

    assert [slip["person"] for slip in response.context["slips"]] == [mine]


def test_who_may_not_sign_in_gets_no_slip(world, client, security):
    closed, whole = waiting_for_password(world, 2)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    Person.objects.filter(pk=whole.pk).update(must_change_password=False)

    assert client.post(at("person_slips")).context["slips"] == []


def test_slips_come_in_the_order_of_the_units_and_not_all_at_once(world, security):
    here, there = waiting_for_password(world, unit=world.neighbour), waiting_for_password(world)

    first = accounts.hand_out_first_passwords(security, most=1)
    rest = accounts.hand_out_first_passwords(security)

    assert [slip[0] for slip in (*first, *rest)] == [*there, *here]


def test_the_list_of_people_leads_to_the_slips_only_when_there_are_some(world, client, security):
    assert at("person_slips") not in client.get(at("person_list")).content.decode()

    waiting_for_password(world)

    assert at("person_slips") in client.get(at("person_list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_slips_need_the_same_queries(world, client, security, django_assert_num_queries, count):
    waiting_for_password(world, count)

    with django_assert_num_queries(11):
        client.get(at("person_slips"))
