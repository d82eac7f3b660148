from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notices import display, document, receipts, services, words
from notices.forms import DraftMonthForm
from notices.models import Notice
from notices.steps import steps_of
from notices.views.board import as_workbook
from organisation.models import Unit
from organisation.rights import Act
from press import glyphs, pdf

PAGE_SIZE = 20


def _readable(person):
    return Notice.objects.readable_by(person).select_related("unit", "corrects")


def _written(person):
    """With text and figures: what can be printed."""
    return _readable(person).exclude(state=Notice.State.WRITING)


@require_safe
@login_required
def notice_list(request):
    notices = _readable(request.user).newest_first()
    county = Unit.objects.run_by(request.user, Act.DRAFT_NOTICES).counties().first()
    taken = set(Notice.objects.filter(unit=county).periods()) if county else ()
    context = {
        "living": notices.living(),
        "page": Paginator(notices.issued(), PAGE_SIZE).get_page(request.GET.get("page")),
        "form": DraftMonthForm(taken=taken) if county else None,
        "unread": set(receipts.unread_by(request.user)),
    }
    return render(request, "notices/notice_list.html", context)


@require_safe
@login_required
def notice_detail(request, pk):
    notice = get_object_or_404(_readable(request.user), pk=pk)
    context = {"notice": notice, "steps": steps_of(request.user, notice)}
    if notice.is_being_written:
        return render(request, "notices/notice_writing.html", context)
    context |= _document(request, notice)
    return render(request, "notices/notice_detail.html", context)


def _document(request, notice):
    """What stands in it, and the ways to its neighbours and to the units it names.

    A notice speaks the language it was written in, whatever its reader has chosen.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return {"written_in": settings.LANGUAGE_CODE, **_in_its_words(request, notice)}


def _in_its_words(request, notice):
    sheet, issued = document.sheet_of(notice), _readable(request.user).issued()
    columns = display.columns(sheet)
    by = request.GET.get("by") if request.GET.get("by") in columns else next(iter(columns), None)
    caption, heads, rows = document.table(sheet, by)
    rows = [(row, list(zip(heads, cells, strict=True))) for row, cells in rows]
    return {
        "name": document.red_name(notice), "sections": document.sections(notice), "sheet": sheet,
        "tiles": display.tiles(sheet), "caption": caption, "heads": heads, "rows": rows, "by": by,
        "columns": [(key, words.short(sheet.measures[key])) for key in columns],
        "needs": display.needs(sheet), "chart": display.chart(sheet, by) if by else None,
        "as_of": document.as_of(notice),
        "corrections": notice.corrections.issued(), "glyphs": _unprintable(notice),
        "before": issued.before(notice), "after": issued.after(notice),
        "seen": Unit.objects.run_by(request.user, Act.SEE_BOARD).values_list("pk", flat=True),
    }  # fmt: skip


def _unprintable(notice):
    return glyphs.warning(notice.title + "".join(getattr(notice, n) for n in document.SECTIONS))


@require_safe
@login_required
def notice_pdf(request, pk):
    notice = get_object_or_404(_written(request.user), pk=pk)
    with translation.override(settings.LANGUAGE_CODE):
        words_and_figures = document.as_print(notice)
    data = pdf.render("notice", words_and_figures, notice.issued_at)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="notice-{notice.period}.pdf"'
    return response


@require_safe
@login_required
def notice_table(request, pk):
    notice = get_object_or_404(_written(request.user), pk=pk)
    return as_workbook(document.sheet_of(notice))


@require_POST
@login_required
def notice_read(request, pk):
    notice = get_object_or_404(_readable(request.user).issued(), pk=pk)
    services.mark_read(request.user, notice)
    messages.success(request, _("Noted: you have read it."))
    return redirect(notice)


@require_safe
@login_required
def notice_receipts(request, pk):
    mine = Notice.objects.draftable_by(request.user).issued()
    notice = get_object_or_404(mine, pk=pk)
    groups = receipts.by_township(notice)
    asked = request.GET.get("township", "")
    chosen = next((g for g in groups if str(g.pk) == asked), None)
    context = {"notice": notice, "groups": groups, "chosen": chosen}
    context["missing"] = receipts.missing(notice, chosen) if chosen else []
    return render(request, "notices/notice_receipts.html", context)
