from datetime import date
from decimal import Decimal
from itertools import count

from programme.models import Budget, Spending, VillageConnection
from tests.make.organisation import county, village

__all__ = ["budget", "connection", "spending"]

_numbers = count(1)


def connection(village_=None, *, connected_on=date(2020, 1, 1), way="fibre", **fields):
    return VillageConnection.objects.create(
        village=village_ or village(), connected_on=connected_on, way=way, **fields
    )


def budget(unit=None, year=2026, amount=300_000):
    return Budget.objects.create(unit=unit or county(), year=year, amount=Decimal(amount))


def spending(unit=None, amount=100, day=date(2026, 8, 3), kind="training", **fields):
    voucher = fields.pop("voucher", f"V-{next(_numbers)}")
    return Spending.objects.create(
        unit=unit or county(),
        amount=Decimal(amount),
        day=day,
        kind=kind,
        voucher=voucher,
        purpose=fields.pop("purpose", "Printing"),
    )
