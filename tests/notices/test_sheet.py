from datetime import date
from decimal import Decimal

import pytest

from notices import display
from notices.board import Board, board
from notices.sheet import Sheet, measured
from organisation.indicators import Figure, Indicator
from organisation.models import Unit
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db
AUGUST = Month(2026, 8)
DAY = date(2026, 8, 31)


def indicator(figures, unit="share", key="tests.figure"):
    return Indicator(key, "Figure", "A figure.", unit, lambda units, month: figures)


def share(value, of):
    return Figure(Decimal(value), Decimal(of))


def test_the_board_refuses_a_key_it_has():
    full = Board()
    full.add(indicator({}))

    with pytest.raises(ValueError, match=r"tests\.figure"):
        full.add(indicator({}))


def test_a_share_is_added_up_by_its_parts():
    a, b = make.village(), make.village()
    figures = {a.pk: share(1, 2), b.pk: share(30, 30)}

    sheet = measured([indicator(figures)], make.county(), AUGUST, DAY)

    assert sheet.whole.now == {"tests.figure": share(31, 32)}
    assert [line.now["tests.figure"] for line in sheet.parts] == [share(1, 2), share(30, 30)]


def test_a_share_of_nothing_is_no_figure():
    village = make.village()

    sheet = measured([indicator({village.pk: share(0, 0)})], make.county(), AUGUST, DAY)

    assert sheet.whole.now == {}


def test_a_count_that_nobody_reported_is_zero():
    make.village()

    sheet = measured([indicator({}, "count")], make.county(), AUGUST, DAY)

    assert sheet.whole.now == {"tests.figure": Figure(Decimal(0))}


def test_what_belongs_to_the_county_is_not_of_a_township():
    township = make.township()
    figures = {make.county().pk: Figure(Decimal(4)), township.pk: Figure(Decimal(3))}

    whole = measured([indicator(figures, "hours")], make.county(), AUGUST, DAY).whole
    part = measured([indicator(figures, "hours")], township, AUGUST, DAY).whole

    assert (whole.now["tests.figure"].value, part.now["tests.figure"].value) == (7, 3)


def test_a_sheet_comes_back_from_json_as_it_was():
    village = make.village()
    indicators = [indicator({village.pk: share(1, 3)}), indicator({}, "yuan", "tests.money")]

    sheet = measured(indicators, make.county(), AUGUST, DAY)

    assert Sheet.of_json(sheet.as_json()) == sheet


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("one", list(board), ids=lambda one: one.key)
def test_every_indicator_is_one_query(one, count, django_assert_num_queries):
    for _n in range(count):
        make.village()
    units = Unit.objects.within(make.county())
    list(units)

    with django_assert_num_queries(1):
        one.measure(units, AUGUST)


def test_a_rate_of_few_people_is_told_of_the_township_but_not_of_the_village():
    township = make.township()
    few, many = make.village(parent=township), make.village(parent=township)
    figures = {few.pk: share(3, 4), many.pk: share(4, 5)}

    sheet = measured([indicator(figures, key="exams.pass_rate")], township, AUGUST, DAY)

    assert sheet.whole.now == {"exams.pass_rate": share(7, 9)}
    assert [row.value for row in display.rows(sheet, "exams.pass_rate")] == [
        "fewer than 5 people",
        "80.0%",
    ]
