import pytest

from exams.analysis.groups import Group, group, largest_difference, wilson


def test_wilson_agrees_with_hand_worked_intervals():
    # 8 of 10 with z = 1.96: (0.8 + 0.19208 ± 1.96 √(0.016 + 0.009604)) / 1.38416.
    assert wilson(8, 10, 1.96) == pytest.approx((0.49016, 0.94331), abs=1e-5)
    assert wilson(0, 10, 1.96) == pytest.approx((0, 0.27754), abs=1e-5)


def test_a_group_has_a_mean_and_a_share_each_with_its_interval():
    found = group("T", [60, 70, 80, 90, 100], 4)

    # sd² = 250, so the mean is 80 ± 1.95996 √50.
    assert (found.mean, found.passed) == (80, 4)
    assert (found.mean_low, found.mean_high) == pytest.approx((66.141, 93.859), abs=1e-3)
    assert (found.share_low, found.share_high) == pytest.approx(wilson(4, 5))


def test_of_four_people_nothing_is_said():
    assert group("T", [60, 70, 80, 90], 4) == Group("T", 4)


def of(key, mean, people, sd=10.0):
    return Group(key, people, mean, sd)


def test_a_difference_is_real_when_it_is_more_than_chance_makes():
    # √(100/100 + 100/100) × 1.96 = 2.77.
    small = largest_difference([of("A", 70, 100), of("B", 72, 100)])
    large = largest_difference([of("A", 70, 100), of("B", 73, 100)])

    assert small.margin == pytest.approx(2.772, abs=1e-3)
    assert (small.is_real, large.is_real, large.low, large.high) == (False, True, "A", "B")


def test_of_several_pairs_chance_makes_more():
    two = largest_difference([of("A", 70, 100), of("B", 73, 100)])
    three = largest_difference([of("A", 70, 100), of("B", 73, 100), of("C", 71, 100)])

    assert three.margin == pytest.approx(two.margin * 2.394 / 1.960, rel=1e-3)


def test_groups_of_fewer_than_twenty_are_not_compared():
    assert largest_difference([of("A", 10, 19), of("B", 90, 100)]) is None
