"""How results are shown: chosen before the first one, and the acts of the ceremony."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from competitions.forms import RevealForm, StepForm
from competitions.models import Stage
from competitions.services import reveal as services
from competitions.services.refusal import ContestRefused
from competitions.showing import shown_of


def _stage(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "reveal")
    return get_object_or_404(stages, pk=pk)


@login_required
def reveal(request, pk):
    stage = _stage(request, pk)
    chosen = getattr(stage, "reveal", None)
    initial = {"mode": chosen.mode, "number": chosen.number or None} if chosen else None
    form = RevealForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        if _done(request, services.choose, stage, given["mode"], given["number"] or 0):
            return redirect("competitions:desk", pk=pk)
    shown = shown_of(stage)
    context = {"stage": stage, "form": form, "reveal": chosen, "shown": shown}
    context["may_reveal"] = shown.snapshot is not None and not shown.snapshot.data["waiting"]
    return render(request, "competitions/reveal.html", context)


@require_POST
@login_required
def reveal_next(request, pk):
    stage = _stage(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This page is out of date. Load it again."))
    else:
        _done(request, services.reveal_next, stage, form.cleaned_data["step"])
    return redirect("competitions:reveal", pk=pk)


@require_POST
@login_required
def reveal_all(request, pk):
    _done(request, services.reveal_all, _stage(request, pk))
    return redirect("competitions:reveal", pk=pk)


def _done(request, act, stage, *facts):
    try:
        act(stage, *facts, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
