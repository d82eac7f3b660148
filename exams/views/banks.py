"""Question banks: lists, single questions, new wordings."""

import io
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exams.formats.writing import ENDINGS, WRITERS
from exams.forms import QuestionFilterForm
from exams.models import Bank, Question, Version
from exams.question_forms import form_for
from exams.services import banks, exports
from exams.views.rights import units_where
from organisation.rights import Act

PAGE_SIZE = 20


@require_safe
@login_required
def bank_list(request):
    units_where(request.user, Act.KEEP_BANKS)
    kept = Bank.objects.kept_by(request.user).annotate(count=Count("questions")).order_by("name")
    page = Paginator(kept, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "exams/bank_list.html", {"page": page})


@require_safe
@login_required
def bank_detail(request, pk):
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    form = QuestionFilterForm(request.GET, bank=bank)
    versions = form.narrowed(Version.objects.current().filter(bank=bank))
    versions = versions.select_related("question__topic").order_by("question_id")
    page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = {key: value for key, value in request.GET.items() if key in form.fields and value}
    query = f"{urlencode(chosen)}&" if chosen else ""
    context = {"bank": bank, "filter": form, "page": page, "query": query}
    return render(request, "exams/bank_detail.html", context)


@require_safe
@login_required
def bank_export(request, pk, format_):
    """The whole bank as a file."""
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    if format_ not in WRITERS:
        raise Http404
    try:
        data = exports.export(bank, format_)
    except exports.ExportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(bank)
    file = io.BytesIO(data)
    return FileResponse(file, as_attachment=True, filename=f"{bank.name}.{ENDINGS[format_]}")


@require_safe
@login_required
def question_detail(request, pk):
    questions = Question.objects.kept_by(request.user).select_related("bank", "topic")
    question = get_object_or_404(questions, pk=pk)
    versions = question.versions.order_by("-number").prefetch_related("options")
    versions = versions.annotate(
        uses=Count("papers", filter=Q(papers__paper__published_at__isnull=False))
    )
    context = {"question": question, "versions": versions}
    return render(request, "exams/question_detail.html", context)


@login_required
def question_edit(request, pk):
    question = get_object_or_404(Question.objects.kept_by(request.user), pk=pk)
    current = question.versions.get(is_current=True)
    form = form_for(current, request.POST or None)
    if form.is_valid() and _reworded(request, question, form):
        return redirect(question)
    return render(request, "exams/question_edit.html", {"form": form, "question": question})


def _reworded(request, question, form):
    text, explanation = form.cleaned_data["text"], form.cleaned_data["explanation"]
    try:
        banks.reword(question, text, explanation, form.answers(), form.pinned, form.case_matters)
    except banks.BankRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The question is changed."))
    return True
