"""Reads the words of the product: what the sources ask for and what the catalogues hold.

Templates are turned into Python by Django and read by Babel, so that no gettext is needed.
"""

import io
import re
from functools import cache

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

FOLDERS = {
    "shell": "site/templates",
    "portal": "site/portal",
    "notices": "site/notices",
    "intake": "site/intake",
    "programme": "site/programme",
    "credentials": "site/credentials",
    "inbox": "site/inbox",
    "organisation": "site/organisation",
    "ledger": "site/ledger",
    "press": "site/press",
    "courses": "courses",
    "exams": "exams",
    "competitions": "competitions",
    "records": "records",
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def _source(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Django's output keeps the page's indentation, which Python would refuse.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return io.BytesIO(text.encode())


def asked_for(app):
    """(msgid, context) of every sentence in the app's Python and templates."""
    folder = settings.BASE_DIR / FOLDERS[app]
    found = set()
    for path in [*folder.glob("**/*.py"), *folder.glob("**/*.html")]:
        if "migrations" in path.parts:
            continue
        for _line, message, _comments, context in extract(
            "python", _source(path), keywords=KEYWORDS
        ):
            found.add((message[0] if isinstance(message, tuple) else message, context))
    return {(msgid, context) for msgid, context in found if msgid}


@cache
def catalogue(app):
    path = settings.BASE_DIR / FOLDERS[app] / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return ()
    with path.open("rb") as file:
        return tuple(message for message in read_po(file) if message.id)


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def placeholders(text):
    return set(PLACEHOLDER.findall(text))
