from tests.competitions.scoring.panels import cells, ranks, rules

TIED = {"A": [2, 2, 2], "B": [1, 2, 3], "C": [1, 1, 1]}
AB = {"a": "1", "b": "1"}


def test_equal_scores_share_a_rank_and_the_next_one_is_left_out():
    assert ranks(rules(), cells(TIED)) == {"A": (1, True), "B": (1, True), "C": (3, False)}


def test_dense_ranking_leaves_no_rank_out():
    assert ranks(rules(ranking="dense"), cells(TIED))["C"] == (2, False)


def test_ranks_compare_the_rounded_score():
    given = cells({"A": ["1.001", "1", "1"], "B": ["1", "1", "1"]})

    assert ranks(rules(), given) == {"A": (1, True), "B": (1, True)}


def test_a_tie_is_broken_by_a_named_criterion():
    given = cells({"A": [[1, 3]] * 3, "B": [[2, 2]] * 3}, "ab")

    assert ranks(rules(AB, ties=["criterion:a"]), given) == {"B": (1, False), "A": (2, False)}


def test_a_tie_is_broken_by_the_judges_who_ranked_one_above_the_other():
    given = cells({"A": [5, 3, 1], "B": [4, 4, 1], "C": [1, 1, 7]})

    found = ranks(rules(ties=["head_to_head"]), given)

    assert found == {"A": (1, True), "B": (1, True), "C": (3, False)}


def test_head_to_head_counts_only_judges_who_marked_both():
    given = cells({"A": [2, 4, 4, "recused", 2], "B": [3, 3, 3, "3", "recused"]})

    assert ranks(rules(ties=["head_to_head"]), given) == {"A": (1, False), "B": (2, False)}


def test_a_tie_is_broken_by_the_mean_of_all_judges():
    given = cells({"A": [1, 5, 5, 5, 6], "B": [0, 5, 5, 5, 6]})

    assert ranks(rules(ties=["untrimmed_mean"]), given) == {"A": (1, False), "B": (2, False)}


def test_the_steps_are_taken_in_their_order():
    given = cells({"A": [[1, 3]] * 2 + [[1, 3]], "B": [[2, 2]] * 3, "C": [[2, 2]] * 3}, "ab")

    found = ranks(rules(AB, ties=["criterion:a", "untrimmed_mean"]), given)

    assert found == {"B": (1, True), "C": (1, True), "A": (3, False)}


def test_entries_are_ranked_within_their_group():
    given = cells({"A": [1, 1, 1]}, group="x") + cells({"B": [9, 9, 9]}, group="y")

    assert ranks(rules(), given) == {"A": (1, False), "B": (1, False)}


def test_an_unsound_entry_has_no_rank():
    assert ranks(rules(), cells({"A": [1, 2, ""], "B": [1, 1, 1]})) == {
        "A": (None, False),
        "B": (1, False),
    }
