from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms import EntryForm, StageForm
from competitions.models import Call, Contest, Entry, Stage
from competitions.services.contests import add_entry, add_stage, withdraw_entry
from competitions.services.refusal import ContestRefused
from competitions.stage_acts import acts_of_holder, acts_of_reader


@require_safe
@login_required
def stage_detail(request, pk):
    visible = Stage.objects.visible_to(request.user).with_progress()
    related = ("unit", "contest", "rule_set", "quiz__rule_set")
    stage = get_object_or_404(visible.select_related(*related), pk=pk)
    editable = Stage.objects.editable_by(request.user).filter(pk=pk).exists()
    context = {
        "stage": stage,
        "entries": stage.entries.select_related("unit", "performance").prefetch_related("people"),
        "editable": editable,
        "drawn": stage.contest.announced_at and stage.draws.exists(),
        **(_held if editable else _read)(stage, request.user),
    }
    return render(request, "competitions/stage_detail.html", context)


def _held(stage, person):
    call = Call.objects.filter(stage=stage).first()
    over = stage.shown or (hasattr(stage, "quiz") and stage.quiz.events.exists())
    return {"acts": acts_of_holder(stage, call, person), "may_add": not call and not over}


def _read(stage, person):
    call = Call.objects.sent().filter(stage=stage).first()
    watched = Stage.objects.watched_by(person).filter(pk=stage.pk).exists()
    return {"acts": acts_of_reader(stage, call, watched)}


@login_required
def stage_create(request, pk):
    contest = get_object_or_404(Contest.objects.open_to_stages_of(request.user), pk=pk)
    form = StageForm(request.POST or None, instance=Stage(contest=contest), person=request.user)
    if form.is_valid():
        return redirect(add_stage(form.save(commit=False)))
    return render(request, "competitions/stage_form.html", {"form": form, "contest": contest})


@login_required
def stage_edit(request, pk):
    stage = get_object_or_404(Stage.objects.editable_by(request.user), pk=pk)
    form = StageForm(request.POST or None, instance=stage, person=request.user)
    if form.is_valid():
        return redirect(form.save())
    context = {"form": form, "contest": stage.contest, "stage": stage}
    return render(request, "competitions/stage_form.html", context)


@login_required
def entry_create(request, pk):
    uncalled = Stage.objects.editable_by(request.user).filter(call=None)
    stage = get_object_or_404(uncalled, pk=pk)
    form = EntryForm(request.POST or None, instance=Entry(stage=stage))
    if form.is_valid():
        try:
            entry = add_entry(form.save(commit=False), form.cleaned_data["names"])
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(entry)s takes part.") % {"entry": entry})
            return redirect(stage)
    return render(request, "competitions/entry_form.html", {"form": form, "stage": stage})


@require_POST
@login_required
def entry_withdraw(request, pk):
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    try:
        withdraw_entry(entry, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(entry.stage)
