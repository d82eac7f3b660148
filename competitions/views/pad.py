"""The judge's pad. Authority is the seat: who holds it sees it, with no other right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from uuid_utils.compat import uuid7

from competitions.forms import CorrectionForm, SendForm
from competitions.models import Seat
from competitions.pad import keys_of, pad_view, previous_total
from competitions.services.desk import ask_correction
from competitions.services.judging import submit
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import MarksRefused, plain, read_marks


def _seat(request, pk):
    seats = Seat.objects.held_by(request.user).select_related("panel__stage__contest")
    return get_object_or_404(seats, pk=pk)


@require_safe
@login_required
def pad(request, pk):
    return render(request, "competitions/pad.html", _context(_seat(request, pk)))


def _context(seat, marks=None):
    view = pad_view(seat)
    context = {"seat": seat, "pad": view, "key": uuid7()}
    if view.performance:
        context["before"] = previous_total(seat, view.performance)
        context["criteria"] = keys_of(view.rules, marks or view.own_marks)
    return context


@require_safe
@login_required
def pad_state(request, pk):
    token = pad_view(_seat(request, pk)).token
    response = JsonResponse({"token": token})
    response["ETag"] = quote_etag(token)
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=response["ETag"], response=response)


@require_POST
@login_required
def pad_send(request, pk):
    """With a script JSON comes back; without one a page asks once more, then the pad."""
    seat = _seat(request, pk)
    posted = SendForm(request.POST, seat=seat)
    try:
        if "sure" not in request.POST:
            return _ask_once_more(request, seat, posted.sending())
        reply = submit(request.user, seat, **posted.sending())
    except ContestRefused as refusal:
        return _refused(request, seat, posted, refusal)
    if _is_page(request):
        messages.success(request, reply["message"])
        return redirect(seat)
    return JsonResponse(reply)


def _ask_once_more(request, seat, sending):
    if "again" in request.POST:
        return render(request, "competitions/pad.html", _context(seat, sending["marks"]))
    performance = sending["performance"]
    rules = performance.stage.rule_set.rules
    values = read_marks(rules, sending["marks"])
    context = {"seat": seat, "sending": sending, "performance": performance}
    context |= {"criteria": keys_of(rules, values), "total": plain(rules.own_total(values))}
    return render(request, "competitions/pad_check.html", context)


def _refused(request, seat, posted, refusal):
    """What was given stays on the page as long as it can be put right."""
    marks_only = isinstance(refusal, MarksRefused)
    if not _is_page(request):
        return JsonResponse({"message": str(refusal)}, status=422 if marks_only else 409)
    messages.error(request, str(refusal))
    if not marks_only:
        return redirect(seat)
    return render(request, "competitions/pad.html", _context(seat, posted.sending()["marks"]))


def _is_page(request):
    return request.accepts("text/html")


@require_POST
@login_required
def pad_correction(request, pk):
    seat = _seat(request, pk)
    asked = CorrectionForm(request.POST)
    sheets = seat.sheets.current().select_related("performance__stage", "performance__entry")
    sheet = get_object_or_404(sheets, pk=asked.cleaned_data["sheet"] if asked.is_valid() else None)
    try:
        ask_correction(sheet, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You asked for a correction. Wait for the desk."))
    return redirect(seat)
