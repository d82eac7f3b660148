"""The draw of the order: what everybody may read and recompute, and the acts of the organiser."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from competitions.draw_sheet import rows_of
from competitions.forms import CheckDrawForm, HandDrawForm, PublicValueForm, VoidDrawForm
from competitions.models import Draw, Stage
from competitions.services import draws
from competitions.services.refusal import ContestRefused


@require_safe
def draw(request, pk):
    """The published list and seal, then the order with all that is needed to recompute it."""
    stages = Stage.objects.announced().select_related("contest", "unit")
    stage = get_object_or_404(stages, pk=pk)
    return render(request, "competitions/draw.html", _shown(stage))


@require_safe
def draw_check(request):
    form = CheckDrawForm(request.GET or None)
    context = {"form": form, "order": form.order()}
    return render(request, "competitions/draw_check.html", context)


@require_safe
@login_required
def draw_hold(request, pk):
    return _held(request, _editable(request, pk))


@require_POST
@login_required
def draw_commit(request, pk):
    stage = _editable(request, pk)
    return _done(request, stage, draws.commit, stage)


@require_POST
@login_required
def draw_reveal(request, pk):
    made = get_object_or_404(Draw.objects.editable_by(request.user).select_related("stage"), pk=pk)
    form = PublicValueForm(request.POST)
    if not form.is_valid():
        return _held(request, made.stage, form=form, public_form=form)
    return _done(request, made.stage, draws.reveal, made, form.cleaned_data["public"])


@require_POST
@login_required
def draw_void(request, pk):
    made = get_object_or_404(Draw.objects.editable_by(request.user).select_related("stage"), pk=pk)
    form = VoidDrawForm(request.POST)
    if not form.is_valid():
        return _held(request, made.stage, form=form, void_form=form)
    return _done(request, made.stage, draws.void, made, form.cleaned_data["reason"])


@login_required
def draw_by_hand(request, pk):
    stage = _editable(request, pk)
    form = HandDrawForm(request.POST or None, stage=stage)
    if form.is_valid():
        try:
            draws.record_by_hand(stage, form.numbers(), form.witnesses(), request.user)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("competitions:draw_hold", pk=pk)
    return render(request, "competitions/draw_by_hand.html", {"form": form, "stage": stage})


def _editable(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "unit")
    return get_object_or_404(stages, pk=pk)


def _held(request, stage, **forms):
    """The page of whoever holds the draw; `forms` come back with what was typed."""
    context = _shown(stage) | {"begun": stage.performances.begun().exists()}
    context |= {"public_form": PublicValueForm(), "void_form": VoidDrawForm(), **forms}
    return render(request, "competitions/draw_hold.html", context)


def _shown(stage):
    """The draw that stands with its rows, and those that were given up."""
    made = list(stage.draws.select_related("drawn_by"))
    standing = next((one for one in made if one.voided_at is None), None)
    return {
        "stage": stage,
        "draw": standing,
        "rows": rows_of(standing) if standing else [],
        "given_up": [one for one in made if one.voided_at],
    }


def _done(request, stage, act, *facts):
    try:
        act(*facts, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("competitions:draw_hold", pk=stage.pk)
