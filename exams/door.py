"""Claims and saves of a sitting are let in before everything that only pages need.

Sessions, cookies, languages, forms and templates have no part in them: a signed ticket authorises
them, and a save takes one query. What is not a plain call of our page, or goes wrong in any way,
goes on to the ordinary view, which does the same and knows how to refuse; both may be repeated.
"""

import json
import re
from functools import lru_cache
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error
from django.http.request import split_domain_port, validate_host

from exams.arrival import arrival_of
from exams.models import Attempt
from exams.services.sittings import Moved
from exams.views.api import claimed, saved

_CALL = re.compile(r"/exams/attempts/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(ops|claim)")
LONGEST = 64 * 1024
HEADERS = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
]
if settings.SECURE_HSTS_SECONDS:
    HEADERS += [("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")]


def before(application):
    """Wraps the WSGI application."""

    def answer(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST" and (body := _done(environ)) is not None:
            start_response("200 OK", [*HEADERS, ("Content-Length", str(len(body)))])
            return [body]
        return application(environ, start_response)

    return answer


def _done(environ):
    """The reply to a call, or None: then nothing was taken from the request."""
    found = _CALL.fullmatch(environ.get("PATH_INFO", ""))
    if found is None or not _is_plain(environ):
        return None
    arrived = arrival_of(environ)
    content = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    environ["wsgi.input"] = BytesIO(content)
    try:
        pk, body = UUID(found[1]), json.loads(content)
        if found[2] == "ops":
            reply = saved(pk, body, arrived)
        else:
            reply = claimed(pk, body, arrived, WSGIRequest(environ))
    except (ValueError, Error, Attempt.DoesNotExist, Moved, PermissionDenied):
        return None
    return json.dumps(reply, separators=(",", ":")).encode() if reply else None


def _is_plain(environ):
    length = environ.get("CONTENT_LENGTH", "")
    if not length.isdecimal() or not 0 < int(length) <= LONGEST:
        return False
    if settings.TLS and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
        return False
    return _is_ours(environ.get("HTTP_HOST", ""))


@lru_cache(maxsize=64)
def _is_ours(host):
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
