import pytest

from competitions.quiz.acts import ActRefused
from tests.competitions.quiz.stage import ledger, refusal, write

ASKED = ("quick 1 put",)
CLAIMED = (*ASKED, "quick 1 buzz B", "quick 1 buzz A")


def test_the_worked_example():
    written = ledger(
        "must 1 put A", "must 1 answer A right",
        "must 2 put A", "must 2 answer A wrong",
        "quick 1 put", "quick 1 buzz A", "quick 1 answer A right",
        "quick 2 put", "quick 2 buzz A", "quick 2 answer A wrong",
        "quick 3 put", "quick 3 foul A early",
        "risk 1 put A 30", "risk 1 answer A right",
    )  # fmt: skip

    assert written.scores() == {"A": 130, "B": 100, "C": 100}


def test_events_are_numbered_and_say_who_wrote_them_when():
    written = ledger(*ASKED)

    event = written.record("buzz", "quick", "1", team="A", by="timer", at="10:31:05")

    assert (event.number, event.by, event.at, event.delta) == (2, "timer", "10:31:05", 0)


def test_the_first_to_claim_has_the_right():
    assert ledger(*CLAIMED).with_right("quick", "1") == ("B",)


def test_after_a_wrong_answer_the_next_to_claim_has_the_right():
    assert ledger(*CLAIMED, "quick 1 answer B wrong").with_right("quick", "1") == ("A",)


def test_a_common_question_is_answered_by_everybody():
    written = ledger("must 1 put", "must 1 answer B right")

    assert written.with_right("must", "1") == ("A", "C")


def test_a_question_put_to_one_team_is_its_own():
    assert ledger("must 1 put C").with_right("must", "1") == ("C",)


def test_a_risk_question_is_worth_its_stake_either_way():
    written = ledger("risk 1 put A 50", "risk 1 answer A wrong", "risk 2 put B 30")
    write(written, "risk 2 answer B right")

    assert written.scores() == {"A": 50, "B": 130, "C": 100}


def test_a_claim_before_the_start_costs_and_ends_the_question():
    written = ledger(*ASKED, "quick 1 foul C early")

    assert (written.scores()["C"], written.with_right("quick", "1")) == (90, ())
    assert refusal(written, "quick 1 buzz A") == "question_over"


def test_who_speaks_without_the_right_pays_and_loses_it():
    written = ledger(*CLAIMED, "quick 1 foul A spoke", "quick 1 answer B wrong")

    assert (written.scores()["A"], written.with_right("quick", "1")) == (90, ())
    assert refusal(written, "quick 1 answer A right") == "no_right_to_answer"


@pytest.mark.parametrize(
    ("before", "act", "code"),
    [
        (CLAIMED, "quick 1 answer A right", "no_right_to_answer"),
        (ASKED, "quick 1 answer A right", "no_right_to_answer"),
        (("must 1 put A",), "must 1 answer B right", "no_right_to_answer"),
        (("risk 1 put A 10",), "risk 1 answer B right", "no_right_to_answer"),
        ((*CLAIMED, "quick 1 answer B wrong"), "quick 1 answer B right", "no_right_to_answer"),
        ((*CLAIMED, "quick 1 answer B wrong"), "quick 1 buzz B", "cannot_buzz"),
        (CLAIMED, "quick 1 buzz A", "cannot_buzz"),
        (("must 1 put",), "must 1 buzz A", "not_buzzed"),
        ((*CLAIMED, "quick 1 answer B right"), "quick 1 answer A right", "question_over"),
        ((*ASKED, "quick 1 void"), "quick 1 buzz A", "question_over"),
        ((), "quick 1 buzz A", "question_not_put"),
        (ASKED, "quick 1 put", "question_put_already"),
        (ASKED, "quick 1 clap A", "no_such_act"),
        (CLAIMED, "quick 1 answer B nearly", "no_such_outcome"),
        (("must 1 put",), "must 1 foul A early", "no_such_outcome"),
        ((), "song 1 put", "no_such_round"),
        (ASKED, "quick 1 buzz D", "no_such_team"),
        ((), "must 1 put D", "no_such_team"),
        ((), "risk 1 put 10", "risk_of_one_team"),
        ((), "risk 1 put A 20", "no_such_stake"),
        (("risk 1 put A 10",), "risk 2 put A 10", "stake_used"),
        (("risk 1 put A 10", "risk 2 put A 30"), "risk 3 put A 50", "turns_over"),
        ((), "extra 1 put A", "sudden_death_of_one"),
    ],
)
def test_what_cannot_happen_is_refused_and_not_written(before, act, code):
    written = ledger(*before)

    assert refusal(written, act) == code
    assert len(written.events) == len(before)


def test_a_third_attempt_at_one_question_is_refused():
    written = ledger(*CLAIMED, "quick 1 buzz C", "quick 1 answer B wrong", "quick 1 answer A wrong")

    assert refusal(written, "quick 1 answer C right") == "question_over"


def test_an_undo_is_an_event_of_its_own():
    written = ledger(*CLAIMED, "quick 1 answer B wrong")

    event = written.undo(4, by="host")

    assert (event.number, event.reverses, event.team, event.delta) == (5, 4, "B", 10)
    assert (len(written.events), written.scores()["B"]) == (5, 100)
    assert written.with_right("quick", "1") == ("B",)


def test_after_an_undo_it_can_be_judged_otherwise():
    written = ledger(*CLAIMED, "quick 1 answer B wrong")

    written.undo(4)
    write(written, "quick 1 answer B right")

    assert written.scores()["B"] == 110


def test_a_stake_that_was_undone_can_be_used():
    written = ledger("risk 1 put A 10")

    written.undo(1)

    assert refusal(written, "risk 2 put A 10") is None


@pytest.mark.parametrize("number", [0, 9])
def test_what_is_not_there_cannot_be_undone(number):
    with pytest.raises(ActRefused, match="nothing_to_undo"):
        ledger(*CLAIMED).undo(number)


def test_nothing_is_undone_twice_and_no_undo_is_undone():
    written = ledger(*CLAIMED)
    written.undo(3)

    for number in (3, 4):
        with pytest.raises(ActRefused, match="nothing_to_undo"):
            written.undo(number)


def test_what_later_events_rest_on_is_undone_after_them():
    written = ledger(*CLAIMED, "quick 1 answer B wrong", "quick 1 answer A right")

    with pytest.raises(ActRefused, match="undo_later_first.*5"):
        written.undo(4)

    written.undo(5)
    written.undo(4)
    assert written.scores() == {"A": 100, "B": 100, "C": 100}


def test_a_ledger_goes_on_from_what_is_stored():
    stored = ledger(*CLAIMED).events

    again = type(ledger())(ledger().rules, ("A", "B", "C"), stored)

    assert again.with_right("quick", "1") == ("B",)
    assert write(again, "quick 1 answer B right").number == 4
