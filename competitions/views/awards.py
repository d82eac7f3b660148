"""The awards of a stage: their rules, the list in work, the list everybody reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.award_sheet import chapters_of, lines_for_the_notice
from competitions.board import board_of
from competitions.forms import AwardBackForm, AwardRulesForm, SpecialAwardForm, TieForm
from competitions.forms.awards import rules_as_initial
from competitions.models import Award, AwardList, AwardRules, Stage
from competitions.organising import MEASURES
from competitions.services import awards as services
from competitions.services.refusal import ContestRefused

RELATED = "stage__contest", "stage__unit", "snapshot", "compiled_by", "checked_by"


@login_required
def award_rules(request, pk):
    stage = _editable_stage(request, pk)
    rules = AwardRules.objects.filter(stage=stage).first()
    form = AwardRulesForm(request.POST or None, initial=rules_as_initial(rules and rules.data))
    if form.is_valid() and _done(
        request, services.draft_award_rules, stage, form.rules(), said=_("The draft is saved.")
    ):
        return redirect("competitions:award_rules", pk=pk)
    context = {"stage": stage, "rules": rules, "form": form}
    context["too_late"] = services.are_results_known(stage)
    return render(request, "competitions/award_rules.html", context)


@require_POST
@login_required
def award_rules_publish(request, pk):
    drafts = AwardRules.objects.filter(stage__in=Stage.objects.editable_by(request.user))
    rules = get_object_or_404(drafts.select_related("stage"), stage=pk)
    said = _("The rules are published. They cannot be changed any more.")
    _done(request, services.publish_award_rules, rules, request.user, said=said)
    return redirect("competitions:award_rules", pk=pk)


@require_POST
@login_required
def award_compile(request, pk):
    stage = _editable_stage(request, pk)
    _done(request, services.compile_list, stage, request.user, said=_("The list is compiled."))
    return redirect("competitions:award_work", pk=pk)


@require_safe
@login_required
def award_work(request, pk):
    """For those who compile the list and for those who check it."""
    watched = Stage.objects.watched_by(request.user).select_related("contest", "unit")
    stage = get_object_or_404(watched, pk=pk)
    return _work(request, stage)


def _work(request, stage, **forms):
    lists = AwardList.objects.filter(stage=stage, discarded_at=None).select_related(*RELATED)
    award_list = lists.first()
    context = {
        "stage": stage,
        "award_list": award_list,
        "chapters": chapters_of(award_list) if award_list else [],
        "editable": Stage.objects.editable_by(request.user).filter(pk=stage.pk).exists(),
        "ties": [TieForm(tie=tie) for tie in award_list.undecided] if award_list else [],
        "special": SpecialAwardForm(stage=stage),
        "back": AwardBackForm(),
        "corrected": award_list and board_of(stage).shown.snapshot != award_list.snapshot,
        "notice": lines_for_the_notice(award_list) if award_list else "",
        **({} if award_list else _why_not_yet(stage)),
        **forms,
    }
    return render(request, "competitions/award_work.html", context)


def _why_not_yet(stage):
    rules = AwardRules.objects.filter(stage=stage).exclude(published_at=None)
    return {"has_rules": rules.exists(), "is_over": board_of(stage).is_over}


@require_POST
@login_required
def award_decide(request, pk):
    award_list = _editable_list(request, pk)
    key = request.POST.get("key")
    tie = next((tie for tie in award_list.undecided if tie["key"] == key), None)
    form = TieForm(request.POST, tie=tie) if tie else None
    if form is None or not form.is_valid():
        return _work(request, award_list.stage, **({"ties": [form], "form": form} if form else {}))
    given = form.cleaned_data["chosen"], form.cleaned_data["how"], request.user
    _done(request, services.decide, award_list, key, *given, said=_("The decision is recorded."))
    return redirect("competitions:award_work", pk=award_list.stage_id)


@require_POST
@login_required
def special_award_create(request, pk):
    award_list = _editable_list(request, pk)
    form = SpecialAwardForm(request.POST, stage=award_list.stage)
    if not form.is_valid():
        return _work(request, award_list.stage, special=form, form=form)
    given = form.cleaned_data
    named = given["title"], given["entry"], given["why"], request.user
    _done(request, services.name_special, award_list, *named, said=_("The award is in the list."))
    return redirect("competitions:award_work", pk=award_list.stage_id)


@require_POST
@login_required
def special_award_remove(request, pk):
    lists = AwardList.objects.editable_by(request.user)
    award = get_object_or_404(Award.objects.filter(award_list__in=lists), pk=pk)
    said = _("The award is taken away.")
    _done(request, services.take_away, award, request.user, said=said)
    return redirect("competitions:award_work", pk=award.award_list.stage_id)


@require_POST
@login_required
def award_check(request, pk):
    watched = AwardList.objects.watched_by(request.user).select_related(*RELATED)
    award_list = get_object_or_404(watched, pk=pk)
    _done(request, services.check, award_list, request.user, said=_("The list is checked."))
    return redirect("competitions:award_work", pk=award_list.stage_id)


@require_POST
@login_required
def award_send_back(request, pk):
    watched = AwardList.objects.watched_by(request.user).select_related(*RELATED)
    award_list = get_object_or_404(watched, pk=pk)
    form = AwardBackForm(request.POST)
    if not form.is_valid():
        return _work(request, award_list.stage, back=form, form=form)
    reason = form.cleaned_data["reason"]
    said = _("The list is sent back. Compile it anew.")
    _done(request, services.send_back, award_list, reason, request.user, said=said)
    return redirect("competitions:award_work", pk=award_list.stage_id)


@require_POST
@login_required
def award_take_back(request, pk):
    """A published list; only by who holds the stage."""
    award_list = _editable_list(request, pk)
    form = AwardBackForm(request.POST)
    if not form.is_valid():
        return _work(request, award_list.stage, back=form, form=form)
    reason = form.cleaned_data["reason"]
    said = _("The list is taken back. Its certificates are revoked.")
    _done(request, services.take_back, award_list, reason, request.user, said=said)
    return redirect("competitions:award_work", pk=award_list.stage_id)


@require_POST
@login_required
def award_publish(request, pk):
    award_list = _editable_list(request, pk)
    said = _("The awards are published. The winners have their certificates.")
    _done(request, services.publish, award_list, request.user, said=said)
    return redirect("competitions:award_work", pk=award_list.stage_id)


@require_safe
def award_list(request, pk):
    """The published list, for anybody; before that its rules."""
    stages = Stage.objects.announced().select_related("contest", "unit", "award_rules")
    stage = get_object_or_404(stages, pk=pk)
    published = AwardList.objects.published().filter(stage=stage).first()
    rules = AwardRules.objects.filter(stage=stage).exclude(published_at=None).first()
    context = {"stage": stage, "award_list": published, "rules": rules, "measures": MEASURES}
    context["chapters"] = chapters_of(published) if published else []
    context["taken_back"] = AwardList.objects.taken_back().filter(stage=stage)
    return render(request, "competitions/award_list.html", context)


def _editable_stage(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest", "unit")
    return get_object_or_404(stages, pk=pk)


def _editable_list(request, pk):
    lists = AwardList.objects.editable_by(request.user).select_related(*RELATED)
    return get_object_or_404(lists, pk=pk)


def _done(request, act, *given, said):
    """Whether it was done; the page says which."""
    try:
        act(*given)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, said)
    return True
