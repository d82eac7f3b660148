from datetime import date
from decimal import Decimal

import pytest

from organisation.indicators import Figure
from organisation.models import Unit
from organisation.periods import Month
from programme.indicators import INDICATORS, budget_used, training_spend, villages_online
from tests import make

pytestmark = pytest.mark.django_db
MARCH = Month(2026, 3)


def test_a_village_counts_as_online_when_it_is_at_the_end_of_the_month():
    yes, no = make.connection(connected_on=MARCH.last).village, make.village()
    late = make.connection(connected_on=MARCH.next.first).village

    figures = villages_online([yes, no, late], MARCH)

    online, offline = Figure(Decimal(1), Decimal(1)), Figure(Decimal(0), Decimal(1))
    assert figures == {yes.pk: online, no.pk: offline, late.pk: offline}


def test_a_village_that_is_closed_is_not_of_the_base():
    closed = make.village(valid_to=MARCH.first)

    assert villages_online([closed], MARCH) == {}


def test_the_budget_used_counts_from_january():
    unit = make.budget(amount=1000).unit
    make.spending(day=date(2026, 1, 2), amount=100)
    make.spending(day=MARCH.last, amount=200)
    make.spending(day=MARCH.next.first, amount=400)
    make.spending(day=date(2025, 12, 31), amount=800)

    assert budget_used([unit], MARCH) == {unit.pk: Figure(Decimal(300), Decimal(1000))}


def test_without_a_budget_there_is_no_share():
    make.spending(day=MARCH.first)

    assert budget_used([make.county()], MARCH) == {}


def test_training_is_counted_in_its_month_only():
    line = make.spending(day=MARCH.first, amount=70)
    make.spending(day=MARCH.first, amount=50, kind="network")
    make.spending(day=MARCH.next.first, amount=30)

    assert training_spend([line.unit], MARCH) == {line.unit.pk: Figure(Decimal(70))}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)
@pytest.mark.parametrize("count", [1, 3])
def test_one_query_whatever_the_number_of_units(indicator, count, django_assert_num_queries):
    for _one in range(count):
        make.connection()
    units = list(Unit.objects.all())

    with django_assert_num_queries(1):
        indicator.measure(units, MARCH)
