"""Question banks: lists, what is done to many questions at once, files to take along."""

import io
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exams.bank_forms import ACTS, BankForm, BatchForm, QuestionFilterForm
from exams.formats.writing import ENDINGS, WRITERS
from exams.models import Bank, Question, Version
from exams.services import banks, batches, exports
from exams.views.rights import units_where
from organisation.rights import Act

PAGE_SIZE = 20


@require_safe
@login_required
def bank_list(request):
    units_where(request.user, Act.KEEP_BANKS)
    drafts = Count("questions", filter=Q(questions__state=Question.State.DRAFT))
    kept = Bank.objects.kept_by(request.user).order_by("name")
    kept = kept.annotate(count=Count("questions"), drafts=drafts)
    page = Paginator(kept, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "exams/bank_list.html", {"page": page})


@login_required
def bank_create(request):
    """An empty bank, to write questions into."""
    units = units_where(request.user, Act.KEEP_BANKS)
    form = BankForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(banks.open_bank(form.cleaned_data["name"], units.first()))
        except banks.BankRefused as refusal:
            form.add_error("name", str(refusal))
    return render(request, "exams/bank_create.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def bank_detail(request, pk):
    """The questions that the address asks for; a post does something to those that are ticked."""
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    narrow = QuestionFilterForm(request.GET, bank=bank)
    versions = narrow.narrowed(Version.objects.current().filter(bank=bank))
    batch = BatchForm(request.POST or None, bank=bank)
    if request.method == "POST" and _done(request, batch, versions):
        return redirect(f"{bank.get_absolute_url()}?{request.GET.urlencode()}")
    return _list(request, bank, narrow, versions, batch)


def _done(request, batch, versions):
    if not batch.is_valid():
        return False
    questions = Question.objects.filter(pk__in=versions.order_by().values("question"))
    if not batch.cleaned_data["all"]:
        ticked = [key for key in request.POST.getlist("question") if key.isdecimal()]
        questions = questions.filter(pk__in=ticked[:PAGE_SIZE])
        if not ticked:
            batch.add_error(None, _("Tick the questions first."))
            return False
    try:
        told = batches.apply(batch.cleaned_data["act"], questions, request.user, batch.cleaned_data)
    except banks.BankRefused as refusal:
        batch.add_error(None, str(refusal))
        return False
    messages.success(request, " ".join(told))
    return True


def _list(request, bank, narrow, versions, batch):
    versions = versions.select_related("question__topic").order_by("question_id")
    page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))
    asked = narrow.as_query
    context = {
        "bank": bank,
        "filter": narrow,
        "chosen": [_without(narrow, name, bank) for name in narrow.given],
        "page": page,
        "query": f"{urlencode(asked)}&" if asked else "",
        "batch": batch,
        "acts": ACTS.items(),
        "ticked": request.POST.getlist("question"),
        "has_pictures": exports.has_pictures(bank),
    }
    return render(request, "exams/bank_detail.html", context)


def _without(narrow, name, bank):
    """A condition in words, and the list without it."""
    rest = {key: value for key, value in narrow.as_query.items() if key != name}
    return {"words": narrow.said(name), "url": f"{bank.get_absolute_url()}?{urlencode(rest)}"}


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
