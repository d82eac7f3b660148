"""Putting right what is locked: who proposes, who approves, what both read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.closing import are_awards_out
from competitions.correction_words import changes_of
from competitions.forms import CorrectSheetForm, CorrectTimeForm, DeclineForm
from competitions.forms.quiz import CorrectLineForm
from competitions.models import Correction, Performance, Quiz, Sheet, Stage
from competitions.services import corrections as services
from competitions.services.refusal import ContestRefused


@require_safe
@login_required
def corrections(request, pk):
    """All corrections of a stage, and where a new one begins."""
    stages = Stage.objects.watched_by(request.user).select_related("contest", "unit", "quiz")
    stage = get_object_or_404(stages, pk=pk)
    signed = stage.performances.in_state(*services.SIGNED).select_related("entry")
    sheets = Sheet.objects.current().filter(performance__in=signed).select_related("seat")
    by_performance = {}
    for sheet in sheets.exclude(state=Sheet.State.RECUSED):
        by_performance.setdefault(sheet.performance_id, []).append(sheet)
    related = ("performance__entry", "event__team__entry", "sheet__seat", "proposer")
    made = stage.corrections.select_related(*related)
    context = {
        "stage": stage,
        "corrections": made.order_by("-pk"),
        "entries": [(one, by_performance.get(one.pk, [])) for one in signed],
        "is_closed": are_awards_out(stage),
        "quiz": getattr(stage, "quiz", None),
        "editable": Stage.objects.editable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "competitions/corrections.html", context)


@login_required
def correct_sheet(request, pk):
    related = ("seat__judge", "performance__entry", "performance__stage__rule_set")
    sheets = Sheet.objects.on_desk_of(request.user).select_related(*related)
    sheet = get_object_or_404(sheets, pk=pk)
    form = CorrectSheetForm(request.POST or None, sheet=sheet)
    made = form.is_valid() and _propose(form, *_proposal(form, sheet), request.user)
    if made:
        return redirect(made)
    context = {"form": form, "performance": sheet.performance, "sheet": sheet}
    return render(request, "competitions/correct.html", context)


def _proposal(form, sheet):
    reason = form.cleaned_data["reason"]
    if form.cleaned_data["void"]:
        return services.propose_void, sheet, reason
    return services.propose_marks, sheet, form.marks(), reason


@login_required
def correct_time(request, pk):
    performances = Performance.objects.on_desk_of(request.user)
    related = performances.select_related("entry", "stage__rule_set")
    performance = get_object_or_404(related, pk=pk)
    form = CorrectTimeForm(request.POST or None, timing=performance.timings.current().first())
    if form.is_valid():
        facts = performance, form.whole, form.cleaned_data["reason"]
        if made := _propose(form, services.propose_time, *facts, request.user):
            return redirect(made)
    context = {"form": form, "performance": performance}
    return render(request, "competitions/correct.html", context)


@login_required
def correct_line(request, pk):
    """Of a quiz: a line of the ledger, once the result is signed."""
    quizzes = Quiz.objects.editable_by(request.user)
    quiz = get_object_or_404(quizzes.select_related("stage__contest", "rule_set"), pk=pk)
    form = CorrectLineForm(request.POST or None, quiz=quiz)
    if form.is_valid():
        given = form.cleaned_data
        facts = given["event"], given["decision"], given["reason"]
        if made := _propose(form, services.propose_line, *facts, request.user):
            return redirect(made)
    context = {"form": form, "stage": quiz.stage}
    return render(request, "competitions/quiz/correct_line.html", context)


def _propose(form, act, *facts):
    try:
        return act(*facts)
    except ContestRefused as refusal:
        form.add_error(None, str(refusal))
        return None


def _correction(request, pk):
    related = (
        "stage__rule_set", "stage__contest", "performance__entry", "sheet__seat__judge",
        "event__team__entry", "event__quiz__rule_set", "event__quiz__stage",
        "proposer", "approver", "snapshot_from", "snapshot_to",
    )  # fmt: skip
    watched = Correction.objects.watched_by(request.user).select_related(*related)
    return get_object_or_404(watched, pk=pk)


@require_safe
@login_required
def correction(request, pk):
    return _correction_page(request, _correction(request, pk), DeclineForm())


def _correction_page(request, made, form):
    context = {
        "correction": made,
        "changes": changes_of(made),
        "form": form,
        "may_approve": made.is_open and made.proposer_id != request.user.pk,
        "editable": Stage.objects.editable_by(request.user).filter(pk=made.stage_id).exists(),
    }
    return render(request, "competitions/correction.html", context)


@require_POST
@login_required
def correction_approve(request, pk):
    made = _correction(request, pk)
    if _done(request, services.approve, made):
        messages.success(request, _("The correction counts. Publish the new result."))
    return redirect(made)


@require_POST
@login_required
def correction_decline(request, pk):
    made = _correction(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _correction_page(request, made, form)
    _done(request, services.decline, made, form.cleaned_data["reason"])
    return redirect(made)


def _done(request, act, *facts):
    try:
        act(*facts, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
