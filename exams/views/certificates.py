"""The certificates of an exam: given with one press, and given again after a mistake."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from exams.models import Exam
from exams.moments import moment_in_words
from exams.services import certificates

PAGE_SIZE = 20


def _held(request, pk):
    held = Exam.objects.held_by(request.user).published().filter(gives_certificates=True)
    return get_object_or_404(held, pk=pk)


@require_safe
@login_required
def exam_certificates(request, pk):
    exam, now = _held(request, pk), timezone.now()
    standing = certificates.standing_of(exam, now)
    context = {
        "exam": exam,
        "passed": standing.passed,
        "waiting": len(standing.waiting),
        "out": exam.results_are_out(now),
        "results_when": moment_in_words(exam.results_at, now),
        "page": Paginator(standing.given, PAGE_SIZE).get_page(request.GET.get("page")),
        "printed_title": (exam.makeup_of or exam).title,
    }
    return render(request, "exams/exam_certificates.html", context)


@require_POST
@login_required
def certificates_give(request, pk):
    exam = _held(request, pk)
    try:
        n = certificates.give(exam, request.user, timezone.now())
    except certificates.CertificatesRefused as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext(
            "%(n)d certificate is being given.", "%(n)d certificates are being given.", n
        )
        messages.success(request, sentence % {"n": n})
    return redirect("exams:exam_certificates", pk=pk)


@require_POST
@login_required
def certificate_again(request, pk, certificate):
    """For one whose certificate was revoked although she passed."""
    exam = _held(request, pk)
    hers = get_object_or_404(certificates.of_exam(exam), pk=certificate)
    try:
        made = certificates.give_again(exam, hers, request.user, timezone.now())
    except certificates.CertificatesRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("exams:exam_certificates", pk=pk)
    return redirect(made)
