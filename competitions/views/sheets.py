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
    """Marks from paper; a second person compares them on the same page."""
    sheet = _sheet(request, pk)
    rules = sheet.performance.stage.rule_set.rules
    if request.method == "POST":
        return _done(request, sheet, paper.type_in, posted_marks(request.POST, rules))
    context = {"sheet": sheet, "criteria": keys_of(rules, sheet.values())}
    context["typed_by_me"] = sheet.entered_by_id == request.user.pk
    return render(request, "competitions/sheet_paper.html", context)


@require_POST
@login_required
def paper_compare(request, pk):
    sheet = _sheet(request, pk)
    act = paper.compare if "agrees" in request.POST else paper.hand_to_pad
    return _done(request, sheet, act)


def _done(request, sheet, act, *facts):
    try:
        act(sheet, *facts, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("competitions:desk", pk=sheet.performance.stage_id)
