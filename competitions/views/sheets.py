from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from competitions.forms import BackForm, ExcuseForm
from competitions.models import Sheet
from competitions.pad import keys_of, posted_marks
from competitions.services import desk, paper
from competitions.services.refusal import ContestRefused


def _sheet(request, pk):
    related = ("seat__judge", "seat__panel", "performance__entry", "performance__stage__rule_set")
    return get_object_or_404(Sheet.objects.on_desk_of(request.user).select_related(*related), pk=pk)


@login_required
def sheet_excuse(request, pk):
    sheet = _sheet(request, pk)
    form = ExcuseForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        return _done(request, sheet, desk.excuse, given["state"], given["reason"])
    context = {"form": form, "sheet": sheet, "act": _("Leave out")}
    return render(request, "competitions/sheet_act.html", context)


@login_required
def sheet_send_back(request, pk):
    sheet = _sheet(request, pk)
    form = BackForm(request.POST or None)
    if form.is_valid():
        return _done(request, sheet, desk.send_back, form.cleaned_data["reason"])
    context = {"form": form, "sheet": sheet, "act": _("Send back")}
    return render(request, "competitions/sheet_act.html", context)


@login_required
def sheet_paper(request, pk):
    """Marks from paper; a second person types them on the same page, seeing nothing."""
    sheet = _sheet(request, pk)
    if request.method == "POST":
        return _typed(request, sheet, posted_marks(request.POST, _rules(sheet)))
    return _paper_page(request, sheet, {} if _is_second(request, sheet) else sheet.values())


def _rules(sheet):
    return sheet.performance.stage.rule_set.rules


def _is_second(request, sheet):
    return sheet.is_from_paper and sheet.entered_by_id != request.user.pk


def _typed(request, sheet, marks):
    compares = _is_second(request, sheet) and "replace" not in request.POST
    act = paper.compare if compares else paper.type_in
    try:
        act(sheet, marks, request.user)
    except ContestRefused as refusal:
        return _paper_page(request, sheet, marks, refusal)
    return redirect("competitions:desk", pk=sheet.performance.stage_id)


def _paper_page(request, sheet, marks, refusal=None):
    context = {
        "sheet": sheet,
        "criteria": keys_of(_rules(sheet), marks),
        "is_second": _is_second(request, sheet),
        "refusal": refusal,
        "differences": getattr(refusal, "differences", []),
    }
    return render(request, "competitions/sheet_paper.html", context)


@require_POST
@login_required
def paper_throw_away(request, pk):
    return _done(request, _sheet(request, pk), paper.hand_to_pad)


def _done(request, sheet, act, *facts):
    try:
        act(sheet, *facts, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("competitions:desk", pk=sheet.performance.stage_id)
