"""Every public page that stays, on one page, as the guide to government sites asks."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.help import topics
from portal.models import HomePage, public_name


@require_safe
def site_map(request):
    home = HomePage.objects.live().first()
    if home is None:
        raise Http404
    context = {"home": home, "topics": topics(), "portal_name": public_name(request)}
    return render(request, "portal/site_map.html", context)
