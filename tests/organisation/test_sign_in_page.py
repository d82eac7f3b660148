"""The form for signing in is drawn once for all who see the same; its token is one's own."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture
def drawn(monkeypatch):
    """Addresses of which the form was really drawn."""
    from organisation.views.sign_in import SignIn

    addresses, draw = [], SignIn.get_context_data

    def counted(view, **kwargs):
        addresses.append(view.request.get_full_path())
        return draw(view, **kwargs)

    monkeypatch.setattr(SignIn, "get_context_data", counted)
    return addresses


def page(client, address=LOGIN):
    return client.get(address).content.decode()


def tokens_in(html):
    return set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', html))


def test_two_phones_see_the_same_form_drawn_once_each_with_its_own_token(drawn):
    one, two = Client(), Client()

    first, second = page(one), page(two)

    [token], [other] = tokens_in(first), tokens_in(second)
    assert drawn == [LOGIN]
    assert token != other
    assert first.replace(token, "") == second.replace(other, "")


def test_the_token_of_a_page_that_was_drawn_for_others_is_good(drawn):
    make.person(username="ana", password="barley-92-field")
    page(Client())
    phone = Client(enforce_csrf_checks=True)
    [token] = tokens_in(page(phone))
    form = {"login": "ana", "password": "barley-92-field", "csrfmiddlewaretoken": token}

    response = phone.post(LOGIN, form)

    assert drawn == [LOGIN]
    assert response.status_code == 302


def test_each_language_size_colour_and_way_on_has_a_page_of_its_own(drawn):
    def seen(address=LOGIN, **cookies):
        client = Client()
        client.cookies.load(cookies)
        html = page(client, address)
        [token] = tokens_in(html)
        return html.replace(token, "")

    pages = {
        seen(),
        seen(**{settings.LANGUAGE_COOKIE_NAME: "zh-hans"}),
        seen(big="1"),
        seen(light="1"),
        seen(f"{LOGIN}?next=/exams/1/"),
        seen(f"{LOGIN}?next=/exams/2/"),
    }

    assert len(pages) == len(drawn) == 6


def test_a_message_is_shown_to_whom_it_is_for_and_to_nobody_else(settings, drawn):
    settings.SESSION_IDLE_SECONDS = -1
    client = Client()
    client.force_login(make.person())
    client.get("/today/")  # notes when she was seen
    client.get("/today/")  # too long ago: she is signed out and told so

    assert "You did nothing here for half an hour" in page(client)
    assert "You did nothing here for half an hour" not in page(Client())


@pytest.mark.parametrize("way_on", ["/=token=/", '/"><input name="csrfmiddlewaretoken" value="x'])
def test_what_anybody_writes_into_an_address_is_given_no_token(drawn, way_on):
    address = f"{LOGIN}?{urlencode({'next': way_on})}"

    first, second = page(Client(), address), page(Client(), address)

    [token], [other] = tokens_in(first), tokens_in(second)
    assert drawn == [address]
    assert first.count(token) == second.count(other) > 0
    assert first.replace(token, "") == second.replace(other, "")


def test_a_strange_address_is_drawn_and_not_kept(drawn):
    address = f"{LOGIN}?next=/{'x' * 400}/"

    page(Client(), address)
    page(Client(), address)

    assert drawn == [address, address]


def test_who_is_signed_in_is_led_on(client, drawn):
    page(Client())
    client.force_login(make.person())

    assert client.get(LOGIN)["Location"] == "/today/"
