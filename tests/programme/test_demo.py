import random
from datetime import date

import pytest

from organisation.demo import DemoCounty
from organisation.periods import Month
from programme import demo as programme
from programme.indicators import budget_used, villages_online
from tests import make

DAY = date(2026, 8, 20)


@pytest.fixture
def county(db):
    township = make.township()
    villages = [make.village(parent=township) for _n in range(40)]
    return DemoCounty(
        random.Random(1), DAY, "small", make.county(), [township], villages, villages[:3]
    )


def online(county, month):
    return sum(figure.value for figure in villages_online(county.villages, month).values())


def test_the_share_of_villages_online_grows_from_82_to_96_percent(county):
    programme.build(county)

    assert [online(county, county.months[0].previous), online(county, Month.of(DAY))] == [33, 38]


def test_the_money_keeps_to_the_budget_and_to_the_past(county):
    programme.build(county)

    [figure] = budget_used([county.county], Month.of(DAY)).values()
    assert 0 < figure.value < figure.of == 300_000
