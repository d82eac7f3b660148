"""The bar and the foot are shared by all who see the same; what is one's own is not."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from inbox.models import Message
from organisation.models import Post
from portal.context import shell
from portal.templatetags.shell import bar, fixed, foot
from tests import make

pytestmark = pytest.mark.django_db


def context_of(person, path="/exams/", token="own-token", cookies=None):
    request = RequestFactory().get(path)
    request.user = person
    request.COOKIES.update(cookies or {})
    return Context({**shell(request), "user": person, "csrf_token": token})


def token_in(html):
    return set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', html))


def next_in(html):
    return set(re.findall(r'name="next" value="([^"]*)"', html))


@pytest.mark.parametrize("part", [bar, foot])
def test_each_has_her_own_token_and_place(part):
    one, two = make.person(), make.person()

    first = part(context_of(one, "/exams/1/", "token-one"))
    second = part(context_of(two, "/exams/2/?q=3", "token-two"))

    assert (token_in(first), next_in(first)) == ({"token-one"}, {"/exams/1/"})
    assert (token_in(second), next_in(second)) == ({"token-two"}, {"/exams/2/?q=3"})


def test_what_anybody_can_write_into_an_address_stays_text():
    html = bar(context_of(make.person(), '/exams/?a="><script>&b==token=', "secret"))

    assert "<script>" not in html
    assert html.count("secret") == 3  # the three switches, not the address


def test_who_is_signed_out_gets_no_token():
    html = bar(context_of(AnonymousUser(), "/"))

    assert "csrfmiddlewaretoken" not in html
    assert "/account/login/" in html


def test_the_number_of_messages_is_her_own():
    one, two = make.person(), make.person()
    Message.objects.create(person=one, title="A")

    assert "badge" in bar(context_of(one))
    assert "badge" not in bar(context_of(two))


def test_language_place_and_switches_are_told_apart():
    person = make.person()
    with translation.override("en"):
        plain = bar(context_of(person))
        big = bar(context_of(person, cookies={"big": "1"}))
        contests = bar(context_of(person, "/contests/"))
    with translation.override("zh-hans"):
        chinese = bar(context_of(person))

    assert len({plain, big, contests, chinese}) == 4
    assert "Normal text" in big
    assert "Large text" in plain


def test_the_list_of_notices_counts_messages_and_not_notices(client):
    person = make.person(Post.Kind.INFORMATION_OFFICER)
    client.force_login(person)
    Message.objects.create(person=person, title="A")

    page = client.get("/notices/").content.decode()

    assert re.findall(r'<span class="badge">([^<]*)', page) == ["1"]


def test_what_is_the_same_for_all_is_drawn_once_in_each_language():
    with translation.override("zh-hans"):
        chinese = [fixed("exams/sitting_says.html") for _ in range(2)]
    with translation.override("en"):
        english = fixed("exams/sitting_says.html")

    assert chinese[0] is chinese[1]
    assert "保存" in chinese[0]
    assert "Saved" in english
