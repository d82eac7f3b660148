"""Hundreds of screens ask at once: one answer serves them a moment, and a restart changes none."""

import pytest
from django.db import connection
from django.urls import reverse

from competitions import hall
from tests import make


def test_for_a_moment_one_answer_serves_all(settings, db):
    settings.HALL_SECONDS = 60
    made = []

    def build():
        made.append(1)
        return f"v{len(made)}", lambda: b"page"

    assert [hall.page_of("board.1", build)[0] for _ in range(3)] == ["v1"] * 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite tells it.")
def test_while_nobody_writes_a_page_is_not_made_to_be_found_unchanged(settings, db):
    settings.HALL_SECONDS = 0
    made = []

    def build():
        made.append(1)
        return "same", lambda: b"page"

    for _ in range(3):
        hall.page_of("board.3", build)
    make.county()
    hall.page_of("board.3", build)

    assert len(made) == 2


def test_after_the_moment_it_is_asked_again_and_an_unchanged_page_is_not_made_again(settings, db):
    settings.HALL_SECONDS = 0
    rendered = []

    def build():
        return "same", lambda: rendered.append(1) or b"page"

    for _ in range(3):
        _version, content = hall.page_of("board.2", build)
        content()

    assert rendered == [1]


def test_a_page_with_a_clock_is_made_again_after_the_moment(settings, db):
    settings.HALL_SECONDS = 0
    rendered = []

    def build():
        return "same", lambda: rendered.append(1) or b"page"

    for _ in range(3):
        _version, content = hall.page_of("quiz.2", build, ticks=True)
        content()

    assert rendered == [1, 1, 1]


def test_after_a_restart_a_screen_is_told_that_nothing_changed(client, db):
    stage = make.stage_with_panel(judges=3, entries=2)
    make.next_result(stage)
    address = reverse("competitions:board_rows", args=[stage.pk])
    known = {"if-none-match": client.get(address)["ETag"]}

    hall.forget()

    assert client.get(address, headers=known).status_code == 304


def asked(application, path, etag):
    """The status a screen gets, and whether Django was asked."""
    found = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_IF_NONE_MATCH": etag}
    application(environ, lambda status, _headers: found.append(status))
    return found[0]


def test_who_has_the_page_already_is_told_so_without_django(settings):
    settings.HALL_SECONDS = 60
    application = hall.before(lambda _environ, start: start("200 OK", []))
    hall.tell("/board/", '"v1"')

    assert asked(application, "/board/", '"v1"') == "304 Not Modified"
    assert asked(application, "/board/", 'W/"v1"') == "304 Not Modified"
    assert asked(application, "/board/", '"v2"') == "200 OK"
    assert asked(application, "/other/", '"v1"') == "200 OK"


def test_what_was_told_holds_for_a_moment_only(settings):
    settings.HALL_SECONDS = 0
    application = hall.before(lambda _environ, start: start("200 OK", []))
    hall.tell("/board/", '"v1"')

    assert asked(application, "/board/", '"v1"') == "200 OK"
