"""The figures this app offers the monthly notice, in printing order."""

from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from organisation.indicators import Figure, Indicator
from organisation.models import Unit
from organisation.periods import today
from programme.models import Budget, Spending, VillageConnection


def villages_online(units, month):
    """At the end of the month; in a month that is not over yet, today."""
    day = min(month.last, today())
    there = VillageConnection.objects.on(day).filter(village=OuterRef("pk"))
    villages = Unit.objects.filter(pk__in=[unit.pk for unit in units]).villages().valid_on(day)
    rows = villages.annotate(online=Exists(there)).values_list("pk", "online")
    return {pk: Figure(Decimal(int(online)), Decimal(1)) for pk, online in rows}


def budget_used(units, month):
    """From January to the end of the month, of the budget of the year."""
    budgets = Budget.objects.filter(year=month.year, unit__in=[unit.pk for unit in units])
    spent = (
        Spending.objects.filter(unit=OuterRef("unit"), day__gte=f"{month.year}-01-01")
        .filter(day__lte=month.last)
        .order_by()
        .values("unit")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    rows = budgets.order_by().annotate(spent=Subquery(spent)).values_list("unit", "spent", "amount")
    return {unit: Figure(spent or Decimal(0), amount) for unit, spent, amount in rows}


def training_spend(units, month):
    lines = Spending.objects.filter(
        Q(day__range=month.span), kind=Spending.Kind.TRAINING, unit__in=[unit.pk for unit in units]
    )
    rows = lines.order_by().values_list("unit").annotate(total=Sum("amount"))
    return {unit: Figure(total) for unit, total in rows}


INDICATORS = [
    Indicator(
        "programme.villages_online",
        _("Villages online"),
        _("Villages that can enter, report and query over the network at the end of the month, "
          "of all villages."),
        "share",
        villages_online,
    ),
    Indicator(
        "programme.budget_used",
        _("Budget used"),
        _("Money spent since January, of the budget of the year."),
        "share",
        budget_used,
    ),
    Indicator(
        "programme.training_spend",
        _("Spent on training"),
        _("Money spent on training in the month."),
        "yuan",
        training_spend,
    ),
]  # fmt: skip
