"""The wizard: choose a file, match its columns, see what is wrong, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake import faulty
from intake.forms import ColumnsForm
from intake.models import Intake
from intake.registry import importers
from intake.services import intakes
from organisation.importing import Given, TableRefused

PAGE = 20
SHOWN = 5
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
State = Intake.State


def _mine(request, pk):
    """Her own imports, of a kind that she may still import."""
    intake = get_object_or_404(Intake.objects.of(request.user), pk=pk)
    importer = importers.get(intake.importer)
    if importer is None or not importer.may(request.user):
        raise Http404
    return intake


@require_safe
@login_required
def intake_list(request):
    kinds = importers.open_to(request.user)
    if not kinds:
        raise Http404
    mine = Intake.objects.of(request.user).filter(importer__in=[one.key for one in kinds])
    page = Paginator(mine.defer("waiting"), PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/intake_list.html", {"page": page, "kinds": kinds})


@login_required
def intake_begin(request, key):
    importer = importers.get(key)
    if importer is None or not importer.may(request.user):
        raise Http404
    form = importer.form(request.POST or None, request.FILES or None, person=request.user)
    if form.is_valid():
        try:
            given = *form.sent(), form.options()
            return redirect(intakes.begin(request.user, importer, *given))
        except TableRefused as refusal:
            form.add_error(form.source, str(refusal))
    return render(request, "intake/intake_begin.html", {"form": form, "importer": importer})


@require_safe
@login_required
def intake_detail(request, pk):
    """Where the import stands; each state has a page of its own."""
    intake = _mine(request, pk)
    if intake.is_under_way:
        return render(request, "intake/intake_progress.html", {"intake": intake})
    if intake.state == State.READ:
        return redirect("intake:intake_columns", pk=pk)
    page = Paginator(intake.rows.faulty(), PAGE).get_page(request.GET.get("page"))
    context = {"intake": intake, "importer": intake.kind, "page": page}
    context["places"] = [_told(intake, row, row.fault) for row in page]
    if intake.state == State.CHECKED:
        return render(request, "intake/intake_checked.html", context | _preview(intake))
    context["may_undo"] = intake.may_be_undone(timezone.now())
    context["then"] = intake.kind.then(Given(request.user, intake.options))
    return render(request, "intake/intake_done.html", context)


def _preview(intake):
    good, doubtful = intake.rows.good()[:SHOWN], intake.rows.doubtful()[:PAGE]
    return {
        "good": [_told(intake, row) for row in good],
        "has_more": intake.counts["good"] > SHOWN,
        "doubtful": [_told(intake, row, row.doubt) for row in doubtful],
    }


@require_safe
@login_required
def intake_good(request, pk):
    """All that would come in, to be checked before it does."""
    intake = _mine(request, pk)
    if intake.state != State.CHECKED:
        return redirect(intake)
    page = Paginator(intake.rows.good(), PAGE).get_page(request.GET.get("page"))
    context = {"intake": intake, "page": page, "good": [_told(intake, row) for row in page]}
    return render(request, "intake/intake_good.html", context)


def _told(intake, row, said=""):
    """A line, the words by which people know it, what is to be checked, and what is said of it."""
    content = row.content if intake.columns is None else intake.matched(row.cells)
    if content:
        known, beside = intake.kind.headline(content), intake.kind.beside(content)
    else:
        # In the order of the file: PostgreSQL keeps none in what it stores as an object.
        order = dict.fromkeys([*intake.headers, *row.cells])
        known, beside = " ".join(filter(None, map(row.cells.get, order))), []
    return {"row": row, "known": known, "beside": beside, "said": said}


@login_required
def intake_columns(request, pk):
    intake = _mine(request, pk)
    if intake.columns is None or intake.state not in (State.READ, State.CHECKED):
        return redirect(intake)
    form = ColumnsForm(
        request.POST or None,
        initial=ColumnsForm.initial_of(intake.columns, intake.headers),
        columns=intake.kind.columns,
        headers=intake.headers,
        rows=intake.rows.values_list("cells", flat=True)[:PAGE],
    )
    if form.is_valid():
        return _step(request, intake, intakes.match_columns, form.matched())
    context = {"intake": intake, "importer": intake.kind, "form": form}
    return render(request, "intake/intake_columns.html", context)


@require_POST
@login_required
def intake_confirm(request, pk):
    return _step(request, _mine(request, pk), intakes.confirm, request.POST.get("round"))


@require_POST
@login_required
def intake_go_on(request, pk):
    """Whoever does not want to wait for the queue: the next chunk, at once."""
    intake = _mine(request, pk)
    if intake.is_under_way:
        intakes.go_on(intake.pk, intake.state, intake.cursor)
    return redirect(intake)


@require_POST
@login_required
def intake_undo(request, pk):
    return _step(request, _mine(request, pk), intakes.undo)


def _step(request, intake, deed, *given):
    try:
        deed(intake, *given)
    except intakes.IntakeRefused as refusal:
        messages.info(request, str(refusal))
    return redirect(intake)


@require_safe
@login_required
def intake_faulty(request, pk, suffix):
    intake = _mine(request, pk)
    if suffix not in MIME or not intake.rows.faulty().exists():
        raise Http404
    response = HttpResponse(faulty.as_file(intake, suffix), content_type=MIME[suffix])
    response["Content-Disposition"] = f'attachment; filename="to-put-right-{intake.pk}.{suffix}"'
    return response
