import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.scoring.leniency import leniency

ENTRIES = {"A": 80, "B": 85, "C": 70, "D": 90}
JUDGES = {"J1": 2.0, "J2": -1.5, "J3": -0.5}


def marked(missing=()):
    return {
        (judge, entry): level + above
        for judge, above in JUDGES.items()
        for entry, level in ENTRIES.items()
        if judge + entry not in missing
    }


def test_each_judge_is_so_much_above_the_panel():
    assert leniency(marked()) == pytest.approx(JUDGES)


def test_missing_cells_do_not_change_what_the_others_say():
    assert leniency(marked({"J1A", "J2B", "J3C", "J2D"})) == pytest.approx(JUDGES)


def test_in_a_full_table_it_is_the_distance_of_the_means():
    totals = {("J1", "A"): 5, ("J1", "B"): 8, ("J2", "A"): 6, ("J2", "B"): 6}

    assert leniency(totals) == pytest.approx({"J1": 0.25, "J2": -0.25})


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("1234"), st.sampled_from("abcde")), st.integers(0, 100)
    )
)
def test_the_sum_is_nought(totals):
    assert sum(leniency(totals).values()) == pytest.approx(0, abs=1e-8)


def test_two_panels_without_a_common_entry_cannot_be_compared():
    assert leniency({("J1", "A"): 1, ("J2", "A"): 2, ("J3", "B"): 1, ("J4", "B"): 2}) == {}


@pytest.mark.parametrize("totals", [{}, {("J1", "A"): 1, ("J1", "B"): 2}])
def test_nobody_is_lenient_alone(totals):
    assert leniency(totals) == {}
