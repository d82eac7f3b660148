"""The time on stage: who takes it, the clock, and a time by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from competitions.forms import NoteTimeForm, TimekeeperForm
from competitions.models import Performance, Stage, Timekeeper
from competitions.services import timing
from competitions.services.refusal import ContestRefused


@login_required
def timekeepers(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "panel")
    stage = get_object_or_404(stages, pk=pk)
    form = TimekeeperForm(request.POST or None)
    if form.is_valid():
        try:
            timing.name_timekeeper(stage, form.cleaned_data["person"], request.user)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("competitions:timekeepers", pk=pk)
    context = {"stage": stage, "form": form, "named": stage.timekeepers.select_related("person")}
    return render(request, "competitions/timekeepers.html", context)


@require_POST
@login_required
def timekeeper_dismiss(request, pk):
    named = Timekeeper.objects.editable_by(request.user).select_related("person", "stage")
    timekeeper = get_object_or_404(named, pk=pk)
    timing.dismiss_timekeeper(timekeeper, request.user)
    return redirect("competitions:timekeepers", pk=timekeeper.stage_id)


@require_safe
@login_required
def timekeeping(request, pk):
    context = _clock(request, pk)
    context["may_look"] = Stage.objects.visible_to(request.user).filter(pk=pk).exists()
    return render(request, "competitions/timekeeping.html", context)


@require_safe
@login_required
def timekeeping_live(request, pk):
    return render(request, "competitions/timekeeping_live.html", _clock(request, pk))


def _clock(request, pk):
    """The entry on stage with its clock, else the last one that was there."""
    stages = Timekeeper.objects.stages_timed_by(request.user).select_related("contest", "rule_set")
    stage = get_object_or_404(stages, pk=pk)
    begun = stage.performances.exclude(opened_at=None).select_related("entry")
    on = begun.in_state("open").first() or begun.order_by("-opened_at").first()
    return {
        "stage": stage,
        "on": on,
        "timing": on.timings.current().first() if on else None,
        "rules": stage.rule_set.data if stage.rule_set else {},
    }


def _performance(request, pk):
    timed = Timekeeper.objects.stages_timed_by(request.user)
    performances = Performance.objects.filter(stage__in=timed)
    related = ("entry", "stage__rule_set", "stage__contest")
    return get_object_or_404(performances.select_related(*related), pk=pk)


@require_POST
@login_required
def timing_start(request, pk):
    return _done(request, timing.start, _performance(request, pk))


@require_POST
@login_required
def timing_stop(request, pk):
    return _done(request, timing.stop, _performance(request, pk))


@login_required
def timing_note(request, pk):
    """A time from a stop watch, or a word why there is none."""
    performance = _performance(request, pk)
    form = NoteTimeForm(request.POST or None)
    if form.is_valid():
        if form.whole is None:
            reason = form.cleaned_data["reason"]
            return _done(request, timing.leave_untimed, performance, reason)
        return _done(request, timing.set_time, performance, form.whole)
    context = {"form": form, "performance": performance, "stage": performance.stage}
    return render(request, "competitions/timing_note.html", context)


def _done(request, act, performance, *facts):
    try:
        act(performance, *facts, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("competitions:timekeeping", pk=performance.stage_id)
