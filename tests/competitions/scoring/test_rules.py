import copy

import pytest

from competitions.scoring.faults import RulesRefused
from competitions.scoring.rules import parse_rules

GOOD = {
    "criteria": [{"key": "a", "weight": "0.4"}, {"key": "b", "weight": "0.6"}],
    "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
    "rounding": {"mode": "half_up", "criterion": 2, "weighted": None, "total": 2},
    "ties": ["criterion:a", "head_to_head", "untrimmed_mean"],
    "ranking": "1224",
}


def refused(path, value):
    data = copy.deepcopy(GOOD)
    *parents, last = path
    target = data
    for key in parents:
        target = target[key]
    target[last] = value
    with pytest.raises(RulesRefused) as refusal:
        parse_rules(data)
    return [fault.code for fault in refusal.value.faults]


def test_a_sound_rule_set_is_read():
    parsed = parse_rules(GOOD)

    assert [criterion.key for criterion in parsed.criteria] == ["a", "b"]
    assert (parsed.trim.minimum, parsed.rounding.weighted, parsed.ranking) == (5, None, "1224")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (["criteria"], [], "no_criteria"),
        (["criteria", 0, "key"], "b", "criterion_twice"),
        (["criteria", 0, "weight"], "1e3", "not_a_number"),
        (["criteria", 0, "weight"], "NaN", "not_a_number"),
        (["criteria", 0, "weight"], "-1", "negative_weight"),
        (["criteria", 0, "step"], "0", "step_not_above_0"),
        (["trim", "level"], "panel", "not_a_choice"),
        (["trim", "high"], -1, "not_a_count"),
        (["trim", "high"], True, "not_a_count"),
        (["trim", "drop"], 1, "unknown_key"),
        (["criteria", 0, "maximum"], "10", "unknown_key"),
        (["criteria", 0], {"key": "c", "weight": "1", "min": "2", "max": "1"}, "min_above_max"),
        (["rounding", "mode"], "half_even", "not_a_choice"),
        (["rounding", "total"], "2", "not_a_count"),
        (["rounding", "all"], 2, "unknown_key"),
        (["ties"], ["criterion:c"], "unknown_tie_step"),
        (["ranking"], "random", "not_a_choice"),
        (["weights"], {}, "unknown_key"),
    ],
)
def test_what_is_not_understood_is_refused(path, value, code):
    assert code in refused(path, value)


def test_all_faults_are_named_at_once():
    with pytest.raises(RulesRefused) as refusal:
        parse_rules({"criteria": []})

    assert len(refusal.value.faults) == 5


def test_a_list_is_no_rule_set():
    with pytest.raises(RulesRefused, match="not_an_object"):
        parse_rules([])
