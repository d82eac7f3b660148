"""A part of a page that is asked for each second: sent again only when it has changed."""

from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language


def live_answer(request, version, template, context):
    """304 while `version` is the same; `context` is called only where the part is rendered."""
    etag = quote_etag(f"{version}.{get_language()}")
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or render(request, template, context())
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response
