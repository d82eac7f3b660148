"""Rasch and 2PL where the data are odd; the published figures are in test_lsat6.py."""

import numpy as np
import pytest

from exams.analysis.report import analyse
from exams.refusals import Refused
from tests.exams.analysis.tables import responses

SIX = [(1, 0, 1), (1, 1, 0), (0, 1, 1), (1, 1, 1), (0, 0, 1), (1, 0, 0)]


def estimates(people, model="rasch"):
    found = analyse(responses(people), model=model)
    return [item["b"] for item in found["items"]], found["test"]["log_likelihood"]


def test_one_item_half_of_the_people_get_right_is_of_average_difficulty():
    [difficulty], log_likelihood = estimates([(1,), (0,)])

    assert difficulty == pytest.approx(0, abs=1e-6)
    assert log_likelihood == pytest.approx(2 * np.log(0.5))


def test_an_item_all_got_right_has_no_difficulty_and_changes_nothing():
    with_it, without = [(*cells, 1) for cells in SIX], SIX

    [*others, last], log_likelihood = estimates(with_it)

    assert last is None
    assert others == pytest.approx(estimates(without)[0])
    assert log_likelihood == pytest.approx(estimates(without)[1])


def test_where_no_item_varies_nothing_can_be_estimated():
    assert estimates([(1, 0), (1, 0)]) == ([None, None], None)


@pytest.mark.parametrize("model", ["rasch", "2pl"])
def test_somebody_without_answers_tells_nothing(model):
    with_nobody = [*SIX, ("", "", "")]

    assert estimates(with_nobody, model)[1] == pytest.approx(estimates(SIX, model)[1])


def test_a_missing_answer_is_not_a_wrong_one():
    missing, wrong = [*SIX, (1, "", 1)], [*SIX, (1, 0, 1)]

    assert estimates(missing)[0][1] < estimates(wrong)[0][1]


def test_an_item_may_be_worth_more_than_a_mark():
    worth_two = [(2 * a, b, c) for a, b, c in SIX]

    assert estimates(worth_two) == estimates(SIX)


def test_half_right_is_refused_at_its_cell():
    with pytest.raises(Refused) as refusal:
        estimates([(2, 1), (1, 0), (0, 1)])

    assert (refusal.value.row, refusal.value.column) == (3, "a")
    assert "1 of 2 is neither right nor wrong" in refusal.value.told()


def test_two_parameters_are_recovered_from_many_people():
    random = np.random.default_rng(5)
    slopes, difficulties = np.array([0.6, 1.0, 1.5, 2.0] * 2), np.linspace(-1.5, 1.5, 8)
    ability = random.normal(size=(6000, 1))
    right = random.random((6000, 8)) < 1 / (1 + np.exp(-slopes * (ability - difficulties)))

    found = analyse(responses(right.astype(int).tolist()), model="2pl")

    assert [item["a"] for item in found["items"]] == pytest.approx(slopes, abs=0.25)
    assert [item["b"] for item in found["items"]] == pytest.approx(difficulties, abs=0.15)


def test_an_item_the_weak_get_right_has_a_slope_below_zero():
    random = np.random.default_rng(5)
    ability = random.normal(size=(2000, 1))
    right = random.random((2000, 6)) < 1 / (1 + np.exp(-1.5 * ability))
    right[:, 0] = ~right[:, 0]

    found = analyse(responses(right.astype(int).tolist()), model="2pl")

    assert [item["a"] > 0 for item in found["items"]] == [False] + [True] * 5


def test_hostile_little_data_end_in_numbers_or_nothing():
    for people in ([(1, 0)] * 5 + [(0, 1)], [(1, 1), (0, 0)], [(0, 1, 1, 0)] * 3 + [(1, 0, 0, 1)]):
        found = analyse(responses(people), model="2pl")

        assert {type(item["a"]) for item in found["items"]} <= {float, type(None)}
