"""The ledger as everybody may read it once the result is out, and its writers before."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from competitions.correction_words import notes_of
from competitions.forms import DiscardForm
from competitions.models import Quiz, ResultSnapshot, Stage
from competitions.quiz_record import record_of
from competitions.services import results
from competitions.services.quiz import results as quiz_results
from competitions.services.quiz.results import compile_quiz, ledger_csv
from competitions.showing import shown_of
from competitions.views.quiz.setup import tried

RELATED = ("stage__contest", "stage__unit", "rule_set", "exam")


def _readable(request, pk):
    """(quiz, what is shown of its result, the data); before there is one who watches reads what
    is written so far."""
    quizzes = Quiz.objects.readable_by(request.user).select_related(*RELATED)
    quiz = get_object_or_404(quizzes, pk=pk)
    shown = shown_of(quiz.stage)
    return quiz, shown, shown.snapshot.data if shown.snapshot else compile_quiz(quiz)[0]


@require_safe
def quiz_record(request, pk):
    quiz, shown, data = _readable(request, pk)
    context = {"quiz": quiz, "stage": quiz.stage, "record": record_of(data)}
    context |= {"snapshot": shown.snapshot, "notes": notes_of(shown) if shown.snapshot else []}
    return render(request, "competitions/quiz/record.html", context)


@require_safe
def quiz_ledger(request, pk):
    _quiz, _shown, data = _readable(request, pk)
    disposition = {"Content-Disposition": f'attachment; filename="ledger-{pk}.csv"'}
    return HttpResponse(
        ledger_csv(data), content_type="text/csv; charset=utf-8", headers=disposition
    )


@require_POST
@login_required
def quiz_lock(request, pk):
    quiz = get_object_or_404(Quiz.objects.editable_by(request.user), pk=pk)
    tried(request, quiz_results.lock, quiz, request.user)
    return redirect("competitions:quiz_desk", pk=pk)


def _snapshot(request, pk):
    watched = ResultSnapshot.objects.watched_by(request.user).exclude(stage__quiz=None)
    people = ("locked_by", "confirmed_by", "published_by", "stage__contest", "stage__quiz")
    return get_object_or_404(watched.select_related(*people), pk=pk)


@require_safe
@login_required
def quiz_result(request, pk):
    """The record both people sign; before publication nobody else sees it."""
    return quiz_check_page(request, _snapshot(request, pk), DiscardForm())


def quiz_check_page(request, snapshot, form):
    context = {
        "snapshot": snapshot,
        "stage": snapshot.stage,
        "record": record_of(snapshot.data),
        "form": form,
        "may_confirm": snapshot.locked_by_id != request.user.pk,
        "editable": Stage.objects.editable_by(request.user).filter(pk=snapshot.stage_id).exists(),
    }
    return render(request, "competitions/quiz/result_check.html", context)


@require_POST
@login_required
def quiz_confirm(request, pk):
    snapshot = _snapshot(request, pk)
    tried(request, quiz_results.confirm, snapshot, request.user)
    return redirect("competitions:quiz_result", pk=pk)


@require_POST
@login_required
def quiz_publish(request, pk):
    mine = ResultSnapshot.objects.editable_by(request.user).exclude(stage__quiz=None)
    snapshot = get_object_or_404(mine.select_related("stage__quiz"), pk=pk)
    tried(request, results.publish, snapshot, request.user)
    return redirect("competitions:quiz_desk", pk=snapshot.stage.quiz.pk)
