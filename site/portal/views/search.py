"""Finding a public page by its words."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render

from portal import models

PER_PAGE = 20
LONGEST_QUERY = 60


def search(request):
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    found = Paginator(models.find_pages(query), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "found": found,
        "page_query": urlencode({"q": query}) + "&",
        "portal_name": models.public_name(request),
    }
    return render(request, "portal/search.html", context)
