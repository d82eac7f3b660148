"""A quiz in the browser, on its day: hosted and watched."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from competitions.agenda import agenda
from competitions.models import Quiz
from competitions.quiz.rules import parse_quiz_rules
from competitions.quiz_ledger import ledger_of
from competitions.scoring.faults import RulesRefused
from competitions.services import results
from organisation.periods import today
from tests import make
from tests.competitions.quiz.stage import DATA

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    person = make.person("organiser", make.county())
    client.force_login(person)
    return person


@pytest.fixture
def quiz():
    return make.quiz()


def url(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def press(client, quiz, do, *, place="quick 1", key=None, **more):
    round_key, question = place.split()
    given = {"do": do, "round": round_key, "question": question, "key": key or uuid4(), **more}
    return client.post(url("quiz_act", quiz.pk), given, follow=True).content.decode()


def page(client, name, pk):
    return client.get(url(name, pk)).content.decode()


# --- on stage ---------------------------------------------------------------------------------


def test_the_host_runs_a_question_press_by_press(client, organiser, quiz):
    press(client, quiz, "put")
    press(client, quiz, "go")
    claimed = press(client, quiz, "claim 02")

    text = press(client, quiz, "answer 02 right")

    assert ledger_of(quiz).scores()["02"] == 110
    assert f'right<span class="hidden"> {quiz.teams.get(entry__order_no=2)}</span>' in claimed
    assert "next is question 2" in text


def test_the_host_sees_the_answer_and_nobody_else_does(client, organiser, quiz):
    bank = make.bank()
    version = make.question(bank, text="Which key saves?", right="b", options=("F1", "Ctrl S"))
    quiz.questions.create(round="quick", number=1, version=version)
    make.put(quiz)
    Quiz.objects.filter(pk=quiz.pk).update(shown_at=quiz.events.get().at)

    assert "Ctrl S" in page(client, "quiz_desk", quiz.pk)
    client.logout()
    assert "Ctrl S" not in page(client, "quiz_board", quiz.pk)
    assert "Which key" not in page(client, "quiz_board_live", quiz.pk)


def test_a_refusal_is_shown_to_the_host(client, organiser, quiz):
    press(client, quiz, "put")

    assert "has no right to answer now" in press(client, quiz, "answer 01 right")


@pytest.mark.parametrize("do", ["dance", "put 01 10 3", "undo x", "<b>", ""])
def test_a_press_nobody_can_make_is_answered_in_a_sentence(client, organiser, quiz, do):
    assert "This was not understood." in press(client, quiz, do)
    assert quiz.events.count() == 0


def test_a_press_as_json_says_whether_it_was_written(client, organiser, quiz):
    given = {"do": "put", "round": "quick", "key": uuid4()}
    ask = {"headers": {"accept": "application/json"}}

    first = client.post(url("quiz_act", quiz.pk), given, **ask)
    again = client.post(url("quiz_act", quiz.pk), given, **ask)
    other = client.post(url("quiz_act", quiz.pk), {**given, "key": uuid4()}, **ask)

    assert [r.status_code for r in (first, again, other)] == [200, 200, 409]
    assert other.json() == {"message": "quick, question 1 is still on. End it first."}
    assert quiz.events.count() == 1


def test_in_the_risk_round_the_highest_score_chooses_first(client, organiser, quiz):
    make.put(quiz, "must", "03")
    make.deed(quiz, "must 1 answer 03 right")

    text = client.get(url("quiz_desk", quiz.pk), {"round": "risk"}).content.decode()

    listed = text.partition("<ol")[2].partition("</ol>")[0]
    titles = [quiz.teams.get(entry__order_no=number).entry.title for number in (3, 1, 2)]
    places = [listed.index(f"<b>{title}</b>") for title in titles]
    assert places == sorted(places)
    assert re.findall(r'value="(put|pass) (\d\d)', listed) == [("put", "03")] * 3 + [("pass", "03")]


def test_sudden_death_offers_those_who_share_a_score(client, organiser, quiz):
    make.put(quiz, "must", "03")
    make.deed(quiz, "must 1 answer 03 right")
    text = client.get(url("quiz_desk", quiz.pk), {"round": "extra"}).content.decode()

    press(client, quiz, "put", place="extra 0", teams=["01", "02"])

    assert text.count("checked") == 2
    assert quiz.events.get(round="extra").teams == ["01", "02"]


def test_every_round_and_state_of_the_host_page_opens(client, organiser, quiz):
    for round_key in ("must", "quick", "risk", "extra"):
        assert client.get(url("quiz_desk", quiz.pk), {"round": round_key}).status_code == 200
    make.put(quiz)
    make.deed(quiz, "quick 1 answer 02 early")
    make.quiz_result(quiz, confirmed=False)

    assert "It waits for the second signature" in page(client, "quiz_desk", quiz.pk)


def test_the_host_needs_no_post(client, quiz):
    host = make.person()
    Quiz.objects.filter(pk=quiz.pk).update(host=host)
    client.force_login(host)

    press(client, quiz, "put")

    assert quiz.events.get().by == host
    assert client.get(url("quiz_setup", quiz.pk)).status_code == 404


def test_looking_changes_nothing(client, organiser, quiz):
    for name in ("quiz_desk", "quiz_desk_live", "quiz_setup", "quiz_questions", "quiz_codes"):
        assert client.get(url(name, quiz.pk)).status_code == 200
    for name in ("quiz_act", "quiz_show", "quiz_lock", "quiz_teams", "quiz_codes_give"):
        assert client.get(url(name, quiz.pk)).status_code == 405

    quiz.refresh_from_db()
    assert (quiz.events.count(), quiz.change) == (0, 1)


def test_the_host_page_is_not_sent_again_while_nothing_happens(client, organiser, quiz):
    known = {"if-none-match": client.get(url("quiz_desk_live", quiz.pk))["ETag"]}

    same = client.get(url("quiz_desk_live", quiz.pk), headers=known).status_code
    make.put(quiz)

    assert same == 304
    assert client.get(url("quiz_desk_live", quiz.pk), headers=known).status_code == 200


@pytest.mark.parametrize("count", [2, 6])
def test_the_host_page_takes_the_same_queries(client, organiser, count, django_assert_num_queries):
    quiz = make.quiz(teams=count)
    make.put(quiz)
    for number in range(1, count):
        make.deed(quiz, f"quick 1 claim 0{number}")

    with django_assert_num_queries(16):
        client.get(url("quiz_desk", quiz.pk))


# --- the hall ---------------------------------------------------------------------------------


def test_before_it_is_opened_the_board_shows_no_score(client, quiz):
    make.put(quiz, "must", "02")
    make.deed(quiz, "must 1 answer 02 right")

    text = page(client, "quiz_board", quiz.pk) + page(client, "quiz_board_live", quiz.pk)

    assert "The board is not open yet." in text
    assert ("110" in text, str(quiz.teams.first()) in text) == (False, False)


def test_opened_it_shows_scores_claims_and_the_clock(client, organiser, quiz):
    client.post(url("quiz_show", quiz.pk))
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    client.logout()

    text = page(client, "quiz_board_live", quiz.pk)

    assert "quick · question 1" in text
    assert "Claimed: 1. " + str(quiz.teams.get(entry__order_no=2)) in text.replace("\n", "")
    assert "data-left=" in text


def test_closed_again_it_shows_nothing(client, organiser, quiz):
    client.post(url("quiz_show", quiz.pk))
    client.post(url("quiz_show", quiz.pk), {"hide": "1"})

    assert "The board is not open yet." in page(client, "quiz_board_live", quiz.pk)


def test_while_closed_presses_are_not_even_a_new_version(client, quiz):
    known = {"if-none-match": client.get(url("quiz_board_live", quiz.pk))["ETag"]}

    make.put(quiz)

    assert client.get(url("quiz_board_live", quiz.pk), headers=known).status_code == 304


def test_a_locked_standing_is_shown_in_places_only_when_published(client, quiz):
    make.put(quiz, "must", "02")
    make.deed(quiz, "must 1 answer 02 right")
    make.quiz_result(quiz, published=False)
    before = page(client, "quiz_board", quiz.pk)

    results.publish(quiz.stage.snapshots.get(), make.person())

    assert ">110<" not in before
    after = page(client, "quiz_board", quiz.pk)
    assert (">110<" in after, "Signed by two people" in after) == (True, True)


def test_the_board_of_a_contest_that_is_not_announced_is_not_there(client):
    quiz = make.quiz()
    type(quiz.stage.contest).objects.update(announced_at=None)

    assert client.get(url("quiz_board", quiz.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_takes_the_same_queries(client, count, django_assert_num_queries):
    quiz = make.quiz(teams=count)
    make.put(quiz)
    Quiz.objects.filter(pk=quiz.pk).update(shown_at=quiz.events.get().at)

    with django_assert_num_queries(5):
        client.get(url("quiz_board_live", quiz.pk))


def test_the_host_has_it_on_the_day(quiz):
    host = make.person()
    type(quiz.stage).objects.update(held_on=today())
    Quiz.objects.update(host=host)

    items = agenda(host, today())

    assert [item.url for item in items] == [url("quiz_desk", quiz.pk)]


def test_a_paper_rule_of_another_kind_is_not_understood():
    with pytest.raises(RulesRefused):
        parse_quiz_rules({**DATA, "paper": {"best": 0, "by": "luck"}})
