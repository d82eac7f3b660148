"""The proof of a published result, for whoever doubts it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from competitions.log_words import said
from competitions.models import Stage
from competitions.services import audit
from competitions.showing import shown_of
from competitions.words import sentence
from ledger.models import Entry

MOST_LINES = 200


def _result(request, pk):
    """(what is shown, whether she holds or signs). Everybody else waits until all of it is out."""
    watches = request.user.is_authenticated
    watched = Stage.objects.watched_by(request.user) if watches else Stage.objects.none()
    holds = watched.filter(pk=pk).exists()
    stages = Stage.objects.announced() if not holds else Stage.objects.filter(pk__in=watched)
    # A quiz is proved by its ledger (views/quiz/record.py).
    judged = stages.filter(quiz=None).select_related("contest", "unit", "reveal")
    stage = get_object_or_404(judged, pk=pk)
    shown = shown_of(stage)
    if shown.snapshot is None or not (holds or shown.is_full):
        raise Http404
    return shown, holds


@require_safe
def chain(request, pk):
    """Recomputes the result while one waits, and says so in a sentence."""
    shown, holds = _result(request, pk)
    lines = Entry.objects.filter(stream=shown.stage.log).order_by("-number")
    context = {
        "stage": shown.stage,
        "snapshot": shown.snapshot,
        "faults": [(fault.entry, sentence(fault)) for fault in audit.check(shown.snapshot)],
        "count": lines.count(),
        "lines": [(line, said(line.verb)) for line in lines[:MOST_LINES]] if holds else [],
        "holds": holds,
    }
    return render(request, "competitions/chain.html", context)


@require_safe
def bundle(request, pk):
    shown, holds = _result(request, pk)
    content = audit.bundle_of(shown.snapshot, with_names=holds)
    name = f"result-{pk}-{shown.snapshot.number}.zip"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/zip", headers=disposition)
