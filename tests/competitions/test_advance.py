import pytest

from competitions.advance import StillTied, advancing, advancing_exactly, one_of_each


def test_the_best_advance():
    assert advancing({"C": 3, "A": 1, "B": 2}, 2) == ["A", "B"]


def test_where_the_cut_falls_on_a_tie_all_of_it_advances():
    ranks = {f"E{n:02d}": n for n in range(1, 18)} | {"E18": 18, "E19": 18, "E20": 20}

    assert len(advancing(ranks, 18)) == 19


def test_exactly_so_many_advance_when_the_cut_falls_between():
    assert advancing_exactly({"A": 1, "B": 1, "C": 3}, 2) == ["A", "B"]


def test_an_exact_cut_through_a_tie_is_refused_and_names_the_tie():
    with pytest.raises(StillTied) as refusal:
        advancing_exactly({"A": 1, "B": 2, "C": 2}, 2)

    assert (refusal.value.entries, refusal.value.places) == (("B", "C"), 1)


def test_every_township_sends_its_best():
    unit_of = {"A": "north", "B": "north", "C": "south"}

    assert one_of_each({"A": 2, "B": 1, "C": 3}, unit_of) == {"north": "B", "south": "C"}


def test_a_township_with_two_best_must_decide_first():
    with pytest.raises(StillTied) as refusal:
        one_of_each({"A": 1, "B": 1, "C": 3}, {"A": "north", "B": "north", "C": "south"})

    assert (refusal.value.unit, refusal.value.entries) == ("north", ("A", "B"))
