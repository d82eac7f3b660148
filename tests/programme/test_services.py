from datetime import date, timedelta
from decimal import Decimal

import pytest

from ledger.models import Entry
from organisation.periods import today
from programme import services
from programme.models import Budget, Goal, Spending, VillageConnection
from tests import make

pytestmark = pytest.mark.django_db


def book(unit, **changes):
    facts = {
        "kind": "training", "amount": Decimal(50), "day": date(2026, 3, 1), "voucher": "2026-001",
        "purpose": "Printing",
    }  # fmt: skip
    return services.book_spending(None, unit, **{**facts, **changes})


def test_spending_is_booked_and_logged():
    unit = make.budget().unit

    line = book(unit)

    assert Spending.objects.get() == line
    assert Entry.objects.get(stream="programme").facts["voucher"] == "2026-001"


def test_a_voucher_is_booked_once():
    unit = make.budget().unit
    book(unit)

    with pytest.raises(services.ProgrammeRefused, match="2026-001"):
        book(unit, amount=Decimal(70))

    assert Spending.objects.count() == 1


def test_money_of_tomorrow_is_not_booked():
    unit = make.budget().unit

    with pytest.raises(services.ProgrammeRefused, match="not come yet"):
        book(unit, day=today() + timedelta(days=1))


def test_without_a_budget_nothing_is_booked():
    with pytest.raises(services.ProgrammeRefused, match="no budget"):
        book(make.county())


def test_spending_beyond_the_budget_is_booked_and_told():
    unit = make.budget(amount=100).unit

    book(unit, amount=Decimal("130.50"))

    assert services.overspent(unit, 2026) == Decimal("30.50")


def test_a_line_with_a_minus_puts_a_mistake_right():
    unit = make.budget(amount=100).unit
    book(unit, amount=Decimal(130))

    book(unit, amount=Decimal(-130), voucher="2026-002")

    assert services.overspent(unit, 2026) == 0


def test_a_budget_is_replaced():
    services.set_budget(None, make.county(), 2026, Decimal(100))

    services.set_budget(None, make.county(), 2026, Decimal(200))

    assert Budget.objects.get().amount == 200


def test_a_budget_of_nothing_is_refused():
    with pytest.raises(services.ProgrammeRefused, match="more than 0"):
        services.set_budget(None, make.county(), 2026, Decimal(0))


def test_the_goal_of_a_year_is_replaced():
    services.set_goal(None, 2026, Decimal(90))

    services.set_goal(None, 2026, Decimal(100))

    assert Goal.objects.get().percent == 100


def test_a_village_goes_online():
    village = make.village()

    services.connect(None, village, "fibre", date(2026, 3, 1))

    assert VillageConnection.objects.on(date(2026, 3, 1)).get().village == village
    assert not VillageConnection.objects.on(date(2026, 2, 28)).exists()


def test_a_village_is_connected_once_at_a_time():
    village = make.connection().village

    with pytest.raises(services.ProgrammeRefused, match="online already"):
        services.connect(None, village, "fibre", today())


def test_an_interruption_stays_in_the_history():
    connection = make.connection(connected_on=date(2026, 1, 1))

    services.disconnect(None, connection, date(2026, 2, 1), "Storm")
    services.connect(None, connection.village, "mobile", date(2026, 2, 3))

    online = VillageConnection.objects.on
    assert [online(date(2026, m, d)).count() for m, d in ((1, 31), (2, 1), (2, 3))] == [1, 0, 1]


def test_a_connection_begins_after_the_last_one_ended():
    connection = make.connection(ended_on=date(2026, 2, 1))

    with pytest.raises(services.ProgrammeRefused, match="2026-02-01"):
        services.connect(None, connection.village, "fibre", date(2026, 1, 20))


def test_a_connection_ends_once():
    connection = make.connection()
    services.disconnect(None, connection, today(), "Storm")

    with pytest.raises(services.ProgrammeRefused, match="ended already"):
        services.disconnect(None, connection, today(), "Storm")


def test_a_connection_that_ended_cannot_be_checked():
    connection = make.connection(ended_on=date(2026, 2, 1))

    with pytest.raises(services.ProgrammeRefused, match="ended already"):
        services.check(None, connection, today())
