"""Signing in; and what allauth would offer and this house does not: how one gets in instead."""

import re
from functools import partial

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language

MOST_ALIKE = 100
LONGEST_ADDRESS = 300
_TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*')

_drawn = {}  # what the page depends on → its pieces; between them stands the token of whoever asks


class SignIn(allauth_views.LoginView):
    """On an exam day all come at once: its form is drawn once for all who see the same."""

    def get(self, request, *args, **kwargs):
        if get_adapter(request).is_ajax(request) or len(get_messages(request)):
            return super().get(request, *args, **kwargs)
        like = _what_it_depends_on(request)
        if like in _drawn:
            return HttpResponse(get_token(request).join(_drawn[like]))
        response = super().get(request, *args, **kwargs)
        if len(request.get_full_path()) <= LONGEST_ADDRESS:
            response.add_post_render_callback(partial(_keep, like))
        return response

    def get_context_data(self, **kwargs):
        """Without the ways in that this house does not have."""
        return super(allauth_views.LoginView, self).get_context_data(**kwargs)


def _what_it_depends_on(request):
    of_this_device = (request.COOKIES.get(name) for name in ("big", "light", "save_data"))
    return (get_language(), request.get_full_path(), *of_this_device)


def _keep(like, response):
    if len(_drawn) >= MOST_ALIKE:
        _drawn.clear()
    _drawn[like] = _TOKEN.split(response.content.decode())


def forget():
    """Draw anew what is asked for next."""
    _drawn.clear()


def no_sign_up(request):
    return render(request, "organisation/no_sign_up.html")


def no_reset(request):
    return render(request, "organisation/no_reset.html")
