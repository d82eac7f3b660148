"""Pictures of public pages. Documents are not served here: Wagtail checks who may have them."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

FOLDERS = {"images", "original_images"}
KINDS = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


@require_safe
def media(request, path):
    kind = KINDS.get(PurePosixPath(path).suffix.lower())
    if path.split("/")[0] not in FOLDERS or path.count("/") != 1 or "\\" in path or not kind:
        raise Http404
    try:
        response = FileResponse(default_storage.open(path), content_type=kind)
    except OSError as error:
        raise Http404 from error
    # The name of a picture changes with the picture.
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
