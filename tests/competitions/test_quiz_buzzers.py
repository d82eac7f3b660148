"""The teams' own devices: who is let in, and who was first."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from competitions.models import Quiz, QuizPress, QuizTeam
from competitions.quiz_ledger import ledger_of
from competitions.services.quiz import buzzers, stage
from competitions.services.refusal import ContestRefused
from tests import make

pytestmark = pytest.mark.django_db


def url(name, quiz):
    return reverse(f"competitions:{name}", args=[quiz.pk])


@pytest.fixture
def quiz():
    return make.quiz()


def let_in(client, quiz, number=1):
    team = quiz.teams.get(entry__order_no=number)
    buzzers.give_codes(quiz)
    team.refresh_from_db()
    client.post(url("quiz_join", quiz), {"team": team.pk, "code": team.code})
    return team


PRESS = {"round": "quick", "question": "1"}


def test_a_code_lets_one_device_in_and_works_once(client, quiz):
    team = let_in(client, quiz)
    code = team.code

    again = client.post(url("quiz_join", quiz), {"team": team.pk, "code": code})

    assert client.get(url("quiz_buzzer", quiz)).status_code == 200
    assert "This is not the code of this team" in again.content.decode()


def test_a_code_of_another_team_lets_nobody_in(client, quiz):
    buzzers.give_codes(quiz)
    one, two = quiz.teams.all()[:2]

    client.post(url("quiz_join", quiz), {"team": one.pk, "code": two.code})

    assert client.get(url("quiz_buzzer", quiz)).status_code == 302


def test_wrong_codes_are_counted_and_a_new_code_opens_again(client, quiz):
    buzzers.give_codes(quiz)
    team = quiz.teams.first()
    for _ in range(5):
        client.post(url("quiz_join", quiz), {"team": team.pk, "code": "nothing"})

    right = {"team": team.pk, "code": team.code}
    shut = client.post(url("quiz_join", quiz), right).content.decode()
    buzzers.renew(team)
    team.refresh_from_db()

    assert "Too many tries" in shut
    fresh = {"team": team.pk, "code": team.code}
    assert client.post(url("quiz_join", quiz), fresh).status_code == 302


def test_a_new_code_puts_the_old_device_out(client, quiz):
    team = let_in(client, quiz)

    buzzers.renew(team)

    assert client.get(url("quiz_buzzer", quiz)).status_code == 302


def test_a_press_before_the_start_is_noted_and_claims_nothing(client, quiz):
    let_in(client, quiz)
    make.put(quiz)

    client.post(url("quiz_press", quiz), PRESS)
    client.post(url("quiz_press", quiz), PRESS)

    assert list(QuizPress.objects.values_list("is_early", flat=True)) == [True]
    assert quiz.events.filter(act="buzz").count() == 0
    assert "You pressed before the start" in client.get(url("quiz_buzzer", quiz)).content.decode()


def test_the_first_press_after_the_start_has_the_right(quiz):
    one, two = make.buzzer(quiz, 1), make.buzzer(quiz, 2)
    make.put(quiz)
    make.deed(quiz, "quick 1 go")

    buzzers.press(two, "quick", "1")
    buzzers.press(one, "quick", "1")

    assert ledger_of(quiz).with_right("quick", "1") == ("02",)


def test_a_second_press_of_a_team_is_the_same_claim(quiz):
    team = make.buzzer(quiz)
    make.put(quiz)
    make.deed(quiz, "quick 1 go")

    for _ in range(3):
        buzzers.press(team, "quick", "1")

    assert quiz.events.filter(act="buzz").count() == 1


def test_a_claim_that_was_undone_can_be_made_again(quiz):
    team = make.buzzer(quiz)
    make.put(quiz)
    make.deed(quiz, "quick 1 go")
    buzzers.press(team, "quick", "1")
    stage.undo(quiz, make.person(), quiz.events.get(act="buzz").number, uuid4())

    buzzers.press(team, "quick", "1")

    assert ledger_of(quiz).with_right("quick", "1") == ("01",)


def test_a_press_for_a_question_that_is_over_is_refused(quiz):
    team = make.buzzer(quiz)
    make.put(quiz)
    make.deed(quiz, "quick 1 void")

    with pytest.raises(ContestRefused, match="over"):
        buzzers.press(team, "quick", "1")


def test_nobody_has_to_be_quick_in_a_required_round(quiz):
    team = make.buzzer(quiz)
    make.put(quiz, "must")

    with pytest.raises(ContestRefused, match="quickest"):
        buzzers.press(team, "must", "1")


def test_a_device_without_a_code_is_asked_for_one(client, quiz):
    make.put(quiz)

    response = client.post(url("quiz_press", quiz), PRESS)

    assert response["Location"] == url("quiz_join", quiz)
    assert QuizPress.objects.count() == 0


def test_the_page_of_a_team_is_not_sent_again_while_nothing_happens(client, quiz):
    let_in(client, quiz)
    known = {"if-none-match": client.get(url("quiz_buzzer_live", quiz))["ETag"]}

    same = client.get(url("quiz_buzzer_live", quiz), headers=known).status_code
    make.put(quiz)

    assert same == 304
    assert client.get(url("quiz_buzzer_live", quiz), headers=known).status_code == 200


def test_a_device_asks_with_json_and_gets_a_sentence(client, quiz):
    let_in(client, quiz)
    make.put(quiz, "must")

    response = client.post(url("quiz_press", quiz), PRESS, headers={"accept": "application/json"})

    assert (response.status_code, response.json()) == (409, {"message": "This question is over."})


@pytest.mark.django_db(transaction=True)
def test_of_presses_in_the_same_moment_the_one_first_written_wins():
    quiz = make.quiz(teams=4)
    teams = [make.buzzer(quiz, number) for number in range(1, 5)]
    make.put(quiz)
    make.deed(quiz, "quick 1 go")

    def press(pk):
        try:
            team = QuizTeam.objects.select_related("quiz", "entry").get(pk=pk)
            buzzers.press(team, "quick", "1")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(team.pk,)) for team in teams]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    claims = list(quiz.events.filter(act="buzz").select_related("team__entry"))
    quiz = Quiz.objects.select_related("rule_set").get(pk=quiz.pk)
    assert [claim.number for claim in claims] == [2, 3, 4, 5]
    assert ledger_of(quiz).with_right("quick", "1") == (claims[0].team.key,)
