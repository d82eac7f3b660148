"""This app's part of the invented county: who was connected when, and what it cost."""

from datetime import date, timedelta
from decimal import Decimal

from organisation.periods import Month
from programme.models import Budget, Goal, Spending, VillageConnection

BUDGET = Decimal(300_000)
ONLINE_BEFORE, ONLINE_NOW = Decimal("0.823"), Decimal("0.96")
WAYS = [VillageConnection.Way.FIBRE] * 6 + [
    VillageConnection.Way.MOBILE, VillageConnection.Way.MOBILE, VillageConnection.Way.CABLE
]  # fmt: skip
# kind, what for, how much in a month, in how many months of ten it is paid
COSTS = [
    (Spending.Kind.TRAINING, "教师课时费", 4_800, 9),
    (Spending.Kind.TRAINING, "教材和印刷", 2_300, 6),
    (Spending.Kind.TRAINING, "微机室场地费", 3_200, 7),
    (Spending.Kind.EQUIPMENT, "微机维修和配件", 5_600, 8),
    (Spending.Kind.EQUIPMENT, "路由器和交换机", 7_500, 3),
    (Spending.Kind.NETWORK, "村级网络资费", 6_900, 9),
]


def build(demo):
    """From 82.3 % online a year ago to about 96 %; budgets and vouchers of the years between."""
    _connections(demo)
    years = range(demo.months[0].year, demo.day.year + 1)
    Goal.objects.bulk_create([Goal(year=year) for year in years])
    Budget.objects.bulk_create([Budget(year=y, unit=demo.county, amount=BUDGET) for y in years])
    _spending(demo, years)


def _connections(demo):
    villages = [village for village in demo.villages if village not in demo.lived_in[:3]]
    demo.rng.shuffle(villages)
    # Villages with residents have been online all the time.
    villages = demo.lived_in[:3] + villages
    before, now = (round(len(villages) * share) for share in (ONLINE_BEFORE, ONLINE_NOW))
    first = demo.months[0].first
    days = (demo.day - first).days
    rows = []
    for place, village in enumerate(villages[:now]):
        if place < before:
            since = demo.opened + timedelta(days=demo.rng.randint(0, 200))
            since = min(since, first - timedelta(days=1))
        else:
            # Most of them early: the last villages are the hard ones.
            since = first + timedelta(days=int(days * demo.rng.random() ** 1.4))
        checked = max(since, demo.day - timedelta(days=demo.rng.randint(0, 60)))
        rows.append(
            VillageConnection(
                village=village,
                way=demo.rng.choice(WAYS),
                connected_on=since,
                checked_on=checked,
            )
        )
    VillageConnection.objects.bulk_create(rows)


def _spending(demo, years):
    rows = []
    for year in years:
        number = 0
        for month in [Month(year, n) for n in range(1, 13)]:
            for kind, purpose, about, often in COSTS:
                day = date(year, month.number, demo.rng.randint(3, 28))
                paid = demo.rng.random() * 10 < often
                amount = Decimal(round(about * demo.rng.uniform(0.7, 1.3) / 10) * 10)
                if not paid or day > demo.day:
                    continue
                number += 1
                rows.append(
                    Spending(
                        unit=demo.county,
                        kind=kind,
                        amount=amount,
                        day=day,
                        voucher=f"{year}-{number:03d}",
                        purpose=purpose,
                    )
                )
    Spending.objects.bulk_create(rows)
