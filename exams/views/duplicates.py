"""Questions that are likely the same, side by side."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams.models import Bank, Question, Version
from exams.services import cataloguing, duplicates, reviewing

PAGE_SIZE = 10


@require_safe
@login_required
def duplicate_list(request, pk):
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    page = Paginator(duplicates.groups_in(bank), PAGE_SIZE).get_page(request.GET.get("page"))
    keys = [key for group in page for key in group]
    versions = Version.objects.current().filter(question__in=keys)
    versions = versions.select_related("question__topic", "picture")
    versions = versions.prefetch_related("options__picture")
    wordings = {version.question_id: version for version in versions}
    groups = [[wordings[key] for key in group] for group in page]
    return render(
        request, "exams/duplicate_list.html", {"bank": bank, "page": page, "groups": groups}
    )


@require_POST
@login_required
def duplicate_settle(request, pk):
    """One of them is retired, or all of them are different."""
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    keys = [key for key in request.POST.getlist("question") if key.isdecimal()]
    if retired := request.POST.get("retire", ""):
        question = get_object_or_404(bank.questions, pk=int(retired) if retired.isdecimal() else 0)
        try:
            reviewing.bring_one(question, Question.State.RETIRED, request.user)
        except reviewing.ReviewRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("One of them is retired."))
    elif cataloguing.say_unlike(bank.questions.filter(pk__in=keys[:PAGE_SIZE])) > 1:
        messages.success(request, _("Noted: these are different questions."))
    return redirect("exams:duplicate_list", pk=pk)
