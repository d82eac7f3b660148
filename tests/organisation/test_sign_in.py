import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from statistics import median

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse

from ledger.models import Entry
from organisation import tasks, throttle
from organisation.models import Post, SignInTry
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "barley-92-field"
LOGIN = "/account/login/"


def enter(client, login="ana", password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": login, "password": password}, **headers)


def errors(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


def ana(**fields):
    fields.setdefault("phone", "13800138000")
    return make.person(username="ana", password=PASSWORD, **fields)


@pytest.mark.parametrize("login", ["ana", "ANA", "13800138000", " １３８００１３８０００ "])
def test_one_signs_in_by_user_name_or_phone_number(client, login):
    ana()

    response = enter(client, login)

    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_the_user_name_goes_before_somebody_elses_phone_number():
    make.person(phone="13800138000", password="something else 1")
    owner = make.person(username="13800138000", password=PASSWORD)

    assert authenticate(None, username="13800138000", password=PASSWORD) == owner


def test_signing_in_is_logged(client):
    person = ana()

    enter(client)

    assert list(Entry.objects.values_list("stream", "verb", "actor_id")) == [
        ("sign-ins", "signed in", str(person.pk))
    ]


def test_the_session_gets_a_new_id_on_signing_in(client):
    ana()
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()

    enter(client)

    assert client.session.session_key != session.session_key


def test_a_wrong_password_says_how_often_one_may_try(client):
    ana()

    response = enter(client, password="wrong")

    assert errors(response) == [
        "The phone number or the password is not right. You can try 4 more times."
        " Forgotten? The operator of your township sets a new one."
    ]


def test_known_and_unknown_names_get_the_same_words(client):
    ana()

    known = [errors(enter(client, "ana", "wrong")) for _try in range(6)]
    unknown = [errors(enter(client, "nobody", "wrong")) for _try in range(6)]

    assert known == unknown


@pytest.mark.parametrize("fields", [{"is_active": False}, {"password": None}])
def test_an_account_that_is_closed_gets_the_same_words(client, fields):
    make.person(**{"username": "ana", "password": PASSWORD, **fields})

    assert "You can try 4 more times" in errors(enter(client))[0]


def test_after_five_tries_even_the_right_password_waits(client, settings):
    ana()
    for _try in range(4):
        enter(client, password="wrong")

    fifth, sixth = enter(client, password="wrong"), enter(client)

    assert errors(fifth) == errors(sixth)
    assert errors(sixth) == [
        f"Too many tries. Come back in 15 minutes. If it is urgent, call {settings.HELP_PHONE}."
    ]


def test_name_and_number_of_one_account_share_the_tries(client):
    ana()
    for login in ("ana", "13800138000", "ANA", "ana", "13800138000"):
        enter(client, login, "wrong")

    assert "Too many tries" in errors(enter(client))[0]


def test_a_right_password_does_not_use_up_a_try(client):
    ana()

    answers = [enter(Client()).status_code for _time in range(8)]

    assert answers == [302] * 8


def test_the_tries_come_back_after_a_quarter_of_an_hour(client):
    ana()
    for _try in range(5):
        enter(client, password="wrong")
    let_pass(seconds=890)
    too_early = enter(client).status_code
    let_pass(seconds=11)

    assert (too_early, enter(client).status_code) == (200, 302)


def let_pass(**time):
    SignInTry.objects.update(until=F("until") - timedelta(**time))


@pytest.mark.django_db(transaction=True)
def test_of_twenty_tries_at_once_five_are_heard():
    def one(_number):
        try:
            return throttle.begin("name ana", "10.0.0.1").left
        except throttle.TooManyTries:
            return "too many"
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        heard = list(pool.map(one, range(20)))

    assert heard.count("too many") == 15
    # What the refused ones had taken from the place was given back.
    assert SignInTry.objects.count() == 10


def test_what_counts_no_more_is_cleared_at_night(client):
    ana()
    enter(client, password="wrong")
    let_pass(minutes=11)

    tasks.clear_old("2026-11-27")

    assert [attempt.number for attempt in SignInTry.objects.all()] == [0]


def test_one_place_may_fail_thirty_times(client):
    ana()
    for number in range(30):
        enter(client, f"nobody{number}", "wrong")

    assert "Too many tries" in errors(enter(client))[0]
    assert enter(client, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_forged_address_is_not_believed(client):
    ana()
    for number in range(30):
        enter(client, f"nobody{number}", "wrong", headers={"X-Forwarded-For": f"10.0.0.{number}"})

    assert "Too many tries" in errors(enter(client))[0]


def test_in_a_computer_room_only_the_account_counts(client, settings):
    settings.TRAINING_ROOM_ADDRESSES = ["127.0.0.0/24"]
    ana()
    for number in range(40):
        enter(client, f"nobody{number}", "wrong")

    assert enter(client).status_code == 302


def test_a_locked_account_is_logged_without_what_was_typed(client):
    person = ana()
    for _try in range(5):
        enter(client, password="wrong")

    [entry] = Entry.objects.all()
    assert (entry.verb, entry.facts) == (
        "locked for 15 minutes",
        {"address": "127.0.0.1", "person": person.pk},
    )


def test_an_unknown_name_takes_as_long_as_a_known_one(settings):
    settings.PASSWORD_HASHERS = ["organisation.sign_in.CountyArgon2Hasher"]
    ana()

    def seconds(name):
        begun = time.perf_counter()
        authenticate(None, username=name, password="wrong")
        return time.perf_counter() - begun

    gaps = [seconds("ana") - seconds("nobody") for _pair in range(15)]
    assert abs(median(gaps)) < 0.020


def test_the_page_to_sign_in_leads_nowhere_else(client):
    ana()

    response = client.post(
        f"{LOGIN}?next=https://evil.example/",
        {"login": "ana", "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert response["Location"] == "/today/"


def test_empty_fields_say_what_to_fill_in(client):
    form = enter(client, "", "").context["form"]

    assert form.errors == {
        "login": ["Fill in your phone number or user name."],
        "password": ["Fill in your password."],
    }


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_and_reset_say_whom_to_ask(client, name, method):
    response = getattr(client, method)(reverse(name))

    assert "The operator of your township" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "2fa/", "password/set/", "3rdparty/", "login/code/"]
)
def test_addresses_of_allauth_that_make_no_sense_are_not_there(client, path):
    assert client.get(f"/account/{path}").status_code == 404


def test_demo_people_sign_in_where_demo_is_on(client):
    ana(is_demo=True)

    assert enter(client)["Location"] == "/today/"


def test_demo_people_do_not_sign_in_elsewhere(client, settings):
    settings.DEMO = False
    ana(is_demo=True)

    assert "You can try 4 more times" in errors(enter(client))[0]


def test_a_demo_session_ends_when_demo_is_switched_off(client, settings):
    client.force_login(ana(is_demo=True))
    settings.DEMO = False

    assert LOGIN in client.get("/today/")["Location"]


def test_the_back_office_opens_to_editors_of_today(client):
    person = make.person(Post.Kind.EDITOR, make.county())
    former = make.person()
    make.post(former, Post.Kind.EDITOR, make.county(), valid_to=date(2001, 1, 1))

    assert [p.has_perm("wagtailadmin.access_admin") for p in (person, former)] == [True, False]


def test_a_short_password_is_refused_in_the_words_of_the_reader(client):
    client.force_login(ana(must_change_password=True))
    client.cookies["language"] = "zh-hans"
    data = {"password1": "short", "password2": "short"}

    page = client.post(reverse("account_change_password"), data).content.decode()

    assert "密码太短，至少 8 个字。" in page


def test_who_has_no_password_to_change_is_told_whom_to_ask(client):
    person = make.person()
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    response = client.get("/account/password/change/", follow=True)

    assert response.redirect_chain == [("/account/password/none/", 302)]
    assert response.templates[0].name == "organisation/no_reset.html"
