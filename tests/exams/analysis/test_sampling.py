"""Against figures worked out by hand from EXAMS.md §5.2."""

import pytest

from exams.analysis.sampling import Stratum, design_effect, estimate, sample_size

TWO = [Stratum("north", 30, (60, 70, 80)), Stratum("south", 10, (80, 90))]


def test_a_township_weighs_by_its_villages():
    # 30/40 × 70 + 10/40 × 85; the plain mean of the five would be 76.
    assert estimate(TWO).mean == pytest.approx(73.75)


def test_the_variance_is_that_of_the_strata_with_its_finite_correction():
    # s² = 100 and 50: 0.5625 × (1 − 3/30) × 100/3 + 0.0625 × (1 − 2/10) × 50/2.
    found = estimate(TWO)

    assert found.variance == pytest.approx(16.875 + 1.25)
    assert found.standard_error == pytest.approx(4.257347)
    assert found.interval == pytest.approx((65.4058, 82.0942), abs=1e-3)


def test_each_village_drawn_stands_for_others():
    assert [stratum.weight for stratum in TWO] == [10, 5]


def test_a_township_that_came_as_a_whole_adds_no_variance():
    found = estimate([Stratum("north", 2, (60, 80)), Stratum("south", 1, (90,))])

    assert (found.mean, found.variance) == (pytest.approx(230 / 3), 0)


def test_one_village_of_several_leaves_the_variance_open():
    found = estimate([*TWO, Stratum("east", 4, (50,))])

    assert (found.variance, found.interval, found.lonely) == (None, None, ("east",))


def test_a_township_nobody_came_from_is_named_and_left_out():
    found = estimate([*TWO, Stratum("east", 4, ())])

    assert (found.mean, found.units, found.missing) == (pytest.approx(73.75), 40, ("east",))


def test_nobody_gives_no_estimate():
    assert estimate([Stratum("east", 4, ())]) is None


def test_more_villages_than_there_are_is_a_mistake():
    with pytest.raises(ValueError, match="east"):
        Stratum("east", 1, (50, 60))


def test_people_of_one_village_who_are_alike_count_as_fewer():
    # Two people a village, always alike: ten people are worth about five.
    people = [value for stratum in TWO for value in stratum.values for _twice in range(2)]

    found = design_effect(estimate(TWO), people, 80)

    # Variance alone: (1 − 10/80) × s²/10 with s² = 1040/9.
    assert found == pytest.approx(18.125 / (0.875 * (1040 / 9) / 10))


def test_without_a_variance_there_is_no_design_effect():
    assert design_effect(estimate([Stratum("east", 4, (50,))]), [50, 50], 8) is None


def test_unequal_chances_weigh_by_their_inverse():
    """Chances 1/2 and 1/4 stand for 2 and 4 villages."""
    stratum = Stratum("a", 6, (90.0, 60.0), (0.5, 0.25))

    assert stratum.mean == pytest.approx((2 * 90 + 4 * 60) / 6)
    # 2/1 × [(1 − 1/2)(2/6 × 20)² + (1 − 1/4)(4/6 × −10)²]
    assert stratum.mean_variance == pytest.approx(2 * (0.5 * (20 / 3) ** 2 + 0.75 * (20 / 3) ** 2))


def test_equal_chances_change_nothing():
    plain = Stratum("a", 8, (50.0, 70.0, 90.0))
    weighed = Stratum("a", 8, (50.0, 70.0, 90.0), (0.375,) * 3)

    assert weighed.mean == pytest.approx(plain.mean)
    assert weighed.mean_variance == pytest.approx(plain.mean_variance)
    assert plain.mean_variance == pytest.approx((1 - 3 / 8) * 400 / 3)


def test_each_value_has_its_chance():
    with pytest.raises(ValueError, match="1 chances of 2"):
        Stratum("a", 5, (1.0, 2.0), (0.5,))


@pytest.mark.parametrize(("margin", "size"), [(0.05, 253), (0.08, 125), (0.1, 85)])
def test_the_sample_size_of_the_county(margin, size):
    assert sample_size(736, margin) == size
