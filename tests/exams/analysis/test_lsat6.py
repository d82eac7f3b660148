"""A published data set gives the published figures (EXAMS.md §4.2)."""

import pytest

from exams.analysis.report import analyse
from exams.analysis.responses import read_responses
from tests.exams.analysis.tables import lsat6_rows

NEAR = 0.005


@pytest.fixture(scope="module")
def found():
    responses = read_responses(lsat6_rows())
    return {model: analyse(responses, model=model) for model in ("ctt", "rasch", "2pl")}


def column(analysis, name):
    return [item[name] for item in analysis["items"]]


def test_a_thousand_people_are_counted(found):
    assert found["ctt"]["persons"] == 1000


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("facility", [0.924, 0.709, 0.553, 0.763, 0.870]),
        ("item_total_r", [0.3620, 0.5668, 0.6184, 0.5344, 0.4354]),
        ("item_rest_r", [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]),
    ],
)
def test_classical_figures(found, name, published):
    assert column(found["ctt"], name) == pytest.approx(published, abs=0.00005)


def test_alpha(found):
    assert found["ctt"]["test"]["alpha"] == pytest.approx(0.294997, abs=0.0000005)


def test_rasch(found):
    published = [-2.872, -1.063, -0.258, -1.388, -2.219]

    assert column(found["rasch"], "b") == pytest.approx(published, abs=NEAR)
    assert column(found["rasch"], "a") == [1.0] * 5
    assert found["rasch"]["test"]["log_likelihood"] == pytest.approx(-2473.054, abs=NEAR)


def test_two_parameters(found):
    slopes = [0.8254, 0.7229, 0.8905, 0.6886, 0.6575]
    difficulties = [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236]

    assert column(found["2pl"], "a") == pytest.approx(slopes, abs=NEAR)
    assert column(found["2pl"], "b") == pytest.approx(difficulties, abs=NEAR)
    assert found["2pl"]["test"]["log_likelihood"] == pytest.approx(-2466.653, abs=NEAR)


def test_the_model_does_not_change_classical_figures(found):
    for name in ("facility", "sd", "item_rest_r", "flags"):
        assert column(found["rasch"], name) == column(found["ctt"], name)
