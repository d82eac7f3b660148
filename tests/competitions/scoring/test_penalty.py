from decimal import Decimal

import pytest

from competitions.scoring.faults import RulesRefused
from competitions.scoring.penalty import Penalty, parse_time_rules, time_penalty

# Six to eight minutes; the bands of a real call.
BANDS = {
    "most": 480,
    "over": [[10, "0.02"], [20, "0.05"], [30, "0.1"], [None, "0.2"]],
    "least": 360,
    "under": [[None, "0.1"]],
}


@pytest.mark.parametrize(
    ("seconds", "points", "line"),
    [
        (360, "0", None),
        (480, "0", None),
        (481, "0.02", "over:1"),
        (490, "0.02", "over:1"),
        (491, "0.05", "over:2"),
        (510, "0.1", "over:3"),
        (511, "0.2", "over:4"),
        (4000, "0.2", "over:4"),
        (359, "0.1", "under:1"),
    ],
)
def test_the_penalty_is_that_of_its_band(seconds, points, line):
    found = time_penalty(seconds, parse_time_rules(BANDS))

    assert found == Penalty(seconds, Decimal(points), line)


def test_a_closed_last_band_is_the_cap():
    rules = parse_time_rules({"most": 480, "over": [[10, "0.02"], [20, "0.05"]]})

    assert time_penalty(900, rules) == Penalty(900, Decimal("0.05"), "over:2")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "not_an_object"),
        ({"most": "480", "over": [[10, "1"]]}, "not_a_count"),
        ({"most": 480}, "limit_without_bands"),
        ({"over": [[10, "1"]]}, "limit_without_bands"),
        ({"most": 480, "over": [[10, 0.5]]}, "not_bands"),
        ({"most": 480, "over": [[20, "1"], [10, "2"]]}, "not_bands"),
        ({"most": 480, "over": [[None, "1"], [10, "2"]]}, "not_bands"),
        ({"most": 480, "over": [[10, "-1"]]}, "not_bands"),
        ({"longest": 480}, "unknown_key"),
    ],
)
def test_what_is_not_understood_is_refused(data, code):
    with pytest.raises(RulesRefused) as refusal:
        parse_time_rules(data)

    assert code in [fault.code for fault in refusal.value.faults]
