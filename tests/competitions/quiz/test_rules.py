import copy

import pytest

from competitions.quiz.rules import parse_quiz_rules
from competitions.scoring.faults import RulesRefused
from tests.competitions.quiz.stage import DATA


def test_a_sound_rule_set_is_read():
    rules = parse_quiz_rules(DATA)

    assert (rules.base, list(rules.rounds)) == (100, ["must", "quick", "risk", "extra"])
    assert (rules.rounds["quick"].attempts, rules.rounds["risk"].values) == (2, (10, 30, 50))


@pytest.mark.parametrize(
    ("place", "change", "code"),
    [
        (None, {"base": "100"}, "not_points"),
        (None, {"base": True}, "not_points"),
        (None, {"bonus": 5}, "unknown_key"),
        (None, {"rounds": []}, "no_rounds"),
        (None, {"ties": ["by lot"]}, "unknown_tie_step"),
        (0, {"kind": "song"}, "not_a_choice"),
        (0, {"kind": ["risk"]}, "not_a_choice"),
        (0, {"key": " "}, "round_without_key"),
        (0, {"key": "quick"}, "round_twice"),
        (0, {"right": -10}, "not_points"),
        (0, {"right": None}, "not_points"),
        (0, {"wrong": 5}, "not_points"),
        (0, {"attempts": 2}, "unknown_key"),
        (1, {"early": 10}, "not_points"),
        (1, {"attempts": 9}, "not_a_count"),
        (1, {"attempts": None}, "not_a_count"),
        (1, {"seconds": 0}, "not_a_count"),
        (2, {"values": []}, "no_stakes"),
        (2, {"values": [10, 10]}, "no_stakes"),
        (2, {"values": [-10]}, "no_stakes"),
        (2, {"values": None}, "no_stakes"),
    ],
)
def test_what_is_not_understood_is_refused(place, change, code):
    data = copy.deepcopy(DATA)
    (data if place is None else data["rounds"][place]).update(change)

    with pytest.raises(RulesRefused) as refused:
        parse_quiz_rules(data)

    assert code in [fault.code for fault in refused.value.faults]


def test_a_list_is_no_rule_set():
    with pytest.raises(RulesRefused, match="not_an_object"):
        parse_quiz_rules([])
