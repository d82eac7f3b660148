"""What everybody may read of an announced contest: what may be shown, never the live rows."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from competitions.board import board_of
from competitions.correction_words import notes_of
from competitions.live import hall_answer
from competitions.models import Quiz, Stage
from competitions.proof import marks_table, times_table
from competitions.result_sheet import entries_of
from competitions.screen import screen_of
from competitions.seat_table import overrides_of
from competitions.showing import shown_of


def _stage(pk):
    stages = Stage.objects.announced().select_related("contest", "unit", "reveal", "quiz")
    return get_object_or_404(stages, pk=pk)


@require_safe
def board(request, pk):
    if quiz := Quiz.objects.announced().filter(stage=pk).first():
        return redirect("competitions:quiz_board", pk=quiz.pk)
    return render(request, "competitions/board.html", {"board": board_of(_stage(pk))})


@require_safe
def board_rows(request, pk):
    """The part of the board that changes; 304 while the hall sees the same."""

    def build():
        shown = board_of(_stage(pk))
        template = "competitions/board_rows.html"
        return shown.version, lambda: render(request, template, {"board": shown}).content

    return hall_answer(request, f"board.{pk}", build)


@require_safe
def screen(request, pk):
    """The second screen: who is on stage now."""
    return render(request, "competitions/screen.html", {"screen": screen_of(_stage(pk))})


@require_safe
def screen_live(request, pk):
    def build():
        shown = screen_of(_stage(pk))
        template = "competitions/screen_live.html"
        return shown.version, lambda: render(request, template, {"screen": shown}).content

    return hall_answer(request, f"screen.{pk}", build)


@require_safe
def result_list(request, pk):
    board = board_of(_stage(pk))
    context = {"board": board, "notes": notes_of(board.shown)}
    return render(request, "competitions/result_list.html", context)


def _shown(pk):
    """What may be shown of a stage that anybody may read, as soon as there is something."""
    shown = shown_of(_stage(pk))
    if not shown.rows or hasattr(shown.stage, "quiz"):
        raise Http404
    return shown


@require_safe
def result_sheet(request, pk):
    shown = _shown(pk)
    context = {"shown": shown, "snapshot": shown.snapshot, "stage": shown.stage}
    context |= {"entries": entries_of(shown.data), "notes": notes_of(shown)}
    context["overrides"] = overrides_of(shown.stage)
    return render(request, "competitions/result_sheet.html", context)


@require_safe
def result_marks(request, pk):
    return _download(marks_table(_shown(pk).data), "text/csv", f"marks-{pk}.csv")


@require_safe
def result_times(request, pk):
    """The times on stage; an empty table where nobody was timed."""
    return _download(times_table(_shown(pk).data), "text/csv", f"penalties-{pk}.csv")


@require_safe
def result_rules(request, pk):
    rules = json.dumps(_shown(pk).data["rules"], ensure_ascii=False, indent=2)
    return _download(rules, "application/json", f"rules-{pk}.json")


def _download(text, kind, name):
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=disposition)
