"""The screens of the hall ask each second, hundreds at once: what was made for one serves all.

Kept in this process only and for a moment only (`HALL_SECONDS`), so that a new result is on every
screen within the next question, a restart forgets nothing that matters, and nobody has to be told.
"""

import time
from dataclasses import dataclass

from django.conf import settings

MOST_PAGES = 200


@dataclass(frozen=True)
class _Kept:
    until: float
    version: str
    content: object


_pages = {}


def page_of(name, build):
    """(version, function that gives the content) of a page; `build` makes them when too old."""
    now = time.monotonic()
    kept = _pages.get(name)
    if kept is not None and now < kept.until:
        return kept.version, kept.content
    version, content = build()
    unchanged = kept is not None and kept.version == version
    content = kept.content if unchanged else _once(content)
    if len(_pages) >= MOST_PAGES:
        _pages.clear()
    _pages[name] = _Kept(now + settings.HALL_SECONDS, version, content)
    return version, content


def _once(make):
    """Made at the first call, kept for the next."""
    made = []

    def content():
        if not made:
            made.append(make())
        return made[0]

    return content
