from competitions.quiz.protest import Swing, swing
from tests.competitions.quiz.stage import ledger

WRONG = ("must 1 put A", "must 1 answer A wrong")
STOLEN = ("quick 1 put", "quick 1 buzz A", "quick 1 answer A wrong", "quick 1 buzz B")


def test_a_required_question_can_only_move_its_team():
    found = swing(ledger(*WRONG), "must", "1")

    assert found == Swing(10, frozenset("ABC"), changes_the_first=True)


def test_a_question_the_quickest_took_moves_two_teams():
    found = swing(ledger(*STOLEN, "quick 1 answer B right"), "quick", "1")

    # A from -10 to +10 while B falls from +10 to -10.
    assert found.largest == 40


def test_a_stake_moves_by_twice_its_value():
    found = swing(ledger("risk 1 put A 50", "risk 1 answer A wrong"), "risk", "1")

    assert (found.largest, found.leaders) == (100, frozenset("ABC"))


def test_a_lead_that_is_large_enough_cannot_be_lost():
    lead = [f"must {n} {act}" for n in range(2, 7) for act in ("put B", "answer B right")]

    found = swing(ledger(*lead, *WRONG), "must", "1")

    assert found == Swing(10, frozenset("B"), changes_the_first=False)


def test_a_common_question_moves_each_team_against_the_others():
    found = swing(ledger("must 1 put", "must 1 answer A wrong"), "must", "1")

    assert found.largest == 10


def test_a_foul_may_be_forgiven_or_stand():
    found = swing(ledger("quick 1 put", "quick 1 foul A spoke"), "quick", "1")

    # Forgiven, A could be right and B wrong: A moves by 20, B by 10 the other way.
    assert found.largest == 30


def test_sudden_death_and_questions_never_put_move_no_points():
    written = ledger("extra 1 put A B", "extra 1 buzz A", "extra 1 answer A right")

    assert swing(written, "extra", "1").largest == 0
    assert swing(written, "must", "9").largest == 0
