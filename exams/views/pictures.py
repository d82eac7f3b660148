"""Pictures of questions, by their hash: what a hash names never changes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from exams.pictures import MIME
from exams.services import pictures

YEAR = 365 * 24 * 3600


@require_safe
@login_required
def picture(request, sha256):
    return _sent(request, get_object_or_404(pictures.seen_by(request.user, sha256)))


@condition(etag_func=lambda request, found: f'"{found.sha256}"')
def _sent(request, found):
    response = HttpResponse(bytes(found.data), content_type=MIME)
    # The phone of the one who may see it keeps it; nothing on the way does.
    response.is_named_by_hash = True
    patch_cache_control(response, private=True, max_age=YEAR, immutable=True)
    return response
