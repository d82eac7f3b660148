"""Exams as their organisers plan and publish them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams import paper_page
from exams.agenda import terms_of
from exams.forms import ExamForm, proposed_times
from exams.models import Exam, Paper
from exams.moments import moment_in_words, window_in_words
from exams.papers import is_marked_by_people
from exams.services import exams, makeups, papers, practice, replacing
from exams.unit_boxes import UnitBoxes
from exams.views.rights import units_where
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act

PAGE_SIZE = 20


@require_safe
@login_required
def exam_overview(request):
    """Exams of her units: those she holds, and those whose course she follows."""
    units_where(request.user, Act.SEE_RESULTS)
    now, held = timezone.now(), Unit.objects.run_by(request.user, Act.HOLD_EXAMS)
    seen = Exam.objects.seen_by(request.user).select_related("unit")
    seen = seen.annotate(held=Exists(held.filter(pk=OuterRef("unit"))))
    page = Paginator(seen, PAGE_SIZE).get_page(request.GET.get("page"))
    for exam in page:
        exam.window = window_in_words(exam.opens_at, exam.closes_at, now)
    teaches = Unit.objects.run_by(request.user, Act.SEE_SCORES).exists()
    context = {"page": page, "may_hold": held.exists(), "may_teach": teaches}
    return render(request, "exams/exam_overview.html", context)


@login_required
def exam_create(request):
    units = units_where(request.user, Act.HOLD_EXAMS)
    exam = _to_be_planned(request, units.first())
    initial = proposed_times(today() + timedelta(days=7)) | {"count": 20, "appeal_days": 7}
    initial |= _paper_asked_for(request)
    form = ExamForm(request.POST or None, instance=exam, person=request.user, initial=initial)
    return _planned(request, form)


def _paper_asked_for(request):
    """`?paper=`: the paper from whose page one comes, with its time."""
    wanted = request.GET.get("paper", "")
    if not wanted.isdecimal() or len(wanted) > 9:
        return {}
    held = Paper.objects.held_by(request.user).to_choose()
    paper = get_object_or_404(held, pk=wanted)
    return {"paper": paper} | ({"minutes": paper.minutes} if paper.minutes else {})


def _to_be_planned(request, unit):
    """With `?makeup_of=` a makeup exam, with `?rehearsal_of=` a rehearsal before that one."""
    held = Exam.objects.held_by(request.user)
    if number := request.GET.get("makeup_of"):
        return makeups.makeup_for(get_object_or_404(held, pk=_number(number)))
    exam = Exam(unit=unit, minutes=30)
    if number := request.GET.get("rehearsal_of"):
        other = get_object_or_404(held, pk=_number(number))
        exam.kind, exam.minutes, exam.posts = Exam.Kind.PRACTICE, 10, other.posts
        exam.title = _("Rehearsal: %(title)s") % {"title": other.title[:100]}
    return exam


def _number(text):
    if not text.isdecimal():
        raise Http404
    return int(text)


@login_required
def exam_edit(request, pk):
    drafts = Exam.objects.held_by(request.user).filter(state=Exam.State.DRAFT)
    exam = get_object_or_404(drafts, pk=pk)
    form = ExamForm(request.POST or None, instance=exam, person=request.user)
    return _planned(request, form)


def _planned(request, form):
    if UnitBoxes.unfold in request.POST:
        form = form.as_typed()
    elif form.is_valid():
        try:
            exam = exams.plan(form.save(commit=False), form.drawn_from, form.called)
        except exams.ExamRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(exam)
    return render(request, "exams/exam_edit.html", {"form": form, "exam": form.instance})


@require_safe
@login_required
def exam_manage(request, pk):
    """The draft with its paper before publication; afterwards its terms and its paper."""
    held = Exam.objects.held_by(request.user).select_related("paper", "unit")
    exam = get_object_or_404(held.prefetch_related("units"), pk=pk)
    now = timezone.now()
    exam.paper.content = papers.read_content(exam.paper)
    context = {
        **paper_page.context_of(exam.paper, exam.paper.content, request.GET.get("part", "1")),
        "exam": exam,
        "unused": replacing.unused_on(exam.paper),
        "called": exam.candidates.count(),
        "by_people": is_marked_by_people(exam.paper.content) and not exam.is_practice,
        "terms": terms_of(exam),
        "window": window_in_words(exam.opens_at, exam.closes_at, now),
        "results_when": moment_in_words(exam.results_at, now),
        "appeals_when": moment_in_words(exam.appeals_until, now),
    }
    return render(request, "exams/exam_manage.html", context)


@require_POST
@login_required
def exam_publish(request, pk):
    exam = get_object_or_404(Exam.objects.held_by(request.user), pk=pk)
    try:
        exams.publish(exam, request.user)
    except exams.ExamRefused as refusal:
        messages.error(request, str(refusal))
    else:
        called = {"number": exam.candidates.count()}
        messages.success(request, _("Published. %(number)d people are called.") % called)
    return redirect(exam)


@require_POST
@login_required
def exam_set_free(request, pk):
    """The questions of a finished exam may be read and practised from now on."""
    exam = get_object_or_404(Exam.objects.held_by(request.user), pk=pk)
    try:
        practice.set_free(exam, request.user, timezone.now())
    except practice.PracticeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The questions may be read and practised now."))
    return redirect(exam)
