"""The definitions of EXAMS.md §4.1, worked out by hand on a table of four people."""

import pytest

from exams.analysis.report import analyse
from tests.exams.analysis.tables import responses

FOUR = [(1, 2, 1), (1, 1, 0), (0, 2, 0), (0, 0, 0)]  # totals 4, 2, 2, 0


def item_of(people, place=0):
    return analyse(responses(people))["items"][place]


def test_figures_of_an_item():
    item = item_of(FOUR)

    assert item == {
        "name": "a",
        "facility": 0.5,
        "sd": pytest.approx((1 / 3) ** 0.5),
        "item_total_r": pytest.approx(0.5**0.5),
        "item_rest_r": pytest.approx(0.2**0.5),
        "discrimination_index": pytest.approx(100 * 0.2**0.5),
        "discriminative_efficiency": pytest.approx(50),
        "flags": [],
    }


def test_facility_is_a_share_of_the_largest_mark():
    item = item_of(FOUR, 1)

    assert (item["facility"], item["sd"]) == (0.625, pytest.approx((2.75 / 3) ** 0.5))


def test_figures_of_the_test():
    error_ratio = 100 * 0.34375**0.5

    assert analyse(responses(FOUR))["test"] == {
        "mean": 2.0,
        "sd": pytest.approx((8 / 3) ** 0.5),
        "median": 2.0,
        "skewness": pytest.approx(0),
        "kurtosis": pytest.approx(1.5),
        "alpha": pytest.approx(0.65625),
        "cic": pytest.approx(65.625),
        "error_ratio": pytest.approx(error_ratio),
        "standard_error": pytest.approx(error_ratio / 100 * (8 / 3) ** 0.5),
    }


def test_skewness_of_totals_with_a_long_tail():
    # Totals 0, 0, 0, 4: m2 = 3, m3 = 6, k2 = 4, k3 = 16.
    assert analyse(responses([(0,), (0,), (0,), (4,)]))["test"]["skewness"] == pytest.approx(2)


def test_an_empty_cell_counts_nothing():
    assert item_of([("1",), ("",), ("",), ("1",)])["facility"] == 0.5


def test_an_item_nobody_got_a_mark_for_has_maximum_one():
    assert item_of([(0, 1), (0, 0)])["facility"] == 0
    assert item_of([("", 1), ("", 0)])["facility"] == 0


@pytest.mark.parametrize("people", [[(1, 1), (1, 1)], [(0.1, 0.2), (0.1, 0.2), (0.1, 0.2)]])
def test_where_nothing_varies_correlations_are_not_defined(people):
    found = analyse(responses(people))

    assert [item["sd"] for item in found["items"]] == pytest.approx([0, 0])
    assert {item["item_rest_r"] for item in found["items"]} == {None}
    assert {item["discriminative_efficiency"] for item in found["items"]} == {None}
    assert (found["test"]["alpha"], found["test"]["standard_error"]) == (None, None)


def test_one_person_has_no_spread():
    found = analyse(responses([(1, 0)]))

    assert found["items"][0]["sd"] is None
    assert (found["test"]["mean"], found["test"]["sd"]) == (1.0, None)


def test_one_item_has_neither_a_rest_nor_alpha():
    found = analyse(responses([(1,), (0,), (1,)]))

    assert found["items"][0]["item_total_r"] == pytest.approx(1)
    assert found["items"][0]["item_rest_r"] is None
    assert found["test"]["alpha"] is None


def test_people_in_perfect_order_have_full_efficiency():
    found = analyse(responses([(0, 0), (0, 1), (1, 2), (1, 3)]))

    assert found["items"][0]["discriminative_efficiency"] == pytest.approx(100)
