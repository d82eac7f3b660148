from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from competitions.scoring.agreement import ICC_FORMS, intraclass, kendall

# The table printed by Shrout and Fleiss in 1979: six targets, four judges.
TARGETS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
SHROUT_FLEISS = [list(judge) for judge in zip(*TARGETS, strict=True)]
# Four judges rank ten projects; the squares of their sums from the middle add up to 1048.
TEN_PROJECTS = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    [1, 6, 2, 4, 3, 5, 7, 8, 10, 9],
    [1, 3, 2, 4, 5, 6, 7, 10, 9, 8],
    [2, 1, 3, 9, 5, 7, 6, 8, 4, 10],
]
MATRICES = st.integers(3, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 4), min_size=n, max_size=n), min_size=2, max_size=5)
)


def test_the_published_table_is_reproduced():
    found = {form: f"{value:.2f}" for form, value in intraclass(SHROUT_FLEISS).items()}

    assert found == {
        "1,1": "0.17", "2,1": "0.29", "3,1": "0.71", "1,k": "0.44", "2,k": "0.62", "3,k": "0.91",
    }  # fmt: skip


def test_the_coefficient_of_four_judges_and_ten_projects():
    w, chi2 = kendall(TEN_PROJECTS)

    assert (round(w, 3), round(chi2, 2)) == (0.794, 28.58)


def test_judges_who_agree_entirely_have_coefficient_one_also_with_ties():
    assert kendall([[1, 2, 2, 4], [10, 20, 20, 40]]) == (1.0, 6.0)


@given(MATRICES)
def test_the_correction_for_ties_is_that_of_friedmans_test(matrix):
    assume(all(len(set(row)) > 1 for row in matrix))

    _w, chi2 = kendall(matrix)

    assert chi2 == pytest.approx(friedmanchisquare(*np.array(matrix).T).statistic)


@pytest.mark.parametrize("matrix", [[], [[1, 2, 3]], [[1], [2]], [[5, 5], [3, 3]]])
def test_where_nothing_can_be_compared_there_is_no_coefficient(matrix):
    assert kendall(matrix) == (None, None)


@pytest.mark.parametrize("matrix", [[], [[1, 2, 3]], [[1], [2]], [[5, 5], [5, 5]]])
def test_where_nothing_varies_there_is_no_correlation(matrix):
    assert intraclass(matrix) == dict.fromkeys(ICC_FORMS)


def test_only_the_forms_that_are_defined_are_given():
    found = intraclass([[5, 5], [3, 3]])

    assert (found["3,1"], found["3,k"], found["1,k"]) == (None, None, None)
    assert found["1,1"] == -1.0


def test_exact_totals_are_equal_when_they_are_equal():
    tenth = Fraction(1, 10)

    assert kendall([[3 * tenth, Fraction("0.3"), 1], [1, 1, 2]])[0] == 1.0


@given(MATRICES, st.integers(-5, 5))
def test_a_lenient_judge_changes_no_coefficient_of_consistency(matrix, more):
    raised = [[value + more for value in matrix[0]], *matrix[1:]]

    assert intraclass(raised)["3,1"] == intraclass(matrix)["3,1"]
    assert kendall(raised) == kendall(matrix)
