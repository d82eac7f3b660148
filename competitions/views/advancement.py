"""From a stage to the one above: first shown, then done; and the page of who came from where."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.board import board_of
from competitions.forms import AdvanceForm, DecisionForm
from competitions.models import Advancement, Stage
from competitions.origins import origins_of
from competitions.services.advancement import advance, going_on, stages_above
from competitions.services.refusal import ContestRefused


@require_safe
@login_required
def stage_advance(request, pk):
    """What would follow from the rule; nothing is written."""
    stage = _editable(request, pk)
    form = AdvanceForm(request.GET or None, stages=stages_above(stage))
    context = {"stage": stage, "form": form, "done": stage.sent_on.select_related("to_stage")}
    if form.is_valid():
        context |= _preview(stage, form.cleaned_data, request.GET.getlist("chosen"))
    return render(request, "competitions/stage_advance.html", context)


@require_POST
@login_required
def stage_advance_do(request, pk):
    stage = _editable(request, pk)
    form = AdvanceForm(request.POST, stages=stages_above(stage))
    decision = DecisionForm(request.POST, rows=board_of(stage).rows)
    if not form.is_valid():
        messages.error(request, _("Choose the stage and the rule first."))
        return redirect("competitions:stage_advance", pk=pk)
    if not decision.is_valid():
        [first, *_rest] = decision.errors.values()
        return _shown_again(request, stage, form, first[0], is_decided=False)
    try:
        act = advance(stage, **form.cleaned_data, **decision.cleaned_data, person=request.user)
    except ContestRefused as refusal:
        return _shown_again(request, stage, form, refusal)
    messages.success(request, _("They are entered on %(stage)s.") % {"stage": act.to_stage})
    return redirect("competitions:stage_origins", pk=act.to_stage_id)


def _shown_again(request, stage, form, refusal, *, is_decided=True):
    """With what was chosen and typed; a tie is asked for again as long as it is not decided."""
    chosen, decision = request.POST.getlist("chosen"), request.POST.get("decision", "")
    context = {"stage": stage, "form": form, "refusal": refusal}
    context |= _preview(stage, form.cleaned_data, chosen, decision, is_decided=is_decided)
    return render(request, "competitions/stage_advance.html", context)


def _preview(stage, given, chosen, decision="", *, is_decided=True):
    """Who goes on; where there is a tie, the form that asks for it and what was chosen before."""
    try:
        going = going_on(stage, given["rule"], given["places"], chosen if is_decided else [])
    except ContestRefused as refusal:
        return {"refusal": refusal}
    tied = {row["code"] for row in going.tie}
    asked = DecisionForm(rows=going.tie, initial={"chosen": chosen, "decision": decision})
    kept = [code for code in chosen if code not in tied]
    return {"going": going, "given": given, "decision": asked, "kept": kept}


def _editable(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "unit")
    return get_object_or_404(stages, pk=pk)


@require_safe
def stage_origins(request, pk):
    """Who came from where; of announced contests, for anybody."""
    stages = Stage.objects.announced().select_related("contest", "unit")
    stage = get_object_or_404(stages, pk=pk)
    context = {"stage": stage, "origins": origins_of(stage)}
    received = Advancement.objects.filter(to_stage=stage).select_related("from_stage")
    context |= {"acts": received.exclude(decision=""), "corrected": received.corrected_since()}
    return render(request, "competitions/stage_origins.html", context)
