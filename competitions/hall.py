"""The screens of the hall ask each second, hundreds at once: what was made for one serves all.

Kept in this process only and for a moment only (`HALL_SECONDS`), so that a new result is on every
screen within the next question, a restart forgets nothing that matters, and nobody has to be told.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

MOST_PAGES = 200


@dataclass(frozen=True)
class _Kept:
    until: float
    pulse: object
    version: str
    content: object


_pages = {}
_told = {}  # (path, entity tag without its W/) → until when it holds


def page_of(name, build, ticks=False):
    """(version, function that gives the content) of a page; `build` makes them when too old.

    Where a clock `ticks` on it the content grows old with the moment, even if nothing happens.
    """
    now = time.monotonic()
    kept = _pages.get(name)
    if kept is not None and now < kept.until:
        return kept.version, kept.content
    # Felt before it is made: what is written in between is found the next time.
    pulse = _pulse()
    if kept is not None and pulse is not None and pulse == kept.pulse:
        version, content = kept.version, _once(lambda: build()[1]()) if ticks else kept.content
    else:
        version, content = build()
        unchanged = not ticks and kept is not None and kept.version == version
        content = kept.content if unchanged else _once(content)
    if len(_pages) >= MOST_PAGES:
        _pages.clear()
    _pages[name] = _Kept(now + settings.HALL_SECONDS, pulse, version, content)
    return version, content


def _pulse():
    """Another one as soon as anybody has written anything, so that a page need not be made to be
    found unchanged; None where the database does not tell."""
    if connection.vendor != "sqlite":
        return None
    connection.ensure_connection()
    mine = connection.connection
    [of_others] = mine.execute("PRAGMA data_version").fetchone()
    return id(mine), of_others, mine.total_changes


def tell(path, etag):
    """For a moment whoever already has this page is told so without Django being asked."""
    if len(_told) >= MOST_PAGES:
        _told.clear()
    _told[path, etag] = time.monotonic() + settings.HALL_SECONDS


def before(application):
    """Wraps the WSGI application: nine of ten questions of a hall end here."""

    def answer(environ, start_response):
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and environ["REQUEST_METHOD"] == "GET":
            asked = environ.get("PATH_INFO"), known.removeprefix("W/")
            if time.monotonic() < _told.get(asked, 0):
                now = str(int(time.time()))
                headers = [("ETag", known), ("Cache-Control", "no-cache"), ("X-Now", now)]
                start_response("304 Not Modified", headers)
                return []
        return application(environ, start_response)

    return answer


def forget():
    """As after a restart."""
    _pages.clear()
    _told.clear()


def _once(make):
    """Made at the first call, kept for the next."""
    made = []

    def content():
        if not made:
            made.append(make())
        return made[0]

    return content
