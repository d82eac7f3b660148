"""A wrong key after an exam: proposed by one person, approved by another, marked anew."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams import frozen, key_page, papers
from exams.key_form import KeyForm
from exams.models import Exam, Question
from exams.services import key_changes, markings

PAGE_SIZE = 20


def _checked(request, pk):
    seen = Exam.objects.checked_by(request.user).filter(closes_at__lte=timezone.now())
    return get_object_or_404(seen.select_related("paper", "marking_run"), pk=pk)


def _may_propose(request, exam):
    return Exam.objects.held_by(request.user).filter(pk=exam.pk).exists()


@require_safe
@login_required
def exam_keys(request, pk):
    """Changes, markings, and the questions of which a key can be put right."""
    exam = _checked(request, pk)
    changes = list(exam.key_changes.select_related("version", "run"))
    for change in changes:
        change.state, change.state_kind = key_page.state_of(change)
    asked = key_page.asked_in(exam, changes)
    context = {
        "exam": exam,
        "changes": changes,
        "runs": markings.runs_of(exam),
        "may_propose": (may_propose := _may_propose(request, exam)),
        "may_see_marks": may_propose and exam.results_are_out(),
        "page": Paginator(asked, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "exams/exam_keys.html", context)


@login_required
def key_propose(request, pk, version):
    exam = _checked(request, pk)
    question = key_changes.question_of(exam, version)
    if question is None or not _may_propose(request, exam):
        raise Http404
    form = KeyForm(request.POST or None, question=question)
    if form.is_valid() and (change := _proposed(exam, version, form, request.user)):
        messages.success(request, _("Proposed. A second person approves it."))
        return redirect("exams:key_detail", pk=pk, change=change.pk)
    asked = papers.with_key({"questions": [question]})[0]
    context = {"exam": exam, "form": form, "asked": asked}
    return render(request, "exams/key_propose.html", context)


def _proposed(exam, version, form, actor):
    given = form.cleaned_data
    try:
        return key_changes.propose(
            exam, version, given["way"], form.key, given["reason"], actor, timezone.now()
        )
    except key_changes.KeyRefused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_safe
@login_required
def key_detail(request, pk, change):
    """What was on the paper, what is to count, and what that would do."""
    exam, change = _change(request, pk, change)
    frozen_one = key_changes.frozen_of(exam, change.version_id)
    kept = Question.objects.kept_by(request.user).filter(pk=change.version.question_id)
    context = {
        "exam": exam,
        "change": change,
        "type": frozen_one["type"],
        "on_paper": frozen.right_words(frozen_one),
        "to_count": key_page.key_words(frozen_one, change),
        "effect": key_changes.effect_of(change) if change.is_pending else None,
        "kept": kept.exists(),
    }
    return render(request, "exams/key_detail.html", context)


def _change(request, pk, change):
    exam = _checked(request, pk)
    rows = exam.key_changes.select_related("version", "proposed_by", "decided_by", "run")
    return exam, get_object_or_404(rows, pk=change)


@require_POST
@login_required
def key_decide(request, pk, change):
    _exam, change = _change(request, pk, change)
    accepted = request.POST.get("accepted") == "1"
    try:
        key_changes.decide(change, accepted, request.user, timezone.now())
    except key_changes.KeyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("Approved. The exam is being marked again.") if accepted else _("Not approved.")
        messages.success(request, done)
    return redirect("exams:key_detail", pk=pk, change=change.pk)


@require_POST
@login_required
def key_take_back(request, pk, change):
    _exam, change = _change(request, pk, change)
    try:
        key_changes.take_back(change, request.user)
    except key_changes.KeyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("exams:key_detail", pk=pk, change=change.pk)
    messages.success(request, _("Taken back."))
    return redirect("exams:exam_keys", pk=pk)
