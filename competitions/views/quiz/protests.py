from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from competitions.forms.quiz import ProtestForm, RulingForm
from competitions.models import Quiz, QuizProtest
from competitions.quiz_record import line_in_words
from competitions.services.quiz import protests
from competitions.services.refusal import ContestRefused


@login_required
def quiz_protests(request, pk):
    """All protests with their rulings; a form writes a new one down."""
    quizzes = Quiz.objects.run_by(request.user).select_related("stage__contest", "rule_set")
    quiz = get_object_or_404(quizzes, pk=pk)
    form = ProtestForm(request.POST or None, quiz=quiz)
    if form.is_valid():
        try:
            protests.protest(quiz, request.user, **form.cleaned_data)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("competitions:quiz_protests", pk=pk)
    context = {"quiz": quiz, "form": form, "rows": _rows(quiz)}
    context["locked"] = quiz.stage.snapshots.filter(discarded_at=None).exists()
    return render(request, "competitions/quiz/protests.html", context)


def _rows(quiz):
    related = ("event__team__entry", "team__entry", "made_by", "ruled_by")
    made = quiz.protests.select_related(*related).order_by("-pk")
    return [(one, line_in_words(one.event)) for one in made]


@login_required
def quiz_protest_rule(request, pk):
    open_ = QuizProtest.objects.run_by(request.user).select_related(
        "quiz__stage__contest", "event__team__entry", "team__entry"
    )
    made = get_object_or_404(open_, pk=pk)
    form = RulingForm(request.POST or None)
    if form.is_valid():
        try:
            protests.rule(made, request.user, **form.cleaned_data)
        except ContestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The ruling is written down."))
            return redirect("competitions:quiz_protests", pk=made.quiz_id)
    context = {"protest": made, "line": line_in_words(made.event), "form": form}
    return render(request, "competitions/quiz/protest_rule.html", context)
