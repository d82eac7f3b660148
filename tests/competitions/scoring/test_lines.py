from competitions.scoring.lines import Line, Place, in_order, line


def test_equals_share_the_better_place_and_the_next_is_left_out():
    assert in_order({"A": 9, "B": 8, "C": 8, "D": 7}) == {
        "A": Place(1, False),
        "B": Place(2, True),
        "C": Place(2, True),
        "D": Place(4, False),
    }


def test_a_line_between_different_ranks_is_shared_by_nobody():
    assert line({"A": 1, "B": 2, "C": 3}, 2) == Line(("A", "B"), ())


def test_a_line_through_equals_is_shared_by_them():
    assert line({"A": 1, "B": 2, "C": 2, "D": 4}, 2) == Line(("A",), ("B", "C"))


def test_equals_that_end_at_the_line_do_not_share_it():
    assert line({"A": 1, "B": 2, "C": 2, "D": 4}, 3) == Line(("A", "B", "C"), ())


def test_dense_ranks_give_the_same_line():
    assert line({"A": 1, "B": 1, "C": 2, "D": 3}, 3) == Line(("A", "B", "C"), ())


def test_a_line_below_all_takes_everybody():
    assert line({"B": 1, "A": 1}, 5) == Line(("A", "B"), ())
