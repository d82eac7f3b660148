import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db
MENU = "/menu/"


@pytest.fixture
def person(client):
    person = make.person(Post.Kind.EDITOR)
    client.force_login(person)
    return person


def html_class(client, path=MENU):
    return re.search(r"<html[^>]*?(?: class=\"([^\"]*)\")?>", client.get(path).content.decode())[1]


@pytest.mark.parametrize("name", ["big", "light"])
def test_a_switch_sets_a_cookie_and_returns(client, name):
    response = client.post(reverse(f"portal:{name}"), {"on": "1", "next": "/account/login/?a=1"})

    assert response["Location"] == "/account/login/?a=1"
    assert client.cookies[name].value == "1"
    assert html_class(client, "/account/login/") == name


def test_who_comes_back_to_an_address_that_only_takes_posts_gets_the_page_above(client):
    address = reverse("exams:topic_merge", kwargs={"pk": 1})

    answer = client.get(address, headers={"accept": "text/html,*/*"})

    assert answer["Location"] == reverse("exams:topic_edit", kwargs={"pk": 1})
    assert client.get(address, headers={"accept": "application/json"}).status_code == 405


@pytest.mark.parametrize("name", ["big", "light"])
def test_a_switch_is_taken_back(client, name):
    client.post(reverse(f"portal:{name}"), {"on": "1"})
    client.post(reverse(f"portal:{name}"), {"on": ""})

    assert html_class(client, "/account/login/") is None


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_a_switch_never_leads_away(client, url):
    response = client.post(reverse("portal:big"), {"on": "1", "next": url})

    assert response["Location"] == "/"


@pytest.mark.parametrize("name", ["big", "light", "language"])
def test_looking_at_a_switch_changes_nothing(client, name):
    response = client.get(reverse(f"portal:{name}"))

    assert response.status_code in (302, 405)
    assert response.cookies == {}


def test_large_text_is_kept_on_the_account(client, person):
    client.post(reverse("portal:big"), {"on": "1"})

    person.refresh_from_db()
    assert person.big_text


def test_large_text_comes_along_to_another_device(client, person):
    person.big_text = True
    person.save(update_fields=["big_text"])

    assert html_class(client) == "big"


@pytest.mark.parametrize("name", ["big", "light", "language"])
def test_a_members_switch_needs_the_token(person, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    assert client.post(reverse(f"portal:{name}"), {"on": "1"}).status_code == 403


def test_a_visitors_switch_leaves_no_cookie_but_its_own():
    client = Client(enforce_csrf_checks=True)

    client.post(reverse("portal:big"), {"on": "1"})

    assert set(client.cookies) == {"big"}


def test_the_language_changes(client):
    client.post(reverse("portal:language"), {"language": "en", "next": "/"})

    assert '<html lang="en"' in client.get("/account/login/").content.decode()


def test_unread_messages_are_counted_in_the_header(client, person):
    make.message(person)
    make.message(person)
    make.message()

    assert '<span class="badge">2<' in client.get(MENU).content.decode()


def test_a_member_has_four_places(client, person):
    html = client.get(MENU).content.decode()
    nav = re.search(r'<nav class="nav.*?</nav>', html, re.S)[0]

    assert re.findall(r">(\w+)</a>", nav) == ["Today", "Learn", "Contests", "Me"]


def test_a_page_that_is_not_there_is_explained(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "This page cannot be opened." in response.content.decode()


def test_an_old_token_is_explained(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(reverse("inbox:message_read_all"))

    assert response.status_code == 403
    assert "This was not sent." in response.content.decode()


def test_the_page_for_trouble_needs_nothing():
    html = render_to_string("500.html")

    assert "不是你弄错的" in html


def test_a_dead_end_leads_back_to_my_day(client, person):
    html = client.get("/nowhere/").content.decode()

    assert f'href="{reverse("portal:today")}">To my day</a>' in html


def test_help_is_at_the_foot_of_every_page(client):
    for path in ("/", "/account/login/", "/nowhere/", "/help/"):
        foot = client.get(path).content.decode().partition('class="site-foot"')[2]

        assert [link for link in ("tel:", "/help/", "/help/reading/") if link not in foot] == []
