"""The seals of the days on which exams were sat: for organisers, and for who reads the logs."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams.services import sealing
from ledger.models import Entry
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act, posts_that_may

PAGE_SIZE = 20


def _refuse_others(person):
    kinds = {*posts_that_may(Act.HOLD_EXAMS), *posts_that_may(Act.READ_LOGS)}
    if not person.posts_on(today()).filter(kind__in=kinds).exists():
        raise Http404


@require_safe
@login_required
def seal_list(request):
    """Every sealed day, as the last look at all of them has found it."""
    _refuse_others(request.user)
    seals = Entry.objects.filter(stream=sealing.STREAM).order_by("-number")
    page = Paginator(seals, PAGE_SIZE).get_page(request.GET.get("page"))
    entry, found = sealing.last_check()
    for seal in page:
        seal.day = date.fromisoformat(seal.facts["day"])
        seal.is_broken = found is not None and seal.facts["day"] in found.days
        seal.is_new = entry is None or entry.at < seal.at
    holds = Unit.objects.run_by(request.user, Act.HOLD_EXAMS).exists()
    context = {"page": page, "entry": entry, "found": found, "holds": holds}
    return render(request, "exams/seal_list.html", context)


@require_POST
@login_required
def seals_check(request):
    _refuse_others(request.user)
    found = sealing.check()
    sealing.keep(found, request.user)
    if found.is_whole:
        messages.success(request, _("All seals fit."))
    else:
        messages.error(request, _("Not all seals fit. Look below."))
    return redirect("exams:seal_list")
