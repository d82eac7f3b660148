"""The judge's pad. Authority is the seat: who holds it sees it, with no other right."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from uuid_utils.compat import uuid7

from competitions import seat_session
from competitions.forms import CorrectionForm, DeclareForm, SendForm
from competitions.models import Conflict, Seat
from competitions.pad import keys_of, pad_view, previous_total
from competitions.services.conflicts import declare
from competitions.services.desk import ask_correction
from competitions.services.judging import submit
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import MarksRefused, plain, read_marks


def at_the_seat(view):
    """Opens to the judge who is signed in, and to the tablet that has the key of this seat."""

    @wraps(view)
    def guarded(request, pk):
        seat = seat_session.seat_of(request, pk)
        request.by_key = seat is not None
        if seat is None and not request.user.is_authenticated:
            if seat_session.was_begun(request):
                return redirect("competitions:seat_enter")
            return redirect_to_login(request.get_full_path())
        if seat is None:
            seats = Seat.objects.held_by(request.user)
            seat = get_object_or_404(seats.select_related("panel__stage__contest", "judge"), pk=pk)
        response = view(request, seat)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@require_safe
@at_the_seat
def pad(request, seat):
    return render(request, "competitions/pad.html", _context(request, seat))


def _context(request, seat, marks=None):
    view = pad_view(seat)
    context = {"seat": seat, "pad": view, "key": uuid7(), "by_key": request.by_key}
    if view.performance:
        context["before"] = previous_total(seat, view.performance)
        context["criteria"] = keys_of(view.rules, marks or view.own_marks)
    return context


@require_safe
@at_the_seat
def pad_state(request, seat):
    token = pad_view(seat).token
    response = JsonResponse({"token": token})
    response["ETag"] = quote_etag(token)
    return get_conditional_response(request, etag=response["ETag"], response=response)


@require_POST
@at_the_seat
def pad_send(request, seat):
    """With a script JSON comes back; without one a page asks once more, then the pad."""
    posted = SendForm(request.POST, seat=seat)
    try:
        if "sure" not in request.POST:
            return _ask_once_more(request, seat, posted.sending())
        reply = submit(seat.judge, seat, **posted.sending())
    except ContestRefused as refusal:
        return _refused(request, seat, posted, refusal)
    if _is_page(request):
        messages.success(request, reply["message"])
        return redirect(seat)
    return JsonResponse(reply)


def _ask_once_more(request, seat, sending):
    if "again" in request.POST:
        return render(request, "competitions/pad.html", _context(request, seat, sending["marks"]))
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
    return render(
        request, "competitions/pad.html", _context(request, seat, posted.sending()["marks"])
    )


def _is_page(request):
    return request.accepts("text/html")


@require_POST
@at_the_seat
def pad_correction(request, seat):
    asked = CorrectionForm(request.POST)
    sheets = seat.sheets.current().select_related("performance__stage", "performance__entry")
    sheet = get_object_or_404(sheets, pk=asked.cleaned_data["sheet"] if asked.is_valid() else None)
    try:
        ask_correction(sheet, seat.judge)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You asked for a correction. Wait for the desk."))
    return redirect(seat)


@at_the_seat
def pad_conflicts(request, seat):
    """The judge's own word that she must not mark somebody; nobody has to allow it."""
    form = DeclareForm(request.POST or None, stage=seat.panel.stage)
    if form.is_valid():
        given = form.cleaned_data
        try:
            declare(seat, given["entry"], given["kind"], given["note"], seat.judge)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. You do not mark this entry."))
            return redirect(seat)
    noted = Conflict.objects.filter(seat=seat).select_related("entry")
    context = {"seat": seat, "form": form, "conflicts": noted, "by_key": request.by_key}
    return render(request, "competitions/pad_conflicts.html", context)
