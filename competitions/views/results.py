"""What everybody may read of an announced contest: published snapshots, never the live rows."""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from competitions.board import board_of
from competitions.models import ResultSnapshot, Stage
from competitions.result_sheet import entries_of
from competitions.services.compilation import marks_table


def _board(pk):
    stages = Stage.objects.announced().select_related("contest", "unit")
    return board_of(get_object_or_404(stages, pk=pk))


@require_safe
def board(request, pk):
    return render(request, "competitions/board.html", {"board": _board(pk)})


@require_safe
def board_rows(request, pk):
    """The part of the board that changes; 304 while the published result is the same."""
    shown = _board(pk)
    etag = quote_etag(f"{shown.version}.{get_language()}")
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or render(request, "competitions/board_rows.html", {"board": shown})
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response


@require_safe
def result_list(request, pk):
    return render(request, "competitions/result_list.html", {"board": _board(pk)})


def _published(pk):
    """The last published result of a stage that anybody may read."""
    stages = Stage.objects.announced()
    snapshots = ResultSnapshot.objects.published().filter(stage__in=stages, stage=pk)
    latest = snapshots.order_by("-number").select_related("stage__contest")
    return get_object_or_404(latest[:1])


@require_safe
def result_sheet(request, pk):
    snapshot = _published(pk)
    context = {"snapshot": snapshot, "stage": snapshot.stage, "entries": entries_of(snapshot)}
    return render(request, "competitions/result_sheet.html", context)


@require_safe
def result_marks(request, pk):
    return _download(marks_table(_published(pk).data), "text/csv", f"marks-{pk}.csv")


@require_safe
def result_rules(request, pk):
    rules = json.dumps(_published(pk).data["rules"], ensure_ascii=False, indent=2)
    return _download(rules, "application/json", f"rules-{pk}.json")


def _download(text, kind, name):
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=disposition)
