"""Whose turn it is to choose a risk question, and that nobody else chooses."""

from uuid import uuid4

import pytest
from django.urls import reverse

from competitions.quiz.standing import choosing
from competitions.quiz_ledger import ledger_of
from competitions.services.quiz import stage
from competitions.services.refusal import ContestRefused
from tests import make
from tests.competitions.quiz.stage import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    """03 has 110, the others 100."""
    made = make.quiz()
    make.put(made, "must", "03")
    make.deed(made, "must 1 answer 03 right")
    return made


def title(quiz, number):
    return quiz.teams.get(entry__order_no=number).entry.title


def test_nobody_chooses_twice_before_all_have_chosen():
    written = ledger("risk 1 put C 50", "risk 1 answer C right")

    assert choosing(written, "risk") == ["A", "B", "C"]


def test_the_second_time_the_scores_of_that_moment_count():
    acts = [f"risk {n} put {team} 10" for n, team in enumerate("ABC", start=1)]
    acts = [act for put in acts for act in (put, put.replace("put", "answer")[:-2] + "wrong")]
    written = ledger(*acts[:-1], "risk 3 answer C right")

    assert choosing(written, "risk") == ["C", "A", "B"]


def test_another_than_the_next_one_is_refused_by_name(quiz):
    with pytest.raises(ContestRefused) as refusal:
        make.put(quiz, "risk", "01", value=30)

    expected = f"Now {title(quiz, 3)} chooses; {title(quiz, 1)} comes after it."
    assert str(refusal.value) == expected
    assert quiz.events.filter(round="risk").count() == 0


def test_a_turn_let_go_is_a_turn_and_costs_nothing(quiz):
    kept = make.pass_turn(quiz, "03")

    assert (kept.delta, kept.question) == (0, "")
    assert choosing(ledger_of(quiz), "risk") == ["01", "02", "03"]


def test_a_turn_let_go_can_be_taken_back(quiz):
    kept = make.pass_turn(quiz, "03")

    stage.undo(quiz, make.person(), kept.number, uuid4())

    assert choosing(ledger_of(quiz), "risk")[0] == "03"


def test_nobody_lets_go_the_turn_of_another(quiz):
    with pytest.raises(ContestRefused, match="comes after it"):
        make.pass_turn(quiz, "01")


def test_no_turn_is_let_go_while_a_question_is_on(quiz):
    make.put(quiz)

    with pytest.raises(ContestRefused, match="quick, question 1 is still on. End it first."):
        make.pass_turn(quiz, "03")


def test_no_turn_is_let_go_where_nobody_chooses(quiz):
    with pytest.raises(ContestRefused, match="In the round “must” no team chooses its question."):
        stage.pass_turn(quiz, make.person(), "must", uuid4(), "03")


def test_a_ruling_on_an_earlier_question_does_not_undo_the_order_of_then(quiz):
    make.put(quiz, "risk", "03", value=10)
    make.deed(quiz, "risk 1 answer 03 right")
    answered = quiz.events.get(number=2)

    stage.undo(quiz, make.person(), answered.number, uuid4())

    assert ledger_of(quiz).scores()["03"] == 110


def test_the_press_of_the_host_is_written_once(client, quiz):
    organiser = make.person("organiser")
    client.force_login(organiser)
    sent = {"do": "pass 03", "round": "risk", "key": str(uuid4())}

    for _ in range(2):
        client.post(reverse("competitions:quiz_act", args=[quiz.pk]), sent)

    assert list(quiz.events.values_list("act", flat=True)) == ["put", "answer", "pass"]
