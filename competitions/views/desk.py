from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.desk import desk_view
from competitions.forms import DiscardForm
from competitions.models import Performance, ResultSnapshot, Stage
from competitions.result_sheet import entries_of
from competitions.seat_table import overrides_of
from competitions.services import results
from competitions.services.judging import open_performance
from competitions.services.refusal import ContestRefused
from competitions.views.quiz.record import quiz_check_page


@require_safe
@login_required
def desk(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "unit", "quiz")
    stage = get_object_or_404(stages, pk=pk)
    if hasattr(stage, "quiz"):
        return redirect("competitions:quiz_desk", pk=stage.quiz.pk)
    context = {"stage": stage, "desk": desk_view(stage)}
    context["proved"] = stage.snapshots.published().exists()
    return render(request, "competitions/desk.html", context)


@require_safe
@login_required
def desk_live(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "unit")
    stage = get_object_or_404(stages, pk=pk)
    context = {"stage": stage, "desk": desk_view(stage)}
    return render(request, "competitions/desk_live.html", context)


@require_POST
@login_required
def performance_open(request, pk):
    performances = Performance.objects.on_desk_of(request.user).filter(stage__quiz=None)
    related = performances.select_related("stage__rule_set", "stage__unit", "entry__unit")
    performance = get_object_or_404(related, pk=pk)
    _try(request, open_performance, performance)
    return redirect("competitions:desk", pk=performance.stage_id)


@require_POST
@login_required
def result_lock(request, pk):
    stages = Stage.objects.editable_by(request.user).filter(quiz=None).exclude(panel=None)
    stage = get_object_or_404(stages.select_related("panel"), pk=pk)
    _try(request, results.lock, stage)
    return redirect("competitions:desk", pk=pk)


@require_safe
@login_required
def result_check(request, pk):
    """The sheet both people sign; before publication nobody else sees it."""
    watched = ResultSnapshot.objects.watched_by(request.user)
    people = ("locked_by", "confirmed_by", "published_by", "stage__contest")
    snapshot = get_object_or_404(watched.select_related(*people), pk=pk)
    if snapshot.data.get("kind") == "quiz":
        return redirect("competitions:quiz_result", pk=pk)
    return _check_page(request, snapshot, DiscardForm())


def _check_page(request, snapshot, form):
    context = {
        "snapshot": snapshot,
        "stage": snapshot.stage,
        "entries": entries_of(snapshot.data),
        "overrides": overrides_of(snapshot.stage),
        "form": form,
        "may_confirm": snapshot.locked_by_id != request.user.pk,
        "editable": Stage.objects.editable_by(request.user).filter(pk=snapshot.stage_id).exists(),
    }
    return render(request, "competitions/result_check.html", context)


@require_POST
@login_required
def result_confirm(request, pk):
    judged = ResultSnapshot.objects.watched_by(request.user).filter(stage__quiz=None)
    snapshot = get_object_or_404(judged, pk=pk)
    _try(request, results.confirm, snapshot)
    return redirect("competitions:result_check", pk=pk)


@require_POST
@login_required
def result_discard(request, pk):
    snapshot = get_object_or_404(ResultSnapshot.objects.watched_by(request.user), pk=pk)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        page = quiz_check_page if snapshot.data.get("kind") == "quiz" else _check_page
        return page(request, snapshot, form)
    if _try(request, results.discard, snapshot, form.cleaned_data["reason"]):
        messages.info(request, _("The result was not confirmed. The marks can be put right."))
        return redirect(snapshot.stage)
    return redirect("competitions:result_check", pk=pk)


@require_POST
@login_required
def result_publish(request, pk):
    snapshot = get_object_or_404(ResultSnapshot.objects.editable_by(request.user), pk=pk)
    _try(request, results.publish, snapshot)
    return redirect("competitions:desk", pk=snapshot.stage_id)


def _try(request, act, *subject):
    """Whether the act was done; a refusal is shown."""
    try:
        act(*subject, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
