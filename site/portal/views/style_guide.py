"""Every component in all its states, on one living page, for those who run the site."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.periods import today
from portal.style_guide import samples
from portal.website import STAFF


@require_safe
@login_required
def style_guide(request):
    if not request.user.posts_on(today()).of_kind(*STAFF).exists():
        raise Http404
    return render(request, "portal/style_guide.html", samples())
