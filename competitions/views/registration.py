"""The call of a stage, and how units answer it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms import CallForm, RegistrationForm, StepInForm, WithdrawForm
from competitions.models import Call, Entry, Stage
from competitions.registrations import deeds_of, rows_of
from competitions.services import registration as services
from competitions.services.refusal import ContestRefused

PAGE_SIZE = 20


@login_required
def call_edit(request, pk):
    stage = get_object_or_404(Stage.objects.editable_by(request.user), pk=pk)
    call = Call.objects.filter(stage=stage).first() or Call(stage=stage)
    form = CallForm(request.POST or None, instance=call)
    if form.is_valid():
        services.save_call(form.save(commit=False), request.user)
        messages.success(request, _("The call is saved."))
        return redirect("competitions:registration", pk=pk)
    return render(request, "competitions/call_form.html", {"form": form, "stage": stage})


@require_POST
@login_required
def call_send(request, pk):
    calls = Call.objects.filter(stage__in=Stage.objects.editable_by(request.user))
    call = get_object_or_404(calls.select_related("stage__contest", "stage__unit"), stage=pk)
    try:
        services.send_call(call, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The call is sent. Everybody who is asked has a message."))
    return redirect("competitions:registration", pk=pk)


@require_safe
@login_required
def registration(request, pk):
    """The call, her own units and whom they have entered; for the organiser all of them."""
    call = _readable(request, pk)
    editable = Stage.objects.editable_by(request.user).filter(pk=pk).exists()
    units = call.units_of(request.user)
    page = Paginator(units, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "call": call,
        "stage": call.stage,
        "editable": editable,
        "may_enter": call.is_open or editable,
        "page": page,
        "rows": rows_of(call, page.object_list),
        "deeds": deeds_of(call.stage) if editable else [],
    }
    return render(request, "competitions/registration.html", context)


@login_required
def registration_create(request, pk, unit):
    call = _readable(request, pk)
    unit = get_object_or_404(call.units_of(request.user), pk=unit)
    form = RegistrationForm(request.POST or None, call=call, unit=unit, late=not call.is_open)

    def enter():
        entry = services.register(call, unit, form.given(), request.user)
        messages.success(request, _("%(entry)s is entered.") % {"entry": entry})

    return _asked(request, form, enter, call, unit=unit)


@login_required
def registration_edit(request, pk):
    entry, call = _kept(request, pk)
    form = RegistrationForm(
        request.POST or None, call=call, unit=entry.unit, entry=entry, late=not call.is_open
    )

    def change():
        services.change(entry, form.given(), request.user)
        messages.success(request, _("The entry is changed."))

    return _asked(request, form, change, call, unit=entry.unit, entry=entry)


@login_required
def registration_withdraw(request, pk):
    entry, call = _kept(request, pk)
    form = WithdrawForm(request.POST or None)

    def withdraw():
        services.withdraw(entry, form.cleaned_data["reason"], request.user)
        messages.success(request, _("The entry is withdrawn."))

    return _asked(request, form, withdraw, call, entry=entry, act="withdraw")


@login_required
def registration_step_in(request, pk):
    entry, call = _kept(request, pk)
    form = StepInForm(request.POST or None, entry=entry)

    def step_in():
        services.step_in(*form.chosen(), request.user)
        messages.success(request, _("The substitute takes part now."))

    return _asked(request, form, step_in, call, entry=entry, act="step_in")


def _asked(request, form, do, call, **context):
    """Done and back to the list; what is refused stands above the form, with all that was typed."""
    if form.is_valid():
        try:
            do()
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("competitions:registration", pk=call.stage_id)
    context |= {"form": form, "call": call, "stage": call.stage}
    return render(request, "competitions/registration_form.html", context)


def _readable(request, pk):
    calls = Call.objects.readable_by(request.user).select_related("stage__contest", "stage__unit")
    return get_object_or_404(calls, stage=pk)


def _kept(request, pk):
    """An entry of a unit of hers, with its call."""
    calls = Call.objects.readable_by(request.user)
    entries = Entry.objects.kept_by(request.user).filter(stage__call__in=calls)
    related = "unit", "stage__contest", "stage__unit", "stage__call"
    entry = get_object_or_404(entries.select_related(*related), pk=pk)
    return entry, entry.stage.call
