from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from competitions.forms.quiz_rules import (
    QuizRuleForm,
    RoundFormSet,
    quiz_rules_as_initial,
    quiz_rules_of,
    standard_quiz,
)
from competitions.models import Contest, QuizRuleSet
from competitions.services.quiz import setup
from competitions.services.refusal import ContestRefused


@login_required
def quiz_rules_edit(request, pk):
    contests = Contest.objects.editable_by(request.user).filter(kind=Contest.Kind.KNOWLEDGE)
    contest = get_object_or_404(contests, pk=pk)
    form, rounds = _forms(request, contest)
    if request.method == "POST" and all([form.is_valid(), rounds.is_valid()]):
        try:
            setup.draft_rules(contest, quiz_rules_of(form, rounds.rounds()))
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("competitions:quiz_rules_edit", pk=pk)
    context = {"contest": contest, "form": form, "rounds": rounds}
    context["rule_sets"] = contest.quiz_rule_sets.order_by("-version")
    return render(request, "competitions/quiz/rules_form.html", context)


def _forms(request, contest):
    last = contest.quiz_rule_sets.last()
    initial, rows = quiz_rules_as_initial(last.data if last else standard_quiz())
    posted = request.POST or None
    return (
        QuizRuleForm(posted, initial=initial),
        RoundFormSet(posted, initial=rows, prefix="rounds"),
    )


@require_POST
@login_required
def quiz_rules_publish(request, pk):
    rule_set = get_object_or_404(QuizRuleSet.objects.editable_by(request.user), pk=pk)
    try:
        setup.publish_rules(rule_set, request.user)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The rules are published. They cannot be changed any more."))
    return redirect(rule_set.contest)
