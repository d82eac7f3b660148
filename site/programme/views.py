from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act
from programme import services
from programme.forms import (
    BudgetForm,
    ConnectForm,
    DisconnectForm,
    GoalForm,
    SpendingForm,
    VillagesForm,
)
from programme.models import Budget, Spending, VillageConnection
from programme.overview import with_state, year_of

PAGE_SIZE = 20


def _seen(person):
    return _or_404(Unit.objects.run_by(person, Act.SEE_BOARD))


def _kept(person):
    return _or_404(Unit.objects.run_by(person, Act.KEEP_PROGRAMME))


def _or_404(units):
    if not units.exists():
        raise Http404
    return units


def _may_keep(person):
    return Unit.objects.run_by(person, Act.KEEP_PROGRAMME).exists()


def _year_asked(request):
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year


@require_safe
@login_required
def overview(request):
    units = _seen(request.user)
    year = year_of(units, today().year, today())
    context = {"year": year, "may_keep": _may_keep(request.user)}
    return render(request, "programme/overview.html", context)


@require_safe
@login_required
def village_list(request):
    units = _seen(request.user)
    form = VillagesForm(request.GET, units=units)
    villages = with_state(units.villages().now(), today())
    chosen = form.cleaned_data if form.is_valid() else {}
    if township := chosen.get("township"):
        villages = villages.within(township)
    if state := chosen.get("state"):
        villages = villages.filter(online=state == "on")
    latest = VillageConnection.objects.filter(ended_on=None)
    villages = villages.prefetch_related(
        Prefetch("connections", latest, to_attr="open_connections")
    )
    page = Paginator(villages, PAGE_SIZE).get_page(request.GET.get("page"))
    townships = dict(units.townships().values_list("path", "name"))
    context = {
        "form": form,
        "page": page,
        "villages": [(v, townships.get(v.path[: -v.steplen], "")) for v in page],
        "query": _query_without_page(request),
    }
    return render(request, "programme/village_list.html", context)


def _query_without_page(request):
    query = request.GET.copy()
    query.pop("page", None)
    return f"{query.urlencode()}&" if query else ""


@require_safe
@login_required
def village_detail(request, pk):
    village = get_object_or_404(_seen(request.user).villages(), pk=pk)
    connections = list(village.connections.all())
    current = next((one for one in connections if one.ended_on is None), None)
    keeps = Unit.objects.run_by(request.user, Act.KEEP_PROGRAMME).filter(pk=village.pk).exists()
    past = [one for one in connections if one.ended_on is not None]
    context = {"village": village, "past": past, "current": current, "may_keep": keeps}
    return render(request, "programme/village_detail.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def village_connect(request, pk):
    village = get_object_or_404(_kept(request.user).villages(), pk=pk)
    form = ConnectForm(request.POST or None)
    if form.is_valid() and _done(form, services.connect, request.user, village):
        messages.success(request, _("%(village)s is online.") % {"village": village})
        return redirect("programme:village_detail", pk=village.pk)
    context = {"form": form, "village": village, "title": _("Enter a connection")}
    return render(request, "programme/village_form.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def connection_end(request, pk):
    mine = VillageConnection.objects.editable_by(request.user).select_related("village")
    connection = get_object_or_404(mine, pk=pk)
    form = DisconnectForm(request.POST or None)
    if form.is_valid() and _done(form, services.disconnect, request.user, connection):
        messages.success(request, _("Entered as not online."))
        return redirect("programme:village_detail", pk=connection.village_id)
    context = {"form": form, "village": connection.village, "title": _("Enter an interruption")}
    return render(request, "programme/village_form.html", context)


@require_POST
@login_required
def connection_check(request, pk):
    connection = get_object_or_404(VillageConnection.objects.editable_by(request.user), pk=pk)
    try:
        services.check(request.user, connection, today())
    except services.ProgrammeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Checked today."))
    return redirect("programme:village_detail", pk=connection.village_id)


@require_safe
@login_required
def money(request):
    units, year = _seen(request.user), _year_asked(request)
    lines = Spending.objects.visible_to(request.user).in_year(year).select_related("unit")
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "year": year_of(units, year, today()),
        "budgets": Budget.objects.visible_to(request.user).filter(year=year).select_related("unit"),
        "page": page,
        "query": f"year={year}&",
        "years": [year - 1, year + 1] if year < today().year else [year - 1],
        "may_keep": _may_keep(request.user),
    }
    return render(request, "programme/money.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def spending_add(request):
    units = _kept(request.user)
    initial = {"unit": units.first(), "day": today()}
    form = SpendingForm(request.POST or None, initial=initial, units=units)
    if form.is_valid() and (line := _done(form, services.book_spending, request.user)):
        amount = floatformat(line.amount, "-2g")
        messages.success(request, _("Booked: %(amount)s yuan.") % {"amount": amount})
        if over := services.overspent(line.unit, line.day.year):
            over = floatformat(over, "-2g")
            messages.warning(request, _("The budget is exceeded by %(n)s yuan.") % {"n": over})
        return redirect(line.get_absolute_url())
    return render(request, "programme/money_form.html", {"form": form, "title": _("Book spending")})


@require_http_methods(["GET", "POST"])
@login_required
def budget_set(request):
    units = _kept(request.user)
    initial = {"unit": units.first(), "year": today().year}
    form = BudgetForm(request.POST or None, initial=initial, units=units)
    if form.is_valid() and _done(form, services.set_budget, request.user):
        messages.success(request, _("The budget is set."))
        return redirect("programme:money")
    return render(request, "programme/money_form.html", {"form": form, "title": _("Set a budget")})


@require_http_methods(["GET", "POST"])
@login_required
def goal_set(request):
    _kept(request.user)
    form = GoalForm(request.POST or None, initial={"year": today().year})
    if form.is_valid() and _done(form, services.set_goal, request.user):
        messages.success(request, _("The goal is set."))
        return redirect("programme:overview")
    return render(request, "programme/money_form.html", {"form": form, "title": _("Set the goal")})


def _done(form, act, *args):
    """What the service returned, or True; a refusal becomes an error of the form."""
    try:
        return act(*args, **form.cleaned_data) or True
    except services.ProgrammeRefused as refusal:
        form.add_error(None, str(refusal))
        return False
