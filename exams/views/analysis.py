"""What an exam says about its questions: for who holds it, and for who sees all its results."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from exams import analysis_page as shown
from exams import analysis_words as words
from exams.models import Analysis, Exam, Question
from exams.services import analyses
from exams.services.analysis_workbook import workbook

PAGE_SIZE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By which column questions are sorted: key in the address → words, order.
SORTS = {
    "look": (gettext_lazy("To look at"), ["-urgency", "slot"]),
    "number": (gettext_lazy("By number"), ["slot"]),
    "facility": (gettext_lazy("Hardest first"), ["facility", "slot"]),
    "r": (gettext_lazy("Weakest first"), [F("rest_r").asc(nulls_last=True), "slot"]),
}


def _exam(request, pk):
    seen = Exam.objects.analysed_for(request.user, timezone.now())
    return get_object_or_404(seen.select_related("marking_run"), pk=pk)


def _analysis_of(exam):
    """None while it is worked out, or when it would tell of single people."""
    found = Analysis.objects.filter(run=exam.marking_run).select_related("run__exam").first()
    return found if found and shown.is_told(found) else None


@require_safe
@login_required
def exam_analysis(request, pk):
    """The exam as a whole, then its questions, those to look at first."""
    exam = _exam(request, pk)
    analysis = Analysis.objects.filter(run=exam.marking_run).first()
    if analysis is None or not shown.is_told(analysis):
        context = {"exam": exam, "analysis": analysis}
        return render(request, "exams/analysis_pending.html", context)
    is_stale = analyses.basis_of(exam.marking_run) != analysis.basis
    told = shown.overview(analysis, exam, is_stale)
    context = {"exam": exam, "analysis": analysis, **told, **_questions(request, analysis)}
    return render(request, "exams/analysis.html", context)


def _questions(request, analysis):
    sort = request.GET.get("sort")
    sort = sort if sort in SORTS else "look"
    questions = analysis.questions.select_related("version")
    page = Paginator(questions.order_by(*SORTS[sort][1]), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    for one in page:
        one.right, one.discrimination = words.percent(one.facility), words.decimal(one.rest_r)
        one.look_at, one.places = words.flags(one.flags), shown.places(one)
    return {
        "page": page,
        "sort": sort,
        "sorts": [(key, title) for key, (title, _order) in SORTS.items()],
        "flagged": questions.flagged().count(),
        "query": f"sort={sort}&",
    }


@require_safe
@login_required
def exam_analysis_units(request, pk):
    """Townships in the order of the county, each with its interval; no ranking."""
    exam = _exam(request, pk)
    analysis = _analysis_of(exam)
    if analysis is None:
        return redirect("exams:exam_analysis", pk=pk)
    rows = shown.townships(analysis)
    context = {"exam": exam, "rows": rows, "chart": shown.township_chart(analysis, rows)}
    return render(request, "exams/analysis_units.html", context)


@require_safe
@login_required
def exam_analysis_question(request, pk, version):
    exam = _exam(request, pk)
    analysis = _analysis_of(exam)
    if analysis is None:
        return redirect("exams:exam_analysis", pk=pk)
    questions = analysis.questions.select_related("version__question__topic", "version__picture")
    one = get_object_or_404(questions.prefetch_related("version__options"), version=version)
    kept = Question.objects.kept_by(request.user).filter(pk=one.version.question_id).exists()
    uses = _seen(request.user, shown.uses(one))
    held = Exam.objects.held_by(request.user).filter(pk=pk).exists()
    context = {"exam": exam, "uses": uses, "kept": kept, "held": held, **shown.question(one)}
    return render(request, "exams/analysis_question.html", context)


def _seen(person, uses):
    """Earlier and later exams that are hers to see."""
    seen = Exam.objects.analysed_for(person, timezone.now()).values("pk")
    uses = list(uses.filter(analysis__run__exam__in=seen))
    for use in uses:
        use.right = words.percent(use.facility)
    return uses


@require_safe
@login_required
def exam_analysis_table(request, pk):
    """Everything as a workbook."""
    exam = _exam(request, pk)
    analysis = _analysis_of(exam)
    if analysis is None:
        return redirect("exams:exam_analysis", pk=pk)
    response = HttpResponse(workbook(analysis), content_type=XLSX)
    name = _("%(title)s, analysis") % {"title": exam.title}
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return response
