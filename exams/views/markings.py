"""One marking of an exam: what it was made by, and what each person got in it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exams.models import Exam
from exams.services import markings

PAGE_SIZE = 20


@require_safe
@login_required
def marking_detail(request, pk, number):
    """For who holds the exam: single marks; `?other=1` only those the run before had otherwise."""
    held = Exam.objects.held_by(request.user).published()
    exam = get_object_or_404(held.with_results(timezone.now()), pk=pk)
    run = get_object_or_404(markings.runs_of(exam), number=number)
    only_other = request.GET.get("other") == "1" and run.number > 1
    rows = markings.scores_of(run, only_other)
    context = {
        "exam": exam,
        "run": run,
        "counts": run.pk == exam.marking_run_id,
        "changes": run.key_changes.select_related("version", "decided_by"),
        "only_other": only_other,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": "other=1&" if only_other else "",
    }
    return render(request, "exams/marking_detail.html", context)
