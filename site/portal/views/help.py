"""The handbook in the browser, for everybody."""

from django.http import Http404
from django.shortcuts import render

from portal.help import topic, topics


def help_index(request):
    return render(request, "portal/help_index.html", {"topics": topics()})


def help_topic(request, key):
    found = topic(key)
    if found is None:
        raise Http404
    return render(request, "portal/help_topic.html", {"topic": found})
