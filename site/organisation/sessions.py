"""How long a session lasts on a computer that others use too.

A view that must go on after half an hour without a request, such as the sheet of an exam that
is open, is marked with `@never_idle`.
"""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser

SEEN = "seen"
# The session is written at most this often, not with each request.
STEP = 60


def never_idle(view):
    """This view serves a person however long she has been silent; it counts as a sign of life."""
    view.never_idle = True
    return view


def without_session(view):
    """This view is authorised by what it is sent; neither session nor person is loaded for it."""
    view.without_session = True
    return view


def is_idle(request, now=None):
    seen = request.session.get(SEEN)
    return seen is not None and (now or time.time()) - seen > settings.SESSION_IDLE_SECONDS


def touch(request, now=None):
    now = now or time.time()
    if now - request.session.get(SEEN, 0) > STEP:
        request.session[SEEN] = int(now)


def end(request):
    logout(request)
    request.user = AnonymousUser()
