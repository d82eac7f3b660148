"""What the marks say of the judges: for the organiser, once the stage is out; not for the hall."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from competitions.judge_page import as_table, judge_page
from competitions.models import Stage
from competitions.showing import shown_of
from organisation.tables.writing import xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(request, pk):
    stages = Stage.objects.editable_by(request.user).filter(quiz=None)
    stage = get_object_or_404(stages.select_related("contest", "unit", "reveal"), pk=pk)
    shown = shown_of(stage)
    return stage, judge_page(stage, shown.data) if shown.is_full else None


@require_safe
@login_required
def judges(request, pk):
    """Before everything is shown the page says so: nobody is to be swayed by it."""
    stage, page = _page(request, pk)
    return render(request, "competitions/judges.html", {"stage": stage, "page": page})


@require_safe
@login_required
def judges_table(request, pk):
    _stage, page = _page(request, pk)
    if page is None:
        raise Http404
    disposition = {"Content-Disposition": f'attachment; filename="judges-{pk}.xlsx"'}
    return HttpResponse(xlsx_bytes(*as_table(page)), content_type=XLSX, headers=disposition)
