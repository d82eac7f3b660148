from django.conf import settings


def language_of(client, **headers):
    return client.get("/help/", headers=headers).headers["Content-Language"]


def test_the_countys_language_is_spoken_whatever_the_browser_prefers(client, db):
    assert language_of(client, accept_language="de,zh-hans;q=0.5") == settings.LANGUAGE_CODE


def test_the_reader_may_choose_another(client, db):
    client.cookies["language"] = "zh-hans"

    assert language_of(client) == "zh-hans"


def test_a_language_that_is_not_spoken_here_changes_nothing(client, db):
    client.cookies["language"] = "xx"

    assert language_of(client) == settings.LANGUAGE_CODE
