"""The host's page: what is on, and one address for every press."""

from urllib.parse import quote
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms.quiz import DeedForm
from competitions.live import live_answer
from competitions.models import Quiz, Stage
from competitions.quiz_desk import desk_view
from competitions.quiz_situation import situation_of
from competitions.services.quiz import stage as on_stage
from competitions.services.refusal import ContestRefused


def _quiz(request, pk):
    quizzes = Quiz.objects.run_by(request.user)
    return get_object_or_404(quizzes.select_related("stage__contest", "rule_set"), pk=pk)


def _context(request, quiz):
    editable = Stage.objects.editable_by(request.user).filter(pk=quiz.stage_id).exists()
    view = desk_view(situation_of(quiz), request.GET.get("round", ""))
    return {"quiz": quiz, "desk": view, "now": view.situation, "key": uuid4(), "editable": editable}


@require_safe
@login_required
def quiz_desk(request, pk):
    context = _context(request, _quiz(request, pk))
    return render(request, "competitions/quiz/desk.html", context)


@require_safe
@login_required
def quiz_desk_live(request, pk):
    quiz = _quiz(request, pk)
    signed = quiz.stage.snapshots.filter(discarded_at=None).values_list("pk", "confirmed_at")
    chosen = quote(request.GET.get("round", ""))
    version = f"desk.{quiz.pk}.{quiz.change}.{quote(str(list(signed)))}.{chosen}"
    template = "competitions/quiz/desk_live.html"
    return live_answer(request, version, template, lambda: _context(request, quiz))


@require_POST
@login_required
def quiz_act(request, pk):
    """One press, once: the same sending again changes nothing and is answered alike."""
    quiz = _quiz(request, pk)
    form = DeedForm(request.POST)
    try:
        if not form.is_valid():
            raise ContestRefused(_("This was not understood. Look at the page again."))
        _do(quiz, request.user, form)
    except ContestRefused as refusal:
        return _answer(request, quiz, str(refusal), status=409)
    return _answer(request, quiz, "", status=200)


def _do(quiz, person, form):
    verb, facts = form.words()
    here = (form.cleaned_data["round"], form.cleaned_data["question"])
    if (verb, len(facts)) not in DEEDS:
        raise ContestRefused(_("This was not understood. Look at the page again."))
    DEEDS[verb, len(facts)](quiz, person, here, form, *facts)


def _put(quiz, person, here, form, team="", value=""):
    teams = (team,) if team else form.teams()
    value = int(value) if value.isdigit() else None
    on_stage.put(quiz, person, here[0], form.cleaned_data["key"], teams, value)


def _passed(quiz, person, here, form, team):
    on_stage.pass_turn(quiz, person, here[0], form.cleaned_data["key"], team)


def _answered(quiz, person, here, form, team, outcome):
    on_stage.answer(quiz, person, *here, form.cleaned_data["key"], team, outcome)


def _claimed(quiz, person, here, form, team):
    on_stage.claim(quiz, person, *here, form.cleaned_data["key"], team)


def _undone(quiz, person, here, form, number):
    if not number.isdigit():
        raise ContestRefused(_("This was not understood. Look at the page again."))
    on_stage.undo(quiz, person, int(number), form.cleaned_data["key"])


DEEDS = {
    ("put", 0): _put,
    ("put", 1): _put,
    ("put", 2): _put,
    ("pass", 1): _passed,
    ("answer", 2): _answered,
    ("claim", 1): _claimed,
    ("undo", 1): _undone,
    ("void", 0): lambda quiz, person, here, form: on_stage.void(
        quiz, person, *here, form.cleaned_data["key"]
    ),
    ("go", 0): lambda quiz, person, here, form: on_stage.open_claims(quiz, person, *here),
    ("clock", 0): lambda quiz, person, here, form: on_stage.start_clock(quiz, person, *here),
}


def _answer(request, quiz, sentence, status):
    if not request.accepts("text/html"):
        return JsonResponse({"message": sentence}, status=status)
    if sentence:
        messages.error(request, sentence)
    return redirect("competitions:quiz_desk", pk=quiz.pk)


@require_POST
@login_required
def quiz_show(request, pk):
    quiz = _quiz(request, pk)
    on_stage.show(quiz, request.user, shown="hide" not in request.POST)
    return redirect("competitions:quiz_desk", pk=pk)
