from fractions import Fraction

from competitions.quiz.standing import choosing_order, places, team_paper
from tests.competitions.quiz.stage import ledger, refusal


def ranks(written, **facts):
    return {team: (place.rank, place.tied) for team, place in places(written, **facts).items()}


def test_the_higher_score_is_better_and_equals_share_a_place():
    written = ledger("must 1 put C", "must 1 answer C right")

    assert ranks(written) == {"A": (2, True), "B": (2, True), "C": (1, False)}


def test_the_first_right_answer_in_sudden_death_wins():
    written = ledger("extra 1 put A B", "extra 1 buzz B", "extra 1 answer B right")

    assert ranks(written) == {"A": (2, True), "B": (1, False), "C": (2, True)}


def test_the_first_wrong_answer_in_sudden_death_is_out():
    written = ledger("extra 1 put", "extra 1 buzz B", "extra 1 answer B wrong")

    assert ranks(written) == {"A": (1, True), "B": (3, False), "C": (1, True)}


def test_sudden_death_goes_on_among_the_others():
    written = ledger(
        "extra 1 put", "extra 1 buzz B", "extra 1 answer B wrong",
        "extra 2 put A C", "extra 2 buzz C", "extra 2 answer C right",
    )  # fmt: skip

    assert ranks(written) == {"A": (2, False), "B": (3, False), "C": (1, False)}
    assert written.scores() == {"A": 100, "B": 100, "C": 100}


def test_who_is_decided_takes_no_part_any_more():
    written = ledger("extra 1 put", "extra 1 buzz B", "extra 1 answer B wrong")

    assert refusal(written, "extra 2 put A B") == "decided_already"


def test_sudden_death_does_not_lift_anybody_over_a_higher_score():
    written = ledger(
        "must 1 put C", "must 1 answer C right",
        "extra 1 put A B", "extra 1 buzz A", "extra 1 answer A right",
    )  # fmt: skip

    assert ranks(written) == {"A": (2, False), "B": (3, False), "C": (1, False)}


def test_then_fewer_wrong_answers_are_better():
    written = ledger("must 1 put A", "must 1 answer A wrong")

    assert ranks(written) == {"A": (3, False), "B": (1, True), "C": (1, True)}


def test_a_wrong_answer_that_was_undone_does_not_count():
    written = ledger("must 1 put A", "must 1 answer A wrong")

    written.undo(2)

    assert ranks(written)["A"] == (1, True)


def test_then_the_paper_that_came_in_earlier_is_better():
    assert ranks(ledger(), paper_times={"A": "10:05", "B": "10:01", "C": "10:05"}) == {
        "A": (2, True),
        "B": (1, False),
        "C": (2, True),
    }


def test_teams_choose_from_the_highest_score_down_and_equals_by_lot():
    assert choosing_order({"A": 90, "B": 110, "C": 90}, lot=["C", "B", "A"]) == ["B", "C", "A"]


def test_the_paper_of_a_team_is_the_sum_or_the_mean_of_its_best():
    marks = ["80", "91.5", "70", "60"]

    assert team_paper(marks, best=3) == Fraction("241.5")
    assert team_paper(marks, best=3, by="mean") == Fraction("80.5")


def test_a_member_who_is_missing_is_worth_nothing():
    assert team_paper(["80"], best=2, by="mean") == 40
