"""Answers that came after the time: their evidence, and two people who decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams import frozen, lateness, watching
from exams.models import Exam, LateClaim
from exams.services import late

LONGEST_REASON = 200


def _late_sittings(request, pk):
    exam = get_object_or_404(Exam.objects.invigilated_by(request.user), pk=pk)
    return exam, late.sittings_with_late_acts(exam, watching.candidates_of(exam, request.user))


@require_safe
@login_required
def exam_late(request, pk):
    exam, sittings = _late_sittings(request, pk)
    claims = {claim.attempt_id: claim for claim in LateClaim.objects.filter(attempt__in=sittings)}
    lines = [{"attempt": sitting, "claim": claims.get(sitting.pk)} for sitting in sittings]
    return render(request, "exams/exam_late.html", {"exam": exam, "lines": lines})


@require_safe
@login_required
def late_detail(request, pk, attempt):
    exam, sittings = _late_sittings(request, pk)
    sitting = get_object_or_404(sittings, pk=attempt)
    questions = {question["slot"]: question for question in sitting.content["questions"]}
    context = {
        "exam": exam,
        "attempt": sitting,
        "evidence": [
            {"proof": proof, "said": _said(questions, proof.act)}
            for proof in lateness.evidence(sitting.ops.order_by("pk"), sitting.deadline)
        ],
        "claims": sitting.late_claims.select_related("asked_by", "decided_by", "run"),
        "pending": sitting.late_claims.filter(decided_at=None).first(),
    }
    return render(request, "exams/late_detail.html", context)


def _said(questions, act):
    question = questions.get(act.slot)
    return frozen.said_words(question, act.value) if question and act.value else []


@require_POST
@login_required
def late_ask(request, pk, attempt):
    _exam, sittings = _late_sittings(request, pk)
    sitting = get_object_or_404(sittings, pk=attempt)
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        messages.error(request, _("Say why these answers should count."))
        return redirect("exams:late_detail", pk=pk, attempt=attempt)
    try:
        late.ask(sitting, reason, request.user, timezone.now())
    except late.LateRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Asked. A second person decides."))
    return redirect("exams:late_detail", pk=pk, attempt=attempt)


@require_POST
@login_required
def late_decide(request, pk, attempt):
    _exam, sittings = _late_sittings(request, pk)
    sitting = get_object_or_404(sittings, pk=attempt)
    claim = get_object_or_404(sitting.late_claims, decided_at=None)
    accepted = request.POST.get("accepted") == "1"
    try:
        late.decide(claim, accepted, request.user, timezone.now())
    except late.LateRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Decided. It is in the log of the exam."))
    return redirect("exams:late_detail", pk=pk, attempt=attempt)
