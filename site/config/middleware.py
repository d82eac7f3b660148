"""Rules for every answer: whose language it speaks, where it leads, what the office may load."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils import translation


class ChosenLanguageMiddleware:
    """Chinese unless the reader chose otherwise here: what the browser prefers is not asked,
    because a phone sold with English settings does not make its owner read English."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        try:
            language = translation.get_supported_language_variant(chosen)
        except LookupError:
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class BackToTheFormMiddleware:
    """A form that is shown again with its faults stands at an address that only takes posts.

    Who reloads there, or asks for large text, gets the page one step above: not an empty one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_refused = isinstance(response, HttpResponseNotAllowed) and request.method == "GET"
        if is_refused and request.path.endswith("/") and _wants_a_page(request):
            return HttpResponseRedirect(urljoin(request.path, "../"))
        return response


def _wants_a_page(request):
    return "text/html" in request.headers.get("Accept", "")


class OfficePolicyMiddleware:
    """Wagtail's editor needs inline style and script; only its path gets them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/office/"):
            return self.get_response(request)
        self._let_in(request)
        response = self.get_response(request)
        self._allow_editor_or_preview(response)
        # Wagtail shows its preview in a frame of the same site.
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def _let_in(self, request):
        """Wagtail would send those without the right to sign in again, round and round."""
        person = request.user
        if person.is_authenticated and not person.has_perm("wagtailadmin.access_admin"):
            raise Http404

    def _allow_editor_or_preview(self, response):
        policy = response.headers.get("Content-Security-Policy")
        if policy is None:
            response._csp_replace = settings.OFFICE_SECURITY_POLICY
        else:
            # A preview is answered as the public page it shows, with that page's policy.
            framed = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response.headers["Content-Security-Policy"] = framed
