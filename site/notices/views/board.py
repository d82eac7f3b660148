from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from notices import display
from notices.board import board
from notices.document import as_rows
from notices.forms import BoardForm
from notices.models import Notice
from notices.sheet import Sheet, measured
from notices.workbook import workbook
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _seen(person):
    return Unit.objects.run_by(person, Act.SEE_BOARD)


@require_safe
@login_required
def board_home(request):
    """The board of the highest unit she answers for."""
    unit = _seen(request.user).order_by("depth", "path").first()
    if unit is None:
        raise Http404
    return _board(request, unit)


@require_safe
@login_required
def board_unit(request, pk):
    return _board(request, get_object_or_404(_seen(request.user), pk=pk))


def _board(request, unit):
    form = BoardForm(request.GET)
    month, key = form.chosen_month, form.chosen_measure
    sheet = measured(board, unit, month, today())
    context = {
        "form": BoardForm(initial={"month": str(month), "measure": key}),
        "unit": unit,
        "above": _seen(request.user).filter(path=unit.path[: -unit.steplen]).first(),
        "month": month,
        "query": urlencode({"month": str(month), "measure": key}),
        "tiles": [(tile, _way(unit, month, tile)) for tile in display.tiles(sheet)],
        "measure": sheet.measures[key],
        "rows": display.rows(sheet, key),
        "counted": display.is_counted_below(sheet, key),
        "ranked": display.is_ranked(key, sheet.parts),
        "chart": display.chart(sheet, key),
        "evidence": _evidence(unit, key),
        "trend": display.trend(_published(unit, month), unit.pk, sheet.measures[key]),
    }
    return render(request, "notices/board.html", context)


def _way(unit, month, tile):
    """From a tile to the units below by its figure; empty while it has none."""
    if not tile.key:
        return ""
    query = urlencode({"month": str(month), "measure": tile.key})
    return f"{reverse('notices:board_unit', kwargs={'pk': unit.pk})}?{query}#units"


def _evidence(unit, key):
    """Where the single cases behind a figure are listed."""
    if key == "programme.villages_online" and unit.level == Unit.Level.VILLAGE:
        return reverse("programme:village_detail", kwargs={"pk": unit.pk})
    return {
        "programme.villages_online": reverse("programme:village_list"),
        "programme.budget_used": reverse("programme:money"),
        "programme.training_spend": reverse("programme:money"),
        "notices.issued": reverse("notices:notice_list"),
    }.get(key, "")


def _published(unit, month):
    """The sheets of the notices of a year up to the month, the oldest first."""
    issued = Notice.objects.issued().filter(unit__path=unit.path[: unit.steplen])
    issued = issued.filter(month__lte=month.first, corrects=None).newest_first()[:12]
    return [Sheet.of_json(figures) for figures in issued.values_list("figures", flat=True)][::-1]


@require_safe
@login_required
def board_table(request, pk):
    unit = get_object_or_404(_seen(request.user), pk=pk)
    month = BoardForm(request.GET).chosen_month
    return as_workbook(measured(board, unit, month, today()))


def as_workbook(sheet):
    headers, rows = as_rows(sheet)
    response = HttpResponse(workbook(headers, rows, str(sheet.month)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="figures-{sheet.month}.xlsx"'
    return response
