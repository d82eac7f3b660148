"""Exams as those see them who are called."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exams.agenda import terms_of
from exams.models import Attempt, Exam, SpotVillage, hurried
from exams.moments import moment_in_words, window_in_words
from exams.services import extensions
from exams.views.api import new_nonce
from organisation.models import Unit
from organisation.rights import Act

PAGE_SIZE = 20


def _mine(person):
    mine = Prefetch("attempts", Attempt.objects.of(person).order_by("number"), "mine")
    exams = Exam.objects.called(person).select_related("paper").prefetch_related(mine)
    return exams


@require_safe
@login_required
def exam_list(request):
    """What can be sat now comes first, on every page."""
    now = timezone.now()
    mine = _mine(request.user)
    open_now = mine.open_at(now).order_by("closes_at")
    page = Paginator(mine.shut_at(now), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "open_lines": [_line(exam, now) for exam in open_now],
        "lines": [_line(exam, now) for exam in page],
        "may_practise": Unit.objects.run_by(request.user, Act.LEARN).exists(),
    }
    return render(request, "exams/exam_list.html", context)


def _line(exam, now):
    last = exam.mine[-1] if exam.mine else None
    open_now = exam.is_open(now)
    return {
        "exam": exam,
        "window": window_in_words(exam.opens_at, exam.closes_at, now),
        "attempt": last,
        "coming": now < exam.opens_at,
        "may_start": open_now and exam.may_be_sat_again(len(exam.mine)),
        # With an extension a sitting may go on after the window.
        "may_continue": last is not None and last.goes_on(now),
        "results_out": last is not None and exam.results_are_out(now),
    }


@require_safe
@login_required
def exam_detail(request, pk):
    call, now = get_object_or_404(hurried.CALL, person=request.user.pk, exam=pk), timezone.now()
    exam = call.exam
    exam.mine = hurried.TRIES.all(person=request.user.pk, exam=pk)
    context = {
        **_line(exam, now),
        "drawn": _drawn(exam, request.user) if exam.is_spot else None,
        "terms": terms_of(exam),
        "nonce": new_nonce(),
        "extra_minutes": -(-extensions.allowed_seconds(exam, request.user) // 60),
        "opens_when": moment_in_words(exam.opens_at, now),
        "results_when": moment_in_words(exam.results_at, now),
    }
    return render(request, "exams/exam_detail.html", context)


def _drawn(exam, person):
    """Her village in the draw that calls her."""
    called = exam.candidates.filter(person=person).values("unit")
    drawn = SpotVillage.objects.drawn().filter(draw__exam=exam, unit__in=called)
    return drawn.select_related("draw", "unit", "township").first()
