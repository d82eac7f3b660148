"""`/healthz` and `/readyz`: for the machine itself and its proxy; to others they do not exist."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.health import troubles

OUR_OWN = {"127.0.0.1", "::1"}


def only_from_this_machine(view):
    @wraps(view)
    def guarded(request):
        # What the proxy hands on from outside carries this header.
        forwarded = "X-Forwarded-For" in request.headers
        if forwarded or request.META.get("REMOTE_ADDR") not in OUR_OWN:
            raise Http404
        return view(request)

    return never_cache(require_safe(guarded))


@only_from_this_machine
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@only_from_this_machine
def readyz(request):
    found = troubles()
    text = f"not ready: {', '.join(found)}\n" if found else "ready\n"
    return HttpResponse(text, content_type="text/plain", status=503 if found else 200)
