import math

import numpy as np
import pytest

from competitions.scoring.rasch import severities

TRUE = {"J1": -0.9, "J2": -0.3, "J3": 0.0, "J4": 0.3, "J5": 0.9}
CRITERIA = {"a": -0.3, "b": 0.3}
STEPS = [-1.2, -0.4, 0.4, 1.2]


def simulated(entries=40, missing=0.0, seed=5):
    """Marks as the model says they come about, 0 to 4."""
    random = np.random.default_rng(seed)
    marks = {}
    for entry, level in enumerate(random.normal(0, 1.2, entries)):
        for judge, severity in TRUE.items():
            if random.random() < missing:
                continue
            for criterion, difficulty in CRITERIA.items():
                above = level - severity - difficulty
                passed = np.append(0, np.cumsum(above - np.array(STEPS)))
                chances = np.exp(passed - passed.max())
                mark = random.choice(len(chances), p=chances / chances.sum())
                marks[f"E{entry:02d}", judge, criterion] = int(mark)
    return marks


def far(found):
    """How many standard errors the judges are from the truth, at most."""
    return max(abs(found[judge].logit - true) / found[judge].error for judge, true in TRUE.items())


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_severity_that_made_the_marks_is_found_again(missing):
    found = severities(simulated(missing=missing))

    assert far(found) < 2.5
    assert all(0.05 < judge.error < 0.25 for judge in found.values())


def test_the_severities_add_up_to_nought():
    assert sum(judge.logit for judge in severities(simulated()).values()) == pytest.approx(0)


def test_more_entries_make_it_surer():
    few, many = (severities(simulated(entries))["J1"].error for entries in (20, 80))

    assert many == pytest.approx(few / 2, rel=0.2)


def test_the_names_and_the_order_of_the_marks_do_not_matter():
    marks = simulated(20)
    turned = {(f"x{e}", judge, c): mark for (e, judge, c), mark in reversed(marks.items())}

    assert severities(turned)["J1"].logit == pytest.approx(severities(marks)["J1"].logit, abs=1e-3)


def test_marks_on_another_scale_give_the_same_severity():
    marks = simulated(20)
    tens = {key: 60 + 10 * mark for key, mark in marks.items()}

    assert severities(tens) == severities(marks)


def test_entries_with_nothing_but_the_highest_marks_need_no_level():
    marks = simulated(20)
    stars = {(f"star{n}", judge, c): 4 for n in range(3) for judge in TRUE for c in CRITERIA}

    found = severities(marks | stars)

    assert all(math.isfinite(judge.logit) for judge in found.values())
    assert found["J1"].logit < found["J5"].logit


def test_a_judge_with_nothing_but_the_highest_marks_is_the_mildest_and_the_least_sure():
    found = severities({key: 4 if key[1] == "J4" else mark for key, mark in simulated(20).items()})

    assert min(found, key=lambda judge: found[judge].logit) == "J4"
    assert max(found, key=lambda judge: found[judge].error) == "J4"
    assert math.isfinite(found["J4"].logit)


def test_judges_who_always_agree_are_equally_severe():
    agreed = {(f"E{n}", judge, "a"): n for n in range(6) for judge in TRUE}

    assert [judge.logit for judge in severities(agreed).values()] == pytest.approx([0] * 5)


def test_fine_marks_are_joined_and_still_tell_the_severe_from_the_mild():
    random = np.random.default_rng(1)
    marks = {
        (entry, judge, "a"): round(80 + level - 3 * severity + random.normal(), 2)
        for entry, level in enumerate(random.normal(0, 4, 18))
        for judge, severity in TRUE.items()
    }

    found = severities(marks)

    assert sorted(found, key=lambda judge: found[judge].logit) == sorted(TRUE)


def apart():
    """J1 and J2 mark some entries, J3 and J4 others."""
    return {
        (f"E{n}{pair[0]}", judge, "a"): (n + len(judge + pair[0])) % 3
        for pair in (("J1", "J2"), ("J3", "J4"))
        for judge in pair
        for n in range(6)
    }


@pytest.mark.parametrize(
    "marks",
    [
        {},
        {(f"E{n}", "J1", "a"): n for n in range(5)},
        {("E1", judge, "a"): n for n, judge in enumerate(TRUE)},
        {(f"E{n}", judge, "a"): 7 for n in range(5) for judge in TRUE},
        {(f"E{n}", judge, judge): n % 3 for n in range(6) for judge in ("J1", "J2")},
        apart(),
    ],
    ids=["no marks", "one judge", "one entry", "equal marks", "own criteria", "apart"],
)
def test_where_severity_cannot_be_told_there_is_none(marks):
    assert severities(marks) == {}
