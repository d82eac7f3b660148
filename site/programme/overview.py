"""The programme of a year at a glance, for the units one answers for."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Sum

from programme.models import Budget, Goal, Spending, VillageConnection


@dataclass(frozen=True)
class Kind:
    label: str
    amount: Decimal


@dataclass(frozen=True)
class Year:
    number: int
    goal: Goal | None
    villages: int
    online: int
    budget: Decimal
    spent: Decimal
    kinds: list[Kind]

    @property
    def online_percent(self):
        return Decimal(100 * self.online) / self.villages if self.villages else None

    @property
    def left(self):
        return self.budget - self.spent

    @property
    def overspent(self):
        return -self.left if self.left < 0 else Decimal(0)


def year_of(units, year, day):
    """Six queries, however many units."""
    villages = with_state(units.villages().valid_on(day), day)
    online = villages.filter(online=True).count()
    budget = Budget.objects.filter(unit__in=units, year=year).aggregate(n=Sum("amount"))["n"]
    by_kind = dict(
        Spending.objects.filter(unit__in=units)
        .in_year(year)
        .order_by()
        .values_list("kind")
        .annotate(Sum("amount"))
    )
    kinds = [Kind(label, by_kind.get(kind, Decimal(0))) for kind, label in Spending.Kind.choices]
    return Year(
        year,
        Goal.objects.filter(year=year).first(),
        villages.count(),
        online,
        budget or Decimal(0),
        sum(by_kind.values(), Decimal(0)),
        kinds,
    )


def with_state(villages, day):
    """Villages that know whether they were online on a day."""
    return villages.annotate(
        online=Exists(VillageConnection.objects.on(day).filter(village=OuterRef("pk")))
    )
