"""Extra time for single people, settled before they begin; its reason is private."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exams.extra_time_form import ExtraTimeForm
from exams.models import Allowance, Exam
from exams.services import extensions


@login_required
def exam_extra_time(request, pk):
    exam = get_object_or_404(Exam.objects.held_by(request.user).published(), pk=pk)
    form = ExtraTimeForm(request.POST or None, exam=exam)
    if form.is_valid() and _allowed(form, request.user):
        messages.success(request, _("The extra time is settled."))
        return redirect(request.path)
    allowances = exam.allowances.select_related("person", "given_by")
    context = {"exam": exam, "form": form, "allowances": allowances}
    return render(request, "exams/exam_extra_time.html", context)


def _allowed(form, actor):
    given = form.cleaned_data
    time = {"minutes": given["minutes"] or 0, "percent": given["percent"] or 0}
    try:
        extensions.allow(
            form.exam, form.candidate.person, given["reason"], actor, timezone.now(), **time
        )
    except extensions.ExtensionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@login_required
def extra_time_withdraw(request, pk, allowance):
    exam = get_object_or_404(Exam.objects.held_by(request.user).published(), pk=pk)
    allowances = Allowance.objects.select_related("exam", "person")
    try:
        extensions.withdraw(get_object_or_404(allowances, exam=exam, pk=allowance), request.user)
    except extensions.ExtensionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The extra time is taken back."))
    return redirect("exams:exam_extra_time", pk=pk)
