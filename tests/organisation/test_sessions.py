import time

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from organisation import sessions
from organisation.middleware import SessionCareMiddleware
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "barley-92-field"
CHANGE = "/account/password/change/"
NEW = {"password1": "my own words 7", "password2": "my own words 7"}


def signed_in(client, **fields):
    person = make.person(username="ana", password=PASSWORD, **fields)
    client.post("/account/login/", {"login": "ana", "password": PASSWORD})
    return person


@pytest.fixture
def later(monkeypatch):
    now = time.time()

    def go(minutes):
        monkeypatch.setattr(time, "time", lambda: now + minutes * 60)

    return go


def test_a_page_of_a_member_is_kept_in_no_cache(client):
    signed_in(client)

    assert client.get("/today/")["Cache-Control"] == "no-store"


def test_a_public_page_may_be_kept(client):
    response = client.get("/account/signup/")

    assert response.get("Cache-Control") != "no-store"
    assert response.cookies == {}


def test_signing_out_empties_the_cache_but_not_the_storage(client):
    signed_in(client)

    response = client.post("/account/logout/")

    assert response["Clear-Site-Data"] == '"cache"'
    assert "/account/login/" in client.get("/today/")["Location"]


def test_asking_to_sign_out_does_not_sign_out(client):
    signed_in(client)

    client.get("/account/logout/")

    assert client.get("/today/").status_code == 200


def test_a_cookie_is_dead_after_signing_out(client):
    signed_in(client)
    thief = Client()
    thief.cookies["sid"] = client.cookies["sid"].value

    client.post("/account/logout/")

    assert "/account/login/" in thief.get("/today/")["Location"]


def test_after_half_an_hour_of_silence_one_signs_in_again(client, later):
    signed_in(client)
    client.get("/today/")
    later(31)

    response = client.get("/today/")

    assert response["Location"] == "/account/login/?next=/today/"
    assert response["Clear-Site-Data"] == '"cache"'
    assert "half an hour" in client.get(response["Location"]).content.decode()


def test_who_does_something_stays_signed_in(client, later):
    signed_in(client)
    for minutes in (0, 29, 58):
        later(minutes)
        answer = client.get("/today/").status_code

    assert answer == 200


def test_a_script_is_told_in_json_that_the_session_ended(client, later):
    signed_in(client)
    client.get("/today/")
    later(31)

    response = client.get("/today/", headers={"Accept": "application/json"})

    assert (response.status_code, response.json()["url"]) == (401, "/account/login/")


def test_a_view_marked_never_idle_goes_on(client, later):
    signed_in(client)
    later(90)
    request = RequestFactory().get("/exam/")
    request.session = client.session
    request.session[sessions.SEEN] = 1
    request.user = make.person()
    view = sessions.never_idle(lambda request: HttpResponse())

    care = SessionCareMiddleware(view)

    assert care.process_view(request, view, (), {}) is None
    assert request.user.is_authenticated
    assert not sessions.is_idle(request)


def test_the_first_password_is_changed_before_anything_else(client):
    signed_in(client, must_change_password=True)

    response = client.get("/today/")

    assert (response.status_code, response["Location"]) == (302, CHANGE)


def test_demo_people_keep_the_password_they_have(client):
    signed_in(client, must_change_password=True, is_demo=True)

    assert client.get("/today/").status_code == 200


def test_a_script_is_told_in_json_to_change_the_password(client):
    signed_in(client, must_change_password=True)

    response = client.get("/today/", headers={"Accept": "application/json"})

    assert (response.status_code, response.json()["url"]) == (401, CHANGE)


@pytest.mark.parametrize("path", [CHANGE, "/account/logout/", "/healthz"])
def test_some_pages_work_before_the_change(client, path):
    signed_in(client, must_change_password=True)

    assert client.get(path).status_code == 200


def test_after_the_change_everything_is_open(client):
    person = signed_in(client, must_change_password=True)

    response = client.post(CHANGE, NEW)

    person.refresh_from_db()
    assert response["Location"] == "/today/"
    assert not person.must_change_password
    assert client.get("/today/").status_code == 200


def test_changing_the_password_ends_other_sessions(client):
    signed_in(client)
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": "ana", "password": PASSWORD})
    before = client.session.session_key

    client.post(CHANGE, {"oldpassword": PASSWORD, **NEW})

    assert client.get("/today/").status_code == 200
    assert client.session.session_key != before
    assert "/account/login/" in elsewhere.get("/today/")["Location"]


REFUSED = {
    "too short": ({"password1": "short1", "password2": "short1"}, "password1"),
    "a local word": ({"password1": "yanggu2026", "password2": "yanggu2026"}, "password1"),
    "a common one": ({"password1": "password1", "password2": "password1"}, "password1"),
    "not the same twice": ({**NEW, "password2": "my own words 8"}, "password2"),
    "the old one": ({"password1": PASSWORD, "password2": PASSWORD}, "password1"),
    "wrong until now": ({"oldpassword": "guess", **NEW}, "oldpassword"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_password_is_refused_when(client, kind):
    person = signed_in(client)
    data, field = REFUSED[kind]

    response = client.post(CHANGE, {"oldpassword": PASSWORD, **data})

    person.refresh_from_db()
    assert list(response.context["form"].errors) == [field]
    assert person.check_password(PASSWORD)


def test_an_own_name_is_no_password(client):
    signed_in(client, phone="13800138000")

    response = client.post(
        CHANGE, {"oldpassword": PASSWORD, "password1": "13800138000", "password2": "13800138000"}
    )

    assert "Others would guess" in str(response.context["form"].errors["password1"])


def test_the_page_says_that_the_password_is_saved(client):
    signed_in(client)

    response = client.post(CHANGE, {"oldpassword": PASSWORD, **NEW}, follow=True)

    assert "Your new password is saved." in response.content.decode()


def test_what_is_signed_in_is_written_to_the_session_once_a_minute(client, later):
    signed_in(client)
    client.get(reverse("portal:today"))
    seen = client.session[sessions.SEEN]
    later(0.5)

    client.get(reverse("portal:today"))

    assert client.session[sessions.SEEN] == seen


def test_only_what_is_named_by_its_hash_stays_in_a_browser(rf):
    request = rf.get("/")
    request.user = make.person()
    picture = HttpResponse(headers={"Cache-Control": "private, max-age=60"})
    picture.is_named_by_hash = True

    kept = SessionCareMiddleware(lambda request: picture)(request)
    page = SessionCareMiddleware(lambda request: HttpResponse())(request)

    assert kept["Cache-Control"] == "private, max-age=60"
    assert page["Cache-Control"] == "no-store"
