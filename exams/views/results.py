"""While an exam runs and after it: counts by unit, names for those who answer for them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from exams import progress
from exams.models import Candidate, Exam
from exams.moments import window_in_words
from exams.views.rights import unit_asked_for
from organisation.models import Unit
from organisation.rights import Act

PAGE_SIZE = 20


@require_safe
@login_required
def exam_progress(request, pk):
    """By township, and with `?unit=` by village, with the names for those who may see them."""
    exam = get_object_or_404(Exam.objects.watched_by(request.user), pk=pk)
    below = unit_asked_for(request, Act.SEE_RESULTS)
    named = Unit.objects.run_by(request.user, Act.SEE_SCORES)
    names = progress.candidates_of(exam, request.user).filter(unit__in=named)
    names = names.filter(unit__path__startswith=below.path) if below else names.none()
    may_see_names = named.exists()
    now, standings = timezone.now(), progress.standings(exam, request.user, below)
    context = {
        "exam": exam,
        "below": below,
        "standings": standings,
        "sum": progress.summed(standings),
        "window": window_in_words(exam.opens_at, exam.closes_at, now),
        "people": progress.people(exam, names),
        "results_out": exam.results_are_out(),
        "draw_url": _draw_url(exam, below) if exam.is_spot else "",
        "may_enter": _may_enter(request.user, exam),
        "analysed": Exam.objects.analysed_for(request.user, now).filter(pk=pk).exists(),
        "may_see_names": may_see_names,
        "may_watch": may_see_names and not exam.is_over,
        "late_answers": may_see_names and exam.is_over,
        "may_check": exam.is_over and Exam.objects.checked_by(request.user).filter(pk=pk).exists(),
        "now": now,
    }
    return render(request, "exams/exam_progress.html", context)


def _draw_url(exam, below):
    """Of the township one looks at, else of the whole draw; empty while none holds."""
    draw = exam.draws.holding().first()
    if draw and below:
        return reverse("exams:spot_township", kwargs={"number": draw.round, "code": below.code})
    return draw.get_absolute_url() if draw else ""


def _may_enter(person, exam):
    """Whether there are sheets of paper she could type in."""
    units = Unit.objects.run_by(person, Act.ENTER_ANSWERS)
    return Exam.objects.on_paper_for(units).filter(pk=exam.pk).exists()


@require_safe
@login_required
def exam_results(request, pk):
    """Marks of single people: for the organiser, and for an operator of her own villages.

    `?unit=` narrows them to one township.
    """
    named = Unit.objects.run_by(request.user, Act.SEE_SCORES)
    called = Candidate.objects.filter(exam=pk, unit__in=named)
    exam = get_object_or_404(Exam.objects.watched_by(request.user), pk=pk)
    if not called.exists() or not exam.results_are_out():
        raise Http404
    below = unit_asked_for(request, Act.SEE_RESULTS)
    if below:
        called = called.filter(unit__path__startswith=below.path)
    rows = progress.people(exam, called.order_by("unit__path", "person__name"))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    query = f"unit={below.code}&" if below else ""
    context = {"exam": exam, "page": page, "below": below, "query": query}
    return render(request, "exams/exam_results.html", context)
