"""A part of a page that is asked for each second: sent again only when it has changed."""

import time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

from competitions.hall import page_of, tell


def live_answer(request, version, template, context):
    """304 while `version` is the same; `context` is called only where the part is rendered."""
    etag = quote_etag(f"{version}.{get_language()}")
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or render(request, template, context())
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response


def hall_answer(request, name, build, ticks=False):
    """Hundreds of screens ask each second: what one of them was told serves the others a moment.

    `build` gives (version, function that gives the content); `ticks` as in `page_of`.
    """
    version, content = page_of(f"{name}.{get_language()}", build, ticks)
    etag = quote_etag(f"{version}.{get_language()}")
    response = get_conditional_response(request, etag=etag) or HttpResponse(content())
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    response["X-Now"] = str(int(time.time()))
    tell(request.path_info, etag)
    return response
