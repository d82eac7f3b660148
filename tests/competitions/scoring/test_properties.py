"""What must hold for any marks whatever."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from competitions.tabulation import as_strings, tabulate
from tests.competitions.scoring.panels import cells, rules

MARKS = st.integers(0, 400).map(lambda quarter: Decimal(quarter) / 4)
PANEL = st.lists(st.lists(MARKS, min_size=2, max_size=2), min_size=3, max_size=9)
RULES = st.builds(
    lambda level, ranking: rules(
        {"a": "0.6", "b": "0.4"},
        trim={"level": level},
        ranking=ranking,
        ties=["criterion:a", "head_to_head", "untrimmed_mean"],
    ),
    st.sampled_from(["judge", "criterion"]),
    st.sampled_from(["1224", "dense"]),
)


def printed(rule_set, given_cells):
    return [as_strings(result, rule_set) for result in tabulate(rule_set, given_cells).results]


@given(RULES, st.lists(PANEL, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_does_not_matter(rule_set, panels, random):
    size = min(map(len, panels))
    ordered = cells({f"E{n}": panel[:size] for n, panel in enumerate(panels)}, "ab")
    shuffled = random.sample(ordered, len(ordered))

    assert printed(rule_set, shuffled) == printed(rule_set, ordered)


@given(RULES, PANEL, st.sampled_from(["recused", "absent", "void"]))
def test_a_judge_left_out_is_as_if_she_were_not_in_the_table(rule_set, panel, word):
    without = cells({"E": panel}, "ab")
    with_her = without + cells({"E": [*[[0, 0]] * len(panel), word]}, "ab")[-2:]

    assert printed(rule_set, with_her) == printed(rule_set, without)


@given(RULES, PANEL)
def test_the_score_lies_between_the_lowest_and_the_highest(rule_set, panel):
    [result] = printed(rule_set, cells({"E": panel}, "ab"))

    for place, key in enumerate("ab"):
        marks = [sheet[place] for sheet in panel]
        assert min(marks) <= Decimal(result["criteria"][key]) <= max(marks)


@given(RULES, PANEL, st.data())
def test_raising_a_mark_never_lowers_the_score(rule_set, panel, data):
    before = cells({"E": panel}, "ab")
    place = data.draw(st.integers(0, len(before) - 1))
    raised = Decimal(before[place].mark) + data.draw(MARKS)
    after = [*before[:place], before[place]._replace(mark=str(raised)), *before[place + 1 :]]

    [low], [high] = printed(rule_set, before), printed(rule_set, after)

    assert Decimal(high["total"]) >= Decimal(low["total"])


@given(RULES, st.lists(PANEL, min_size=2, max_size=5))
def test_a_better_score_never_has_a_worse_rank(rule_set, panels):
    size = min(map(len, panels))
    found = printed(rule_set, cells({f"E{n}": p[:size] for n, p in enumerate(panels)}, "ab"))

    pairs = [(r["rank"], -Decimal(r["total"])) for r in found]
    assert sorted(pairs) == sorted(pairs, key=lambda pair: (pair[1], pair[0]))
