"""How the pages look to this reader: large text, light colours, language."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

A_YEAR = 365 * 24 * 3600


def display_switch(view):
    """A POST without a token for visitors: public pages set no cookie but these switches'."""
    protected = csrf_protect(view)

    @csrf_exempt
    @require_POST
    @wraps(view)
    def switch(request):
        return protected(request) if request.user.is_authenticated else view(request)

    return switch


@display_switch
def big(request):
    on = request.POST.get("on") == "1"
    if request.user.is_authenticated:
        request.user.big_text = on
        request.user.save(update_fields=["big_text"])
    return _back_with(request, "big", on)


@display_switch
def light(request):
    return _back_with(request, "light", request.POST.get("on") == "1")


@display_switch
def save_data(request):
    """「省流量」: pages come without pictures."""
    return _back_with(request, "save_data", request.POST.get("on") == "1")


@display_switch
def language(request):
    return set_language(request)


def _back_with(request, name, on):
    response = HttpResponseRedirect(_place_to_return(request))
    if on:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, "1", A_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
    return response


def _place_to_return(request):
    url = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if allowed else "/"
