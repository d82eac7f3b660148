"""Seats: conflicts and who answers for an exception, and the keys of the tablets."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from competitions import seat_session
from competitions.forms import ConflictForm, EnterForm, OverrideForm
from competitions.models import Entry, Seat, Stage
from competitions.qr import qr_picture
from competitions.seat_table import conflict_rows, key_rows
from competitions.services import conflicts as services
from competitions.services import keys
from competitions.services.refusal import ContestRefused


def _stage(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "unit", "panel")
    return get_object_or_404(stages, pk=pk)


@login_required
def conflicts(request, pk):
    """Who does not mark whom; what the desk knows beside it is noted here."""
    stage = _stage(request, pk)
    form = ConflictForm(request.POST or None, stage=stage)
    if form.is_valid():
        given = form.cleaned_data
        facts = given["seat"], given["entry"], given["kind"], given["note"]
        if _done(request, services.declare, *facts, request.user):
            return redirect("competitions:conflicts", pk=pk)
    context = {"stage": stage, "form": form, "rows": conflict_rows(stage)}
    return render(request, "competitions/conflicts.html", context)


@login_required
def conflict_override(request, pk, entry):
    seats = Seat.objects.on_desk_of(request.user).select_related("judge", "panel__stage")
    seat = get_object_or_404(seats, pk=pk)
    entries = Entry.objects.filter(stage=seat.panel.stage).select_related("performance")
    chosen = get_object_or_404(entries, pk=entry)
    form = OverrideForm(request.POST or None)
    if form.is_valid():
        try:
            services.override(seat, chosen, form.cleaned_data["reason"], request.user)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("competitions:conflicts", pk=seat.panel.stage_id)
    context = {"seat": seat, "entry": chosen, "stage": seat.panel.stage, "form": form}
    return render(request, "competitions/conflict_override.html", context)


@never_cache
@login_required
def seat_keys(request, pk):
    """The cards of the tablets. They are told once, in the answer to the act; never again."""
    stage = _stage(request, pk)
    told = []
    if request.method == "POST":
        try:
            told = keys.make_keys(stage, request.user, _chosen(request))
        except ContestRefused as refusal:
            messages.error(request, str(refusal))
    cards = [_card(request, one) for one in told]
    context = {"stage": stage, "cards": cards, "rows": [] if cards else key_rows(stage)}
    context["enter_url"] = request.build_absolute_uri(reverse("competitions:seat_enter"))
    return render(request, "competitions/seat_keys.html", context)


def _chosen(request):
    seat = request.POST.get("seat", "")
    return [int(seat)] if seat.isascii() and seat.isdigit() else None


def _card(request, told):
    address = request.build_absolute_uri(reverse("competitions:seat_key", args=[told.token]))
    return {"seat": told.seat, "pin": told.pin, "code": qr_picture(address)}


@require_POST
@login_required
def key_revoke(request, pk):
    seats = Seat.objects.on_desk_of(request.user).select_related("panel__stage")
    seat = get_object_or_404(seats, pk=pk)
    _done(request, keys.revoke, seat, request.user)
    return redirect("competitions:seat_keys", pk=seat.panel.stage_id)


@never_cache
def seat_key(request, token):
    """What the scanned code opens: one button, so that looking at it uses nothing up."""
    if request.method == "POST":
        try:
            key = keys.enter_by_token(token)
        except ContestRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("competitions:seat_enter")
        seat_session.begin(request, key)
        return redirect(key.seat)
    return render(request, "competitions/seat_key.html", {"key": keys.key_of_token(token)})


@never_cache
def seat_enter(request):
    """By the number and the PIN on the card, when a tablet was asleep too long or has no camera."""
    form = EnterForm(request.POST or None)
    if form.is_valid():
        address = get_adapter(request).get_client_ip(request)
        given = form.cleaned_data
        try:
            key = keys.enter_by_pin(given["number"], given["pin"], address)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            seat_session.begin(request, key)
            return redirect(key.seat)
    return render(request, "competitions/seat_enter.html", {"form": form})


def _done(request, act, *facts):
    try:
        act(*facts)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
