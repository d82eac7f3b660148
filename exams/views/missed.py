"""Who missed an exam, why, and the way to the makeup exam."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.models import Exam
from exams.services import makeups

LONGEST_REASON = 200


@login_required
def exam_missed(request, pk):
    """A line for each who has not come; a reason makes her one of the makeup exam's."""
    exam = get_object_or_404(Exam.objects.held_by(request.user).published(), pk=pk)
    people = list(makeups.missed(exam))
    if request.method == "POST":
        reasons = {row.person_id: _reason_in(request.POST, row.person_id) for row in people}
        try:
            makeups.note(exam, reasons, request.user, timezone.now())
        except makeups.MakeupRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The reasons are saved."))
        return redirect(request.path)
    return _shown(request, exam, people)


def _shown(request, exam, people):
    reasons = dict(exam.absences.values_list("person", "reason"))
    lines = [{"candidate": row, "reason": reasons.get(row.person_id, "")} for row in people]
    context = {
        "exam": exam,
        "lines": lines,
        "excused": len(reasons),
        "makeup": exam.makeups.order_by("-pk").first(),
    }
    return render(request, "exams/exam_missed.html", context)


def _reason_in(posted, person):
    return posted.get(f"reason-{person}", "").strip()[:LONGEST_REASON]
