"""The team's own device: a code lets it in once, from then on it claims questions."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms.quiz import JoinForm, PressForm
from competitions.live import live_answer
from competitions.models import Quiz, QuizTeam
from competitions.quiz_situation import situation_of
from competitions.services.quiz import buzzers
from competitions.services.refusal import ContestRefused

DEVICE = "quiz_device"


def _quiz(pk):
    related = ("stage__contest", "rule_set")
    return get_object_or_404(Quiz.objects.announced().select_related(*related), pk=pk)


def _team(request, quiz):
    """The team this device was let in for; None when it was not, or another took its place."""
    device = request.session.get(DEVICE)
    return device and QuizTeam.objects.at_device(quiz, device)


def quiz_join(request, pk):
    quiz = _quiz(pk)
    scanned = {name: request.GET.get(name, "") for name in ("team", "code")}
    form = JoinForm(request.POST or None, quiz=quiz, initial=scanned)
    if form.is_valid():
        address = get_adapter().get_client_ip(request)
        try:
            given = (form.cleaned_data["team"], form.cleaned_data["code"], address)
            request.session[DEVICE] = buzzers.join(*given)
            request.session.cycle_key()
        except ContestRefused as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("competitions:quiz_buzzer", pk=pk)
    return render(request, "competitions/quiz/join.html", {"quiz": quiz, "form": form})


def _context(quiz, team):
    situation = situation_of(quiz)
    return {"quiz": quiz, "now": situation, "line": situation.line_of(team)}


@require_safe
def quiz_buzzer(request, pk):
    quiz = _quiz(pk)
    team = _team(request, quiz)
    if not team:
        return redirect("competitions:quiz_join", pk=pk)
    return render(request, "competitions/quiz/buzzer.html", _context(quiz, team))


@require_safe
def quiz_buzzer_live(request, pk):
    quiz = _quiz(pk)
    team = _team(request, quiz)
    if not team:
        return redirect("competitions:quiz_join", pk=pk)
    version = f"buzzer.{team.pk}.{quiz.change}"
    template = "competitions/quiz/buzzer_live.html"
    return live_answer(request, version, template, lambda: _context(quiz, team))


@require_POST
def quiz_press(request, pk):
    quiz = _quiz(pk)
    team = _team(request, quiz)
    if not team:
        return redirect("competitions:quiz_join", pk=pk)
    form = PressForm(request.POST)
    try:
        if not form.is_valid():
            raise ContestRefused(_("This question is over."))
        pressed = buzzers.press(team, form.cleaned_data["round"], form.cleaned_data["question"])
    except ContestRefused as refusal:
        return _answer(request, quiz, str(refusal), 409)
    return _answer(request, quiz, _("Pressed before the start.") if pressed.is_early else "", 200)


def _answer(request, quiz, sentence, status):
    if not request.accepts("text/html"):
        return JsonResponse({"message": sentence}, status=status)
    if sentence:
        messages.warning(request, sentence)
    return redirect("competitions:quiz_buzzer", pk=quiz.pk)
