from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from competitions.forms import (
    CriterionFormSet,
    RuleForm,
    SampleForm,
    TimeForm,
    TrialForm,
    rules_of,
)
from competitions.forms.rules import STANDARD, as_initial, standard_criteria
from competitions.models import Contest, RuleSet
from competitions.services.contests import draft_rules, publish_rules
from competitions.services.refusal import ContestRefused
from competitions.trial import sample, tried


@login_required
def rules_edit(request, pk):
    """The draft of the rules; the button "try" computes the sample and writes nothing."""
    contest = get_object_or_404(Contest.objects.editable_by(request.user), pk=pk)
    forms = form, criteria, time, sample = _forms(request, contest)
    tried = None
    if request.method == "POST" and all([part.is_valid() for part in forms]):
        data = rules_of(form, criteria.criteria(), time.rules())
        if "try" not in request.POST:
            draft_rules(contest, data)
            messages.success(request, _("The draft is saved."))
            return redirect("competitions:rules_edit", pk=pk)
        tried = sample.result(data)
    context = {"contest": contest, "form": form, "criteria": criteria, "sample": sample}
    context |= {"time": time, "tried": tried, "rule_sets": contest.rule_sets.order_by("-version")}
    return render(request, "competitions/rules_form.html", context)


def _forms(request, contest):
    last = contest.rule_sets.last()
    initial, rows = as_initial(last.data) if last else (STANDARD, standard_criteria())
    posted = request.POST or None
    return (
        RuleForm(posted, initial=initial),
        CriterionFormSet(posted, initial=rows, prefix="criteria"),
        TimeForm(posted, initial=last.data.get("time") if last else None, prefix="time"),
        SampleForm(posted),
    )


@require_POST
@login_required
def rules_publish(request, pk):
    rule_set = get_object_or_404(RuleSet.objects.editable_by(request.user), pk=pk)
    try:
        publish_rules(rule_set, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The rules are published. They cannot be changed any more."))
    return redirect(rule_set.contest)


@login_required
def rules_try(request, pk):
    """A rule set, published or not, on marks nobody gave; writes nothing."""
    visible = RuleSet.objects.visible_to(request.user).select_related("contest")
    rule_set = get_object_or_404(visible, pk=pk)
    rules, trial = rule_set.rules, None
    if "made_up" in request.POST:
        form = TrialForm({"marks": sample(rules)})
    else:
        form = TrialForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        trial = tried(rules, form.text())
    context = {"rule_set": rule_set, "form": form, "trial": trial, "criteria": rules.criteria}
    return render(request, "competitions/rules_try.html", context)
