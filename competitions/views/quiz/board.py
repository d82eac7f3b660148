"""The hall's screen of a quiz; the same conditional polling as the board of a judged stage."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from competitions.live import hall_answer
from competitions.models import Quiz
from competitions.quiz_board import board_version, quiz_board_of
from competitions.showing import shown_of


def _quiz(pk):
    related = ("stage__contest", "stage__unit", "stage__reveal", "rule_set")
    return get_object_or_404(Quiz.objects.announced().select_related(*related), pk=pk)


@require_safe
def quiz_board(request, pk):
    quiz = _quiz(pk)
    board = quiz_board_of(quiz, shown_of(quiz.stage))
    return render(request, "competitions/quiz/board.html", {"board": board})


@require_safe
def quiz_board_live(request, pk):
    def build():
        quiz = _quiz(pk)
        shown = shown_of(quiz.stage)
        return board_version(quiz, shown), lambda: _rows(request, quiz, shown)

    return hall_answer(request, f"quiz.{pk}", build, ticks=True)


def _rows(request, quiz, shown):
    context = {"board": quiz_board_of(quiz, shown)}
    return render(request, "competitions/quiz/board_live.html", context).content
