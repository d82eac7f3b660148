"""Before the day: teams, questions, the written paper, the teams' devices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms.quiz import DrawQuestionsForm, QuizForm, SelectForm, TeamsForm
from competitions.models import Quiz, QuizQuestion, QuizTeam, Stage
from competitions.qr import qr_picture
from competitions.quiz_desk import wording_of
from competitions.services.quiz import buzzers, paper, setup
from competitions.services.refusal import ContestRefused


def _quiz(request, pk):
    quizzes = Quiz.objects.editable_by(request.user)
    related = ("stage__contest", "stage__unit", "rule_set", "host", "bank", "exam")
    return get_object_or_404(quizzes.select_related(*related), pk=pk)


def tried(request, act, *facts):
    """Whether the act was done; a refusal is shown."""
    try:
        act(*facts)
    except ContestRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@require_POST
@login_required
def quiz_create(request, pk):
    stages = Stage.objects.editable_by(request.user).select_related("contest")
    stage = get_object_or_404(stages, pk=pk)
    if tried(request, setup.set_up, stage, request.user):
        return redirect("competitions:quiz_setup", pk=stage.quiz.pk)
    return redirect(stage)


@login_required
def quiz_setup(request, pk):
    quiz = _quiz(request, pk)
    form = QuizForm(request.POST or None, instance=quiz, person=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("competitions:quiz_setup", pk=pk)
    context = {"quiz": quiz, "form": form, "teams_form": TeamsForm(quiz=quiz)}
    context["begun"] = quiz.events.exists()
    return render(request, "competitions/quiz/setup.html", context)


@require_POST
@login_required
def quiz_teams(request, pk):
    quiz = _quiz(request, pk)
    form = TeamsForm(request.POST, quiz=quiz)
    if form.is_valid() and tried(request, setup.choose_teams, quiz, form.cleaned_data["entries"]):
        messages.success(request, _("Saved."))
    return redirect("competitions:quiz_setup", pk=pk)


@login_required
def quiz_questions(request, pk):
    """The questions that are kept; a form draws more of the bank."""
    quiz = _quiz(request, pk)
    form = DrawQuestionsForm(request.POST or None, quiz=quiz)
    if form.is_valid():
        round_key, value = form.place
        if tried(request, setup.draw_questions, quiz, round_key, form.cleaned_data["count"], value):
            return redirect("competitions:quiz_questions", pk=pk)
    kept = quiz.questions.select_related("version").prefetch_related("version__options")
    put = setup.places_put(quiz)
    rows = [(one, wording_of(one.version), (one.round, str(one.number)) in put) for one in kept]
    context = {"quiz": quiz, "form": form, "rows": rows}
    return render(request, "competitions/quiz/questions.html", context)


@require_POST
@login_required
def quiz_question_change(request, pk):
    """Another question in its place, or none."""
    questions = QuizQuestion.objects.editable_by(request.user)
    question = get_object_or_404(questions.select_related("quiz__rule_set"), pk=pk)
    act = setup.take_question_out if "out" in request.POST else setup.replace_question
    tried(request, act, question)
    return redirect("competitions:quiz_questions", pk=question.quiz_id)


@require_safe
@login_required
def quiz_paper(request, pk):
    quiz = _quiz(request, pk)
    reason = paper.why_not_yet(quiz)
    context = {"quiz": quiz, "reason": reason, "form": SelectForm()}
    context["lines"] = [] if reason else paper.paper_lines(quiz)
    return render(request, "competitions/quiz/paper.html", context)


@require_POST
@login_required
def quiz_paper_take(request, pk):
    quiz = _quiz(request, pk)
    if quiz.rules.paper and quiz.rules.paper.counts == "selection":
        form = SelectForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Write how many teams come on stage, from 2 to 60."))
        elif tried(request, paper.select, quiz, form.cleaned_data["places"]):
            messages.success(request, _("The teams on stage are chosen."))
    elif tried(request, paper.take_over, quiz, request.user):
        messages.success(request, _("The points of the paper are in the ledger."))
    return redirect("competitions:quiz_paper", pk=pk)


@require_safe
@login_required
def quiz_codes(request, pk):
    """The slips for the teams, and whose device is there."""
    quizzes = Quiz.objects.run_by(request.user).select_related("stage__contest")
    quiz = get_object_or_404(quizzes, pk=pk)
    address = request.build_absolute_uri(reverse("competitions:quiz_join", args=[pk]))
    teams = quiz.teams.select_related("entry")
    context = {"quiz": quiz, "address": address}
    context["slips"] = [(team, _picture(address, team)) for team in teams]
    return render(request, "competitions/quiz/codes.html", context)


def _picture(address, team):
    """What a team scans instead of typing: good for one device, as its code is."""
    return team.code and qr_picture(f"{address}?team={team.pk}&code={team.code}")


@require_POST
@login_required
def quiz_codes_give(request, pk):
    quiz = get_object_or_404(Quiz.objects.run_by(request.user), pk=pk)
    buzzers.give_codes(quiz)
    return redirect("competitions:quiz_codes", pk=pk)


@require_POST
@login_required
def quiz_code_renew(request, pk):
    teams = QuizTeam.objects.run_by(request.user).select_related("quiz")
    team = get_object_or_404(teams, pk=pk)
    buzzers.renew(team)
    return redirect("competitions:quiz_codes", pk=team.quiz_id)
