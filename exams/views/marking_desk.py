"""Marking by people as who holds the exam sees it: markers, progress, differences, the end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from exams import marking_page
from exams.marking_forms import MarkerForm, ReasonForm, RuleForm
from exams.models import Exam, Reading
from exams.moments import moment_in_words
from exams.services import markers, scripts

PAGE_SIZE = 20


def _held(request, pk):
    held = Exam.objects.held_by(request.user).published().select_related("paper")
    return get_object_or_404(held, pk=pk)


@never_cache
@login_required
def exam_marking(request, pk):
    """How far the marking is; a post names a marker."""
    exam, now = _held(request, pk), timezone.now()
    form = MarkerForm(request.POST or None, person=request.user)
    if form.is_valid() and _named(request, exam, form, now):
        return redirect(request.path)
    is_all = request.GET.get("all") == "1"
    rows = marking_page.scripts_of(exam, only_different=not is_all)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    for script in page:
        script.is_hidden = marking_page.hides_marks(script, request.user)
    context = {
        **marking_page.progress_of(exam),
        "exam": exam, "form": form, "page": page, "is_all": is_all,
        "query": "all=1&" if is_all else "",
        "is_over": exam.closes_at <= now,
        "results_when": moment_in_words(exam.results_at, now),
    }  # fmt: skip
    return render(request, "exams/exam_marking.html", context)


def _named(request, exam, form, now):
    try:
        markers.name(exam, form.found, request.user, now)
    except markers.MarkersRefused as refusal:
        form.add_error("name", str(refusal))
        return False
    messages.success(request, _("%(name)s marks this exam.") % {"name": form.found.name})
    return True


@login_required
def marking_rule(request, pk):
    exam = _held(request, pk)
    form = RuleForm(request.POST or None, instance=exam)
    if form.is_valid():
        given = form.cleaned_data
        rule = given["difference_percent"], given["third_rule"]
        if _done(request, form, markers.set_rule, exam, *rule, request.user):
            messages.success(request, _("The rule is kept."))
            return redirect("exams:exam_marking", pk=pk)
    return render(request, "exams/marking_rule.html", {"exam": exam, "form": form})


def _done(request, form, act, *facts):
    """Whether a service did it; its refusal stands on the form."""
    try:
        act(*facts)
    except (markers.MarkersRefused, scripts.ScriptRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@login_required
def marker_withdraw(request, pk, marker):
    exam = _held(request, pk)
    markers.withdraw(get_object_or_404(exam.markers, pk=marker), request.user)
    messages.success(request, _("What she has not marked goes to the others."))
    return redirect("exams:exam_marking", pk=pk)


@require_POST
@login_required
def markers_remind(request, pk):
    told = markers.remind(_held(request, pk), timezone.now())
    sentence = ngettext("%(n)d marker is reminded.", "%(n)d markers are reminded.", told)
    messages.success(request, sentence % {"n": told})
    return redirect("exams:exam_marking", pk=pk)


@require_POST
@login_required
def marking_finish(request, pk):
    try:
        markers.finish(_held(request, pk), request.user, timezone.now())
    except markers.MarkersRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("exams:exam_marking", pk=pk)


@never_cache
@login_required
def script(request, pk, script):
    """One answer with the marks it got; a post has it marked again by two others."""
    exam = _held(request, pk)
    rows = marking_page.scripts_of(exam, only_different=False)
    script = get_object_or_404(rows.exclude(attempt__person=request.user), pk=script)
    script.attempt.exam = exam
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        facts = (script, form.cleaned_data["reason"], request.user)
        if _done(request, form, scripts.again, *facts):
            messages.success(request, _("Two others mark this answer again."))
            return redirect("exams:exam_marking", pk=pk)
    earlier = Reading.objects.given().filter(
        script__attempt=script.attempt_id, script__slot=script.slot, script__round__lt=script.round
    )
    context = {
        **marking_page.answer_of(script), "exam": exam, "script": script, "form": form,
        "is_hidden": marking_page.hides_marks(script, request.user),
        "earlier": earlier.select_related("script", "marker").order_by("script__round", "place"),
    }  # fmt: skip
    return render(request, "exams/script.html", context)
