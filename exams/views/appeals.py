"""Objections: by who sat an exam, answered by who holds it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exams import frozen, marking_page, reviews
from exams.appeal_forms import AnswerForm, AppealForm
from exams.models import Appeal, Attempt, Exam
from exams.moments import moment_in_words
from exams.services import appeals

PAGE_SIZE = 20


@never_cache
@login_required
def appeal(request, pk, slot):
    """Her objection to one question and its answer; until then the place to write it."""
    now = timezone.now()
    attempt = _sat(request, pk, now)
    there = attempt.appeals.filter(slot=slot).select_related("decided_by").first()
    wrong = appeals.wrong_at(attempt, slot)
    if there is None and (wrong is None or not attempt.exam.takes_appeals(now)):
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _put(request, attempt, slot, form, now):
        return redirect(request.path)
    context = {"attempt": attempt, "slot": slot, "appeal": there, "wrong": wrong, "form": form}
    context["until"] = moment_in_words(attempt.exam.appeals_until, now)
    return render(request, "exams/appeal.html", context)


def _sat(request, pk, now):
    """A sitting of hers whose questions she is shown."""
    attempts = Attempt.objects.of(request.user).exclude(state=Attempt.State.OPEN)
    shown = attempts.filter(exam__in=Exam.objects.with_results(now), exam__to_be_reused=False)
    return get_object_or_404(shown.select_related("exam__paper"), pk=pk)


def _put(request, attempt, slot, form, now):
    try:
        appeals.put(attempt, slot, form.cleaned_data["text"], request.user, now)
    except appeals.AppealRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your objection is sent. The answer comes into your messages."))
    return True


@require_safe
@login_required
def exam_appeals(request, pk):
    """Those without an answer first."""
    exam = get_object_or_404(Exam.objects.held_by(request.user).published(), pk=pk)
    rows = Appeal.objects.answered_by(request.user).filter(attempt__exam=exam)
    rows = rows.order_by(F("decided_at").asc(nulls_first=True), "slot", "made_at")
    page = Paginator(rows.select_related("attempt"), PAGE_SIZE).get_page(request.GET.get("page"))
    for one in page:
        one.state, one.state_kind = appeals.state_of(one)
    return render(request, "exams/exam_appeals.html", {"exam": exam, "page": page})


@login_required
def appeal_answer(request, pk, appeal):
    """The question, what was said and what counts; who objects stands there by a number."""
    exam = get_object_or_404(Exam.objects.held_by(request.user).published(), pk=pk)
    rows = Appeal.objects.answered_by(request.user).filter(attempt__exam=exam)
    rows = rows.select_related("attempt__exam__paper", "attempt__exam__marking_run", "decided_by")
    appeal = get_object_or_404(rows, pk=appeal)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, appeal, form):
        return redirect(request.path)
    context = {"exam": exam, "appeal": appeal, "form": form, **_asked(appeal)}
    return render(request, "exams/appeal_answer.html", context)


def _answered(request, appeal, form):
    given = form.cleaned_data
    try:
        accepted = given["accepted"] == "1"
        appeals.answer(appeal, accepted, given["answer"], request.user, timezone.now())
    except appeals.AppealRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your answer is sent."))
    return True


def _asked(appeal):
    attempt = appeal.attempt
    counts = reviews.counted(attempt, attempt.exam.marking_run)["questions"]
    asked = [one for one in [*counts, *attempt.content["questions"]] if one["slot"] == appeal.slot]
    said = attempt.answers.filter(slot=appeal.slot).first()
    script = attempt.scripts.filter(slot=appeal.slot).newest().first()
    return {
        "question": asked[0],
        "script": script,
        "file": marking_page.file_of(attempt.pk, appeal.slot, said.value) if said else None,
        "said": frozen.said_words(asked[0], said.value) if said else [],
        "right": frozen.right_words(asked[0]),
    }
