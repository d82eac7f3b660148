from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms import ApproveForm, SeatForm
from competitions.models import Panel, Seat, Stage
from competitions.paper_sheets import paper_sheets
from competitions.services import panels
from competitions.services.refusal import ContestRefused


@login_required
def panel(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("unit", "contest")
    stage = get_object_or_404(stages, pk=pk)
    form = SeatForm(request.POST or None)
    if form.is_valid():
        try:
            panels.appoint(stage, person=request.user, **form.cleaned_data)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("competitions:panel", pk=pk)
    return _page(request, stage, form)


def _page(request, stage, form, approve_form=None):
    """`approve_form` as it was sent; an empty one without it."""
    seats = _seats(stage)
    approve_form = approve_form or ApproveForm(is_exception=seats["few_neutral"])
    context = {"stage": stage, "form": form, "approve_form": approve_form, **seats}
    return render(request, "competitions/panel.html", context)


def _seats(stage):
    seats = list(Seat.objects.filter(panel__stage=stage).select_related("judge", "unit"))
    main = [seat for seat in seats if seat.kind == Seat.Kind.MAIN]
    neutral = panels.neutral(main, stage)
    return {
        "panel": Panel.objects.filter(stage=stage).first(),
        "seats": seats,
        "main": len(main),
        "neutral": len(neutral),
        "few_neutral": panels.lacks_neutral_majority(main, stage),
    }


@require_safe
@login_required
def stage_paper(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("unit", "contest", "rule_set")
    stage = get_object_or_404(stages, pk=pk)
    seats = Seat.objects.filter(panel__stage=stage).select_related("judge", "unit")
    entries = list(stage.entries.select_related("unit", "stage__unit"))
    context = {
        "stage": stage,
        "criteria": stage.rule_set.data["criteria"] if stage.rule_set else [],
        "sheets": paper_sheets(seats, entries),
    }
    return render(request, "competitions/stage_paper.html", context)


@require_POST
@login_required
def panel_approve(request, pk):
    stages = Stage.objects.editable_by(request.user).exclude(panel=None)
    stage = get_object_or_404(stages.select_related("panel", "unit", "contest"), pk=pk)
    form = ApproveForm(request.POST, is_exception=_seats(stage)["few_neutral"])
    if not form.is_valid():
        return _page(request, stage, SeatForm(), form)
    try:
        panels.approve(stage.panel, request.user, form.cleaned_data.get("reason", ""))
    except ContestRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, stage, SeatForm(), form)
    messages.success(request, _("The panel is approved. Every judge has a message."))
    return redirect("competitions:panel", pk=pk)


@require_POST
@login_required
def seat_dismiss(request, pk):
    seats = Seat.objects.on_desk_of(request.user).select_related("panel__stage", "judge")
    seat = get_object_or_404(seats, pk=pk)
    try:
        panels.dismiss(seat, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("competitions:panel", pk=seat.panel.stage_id)
