"""Care for sessions on shared computers, and for passwords that somebody else has set."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from organisation import sessions

# What works before the first password is changed.
FREE = {
    "account_change_password",
    "account_logout",
    "portal:healthz",
    "portal:readyz",
    "portal:big",
    "portal:light",
    "portal:language",
    "set_language",
}


class SessionCareMiddleware:
    """Ends silent sessions, asks for a password of one's own, leaves no page in a cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "does_without_session", False):
            return response
        was_signed_in = getattr(request, "was_signed_in", False)
        is_signed_in = was_signed_in or request.user.is_authenticated
        # What an address with a hash gives never changes; sign-out clears it from the browser.
        if is_signed_in and not getattr(response, "is_named_by_hash", False):
            response.headers["Cache-Control"] = "no-store"
        if was_signed_in and not request.user.is_authenticated:
            # Not "storage": answers that were not sent yet outlive the sign-out.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "without_session", False):
            request.does_without_session = True
            return None
        request.was_signed_in = request.user.is_authenticated
        if not request.was_signed_in:
            return None
        if sessions.is_idle(request) and not getattr(view, "never_idle", False):
            sessions.end(request)
            return self._sign_in_again(request)
        sessions.touch(request)
        if self._needs_a_password(request.user) and not self._is_free(request):
            return self._choose_a_password(request)
        return None

    def _needs_a_password(self, person):
        # Demo people share their passwords with everybody who looks at the demo.
        return person.must_change_password and not person.is_demo

    def _is_free(self, request):
        return request.resolver_match.view_name in FREE

    def _sign_in_again(self, request):
        sentence = _("You did nothing here for half an hour. Sign in again to go on.")
        if _wants_json(request):
            return _as_json(sentence, "account_login")
        messages.info(request, sentence)
        return None

    def _choose_a_password(self, request):
        if _wants_json(request):
            sentence = _("First choose a password of your own.")
            return _as_json(sentence, "account_change_password")
        return redirect("account_change_password")


def _wants_json(request):
    return "application/json" in (request.content_type, request.headers.get("Accept", ""))


def _as_json(sentence, name):
    return JsonResponse({"error": sentence, "url": resolve_url(name)}, status=401)
