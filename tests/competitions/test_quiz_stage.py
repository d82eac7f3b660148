"""The ledger in the database: written once, in order, never changed."""

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from competitions.models import Performance, Quiz, QuizEvent
from competitions.models.quiz_events import NeverChanged
from competitions.quiz_ledger import ledger_of
from competitions.services.quiz import stage
from competitions.services.refusal import ContestRefused
from ledger import log
from tests import make

pytestmark = pytest.mark.django_db


def scores(quiz):
    return ledger_of(quiz).scores()


def lines(quiz):
    return list(quiz.events.values_list("act", "round", "question"))


@pytest.fixture
def quiz():
    return make.quiz()


def test_a_question_is_put_claimed_and_answered(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")

    make.deed(quiz, "quick 1 answer 02 right")

    assert scores(quiz) == {"01": 100, "02": 110, "03": 100}
    assert lines(quiz) == [(act, "quick", "1") for act in ("put", "buzz", "answer")]


def test_the_same_press_is_written_once(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    sent = (quiz, make.person(), "quick", "1", uuid4(), "02", "right")

    first = stage.answer(*sent)

    assert stage.answer(*sent) == first
    assert scores(quiz)["02"] == 110


def test_another_press_under_the_same_key_is_refused(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    key, host = uuid4(), make.person()
    stage.answer(quiz, host, "quick", "1", key, "02", "wrong")

    with pytest.raises(ContestRefused, match="already"):
        stage.answer(quiz, host, "quick", "1", key, "02", "right")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("quick 1 answer 03 right", "Team .* has no right to answer now"),
        ("quick 1 answer 02 perfect", "Nothing called"),
        ("quick 2 answer 02 right", "This question is over"),
        ("quick 1 claim 02", "cannot claim"),
        ("quick 1 claim 09", "does not take part"),
    ],
)
def test_what_cannot_happen_is_refused_in_a_sentence(quiz, words, sentence):
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")

    with pytest.raises(ContestRefused, match=sentence):
        make.deed(quiz, words)

    assert quiz.events.count() == 2


def test_a_third_try_at_one_question_is_refused(quiz):
    make.put(quiz)
    for team in ("01", "02", "03"):
        make.deed(quiz, f"quick 1 claim {team}")
    make.deed(quiz, "quick 1 answer 01 wrong")
    make.deed(quiz, "quick 1 answer 02 wrong")

    with pytest.raises(ContestRefused, match="over"):
        make.deed(quiz, "quick 1 answer 03 right")

    assert scores(quiz) == {"01": 90, "02": 90, "03": 100}


def test_a_stake_is_used_once_by_a_team(quiz):
    make.put(quiz, "risk", "01", value=30)
    make.deed(quiz, "risk 1 answer 01 right")
    for team in ("02", "03"):
        make.pass_turn(quiz, team)

    with pytest.raises(ContestRefused, match="has staked 30 already"):
        make.put(quiz, "risk", "01", value=30)


def test_no_question_is_put_while_one_is_on(quiz):
    make.put(quiz)

    with pytest.raises(ContestRefused, match="quick, question 1 is still on"):
        make.put(quiz)


def test_an_undo_is_a_line_of_its_own_and_happens_once(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    answered = make.deed(quiz, "quick 1 answer 02 wrong")

    stage.undo(quiz, make.person(), answered.number, uuid4())

    assert scores(quiz)["02"] == 100
    assert [event.reverses for event in quiz.events.filter(act="reverse")] == [answered]
    with pytest.raises(ContestRefused, match="could be undone"):
        stage.undo(quiz, make.person(), answered.number, uuid4())


def test_the_database_lets_nothing_be_undone_twice(quiz):
    put = make.put(quiz)
    stage.undo(quiz, make.person(), put.number, uuid4())
    again = QuizEvent(quiz=quiz, number=9, act="reverse", reverses=put, at=put.at)

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_the_database_gives_a_number_once(quiz):
    put = make.put(quiz)

    with pytest.raises(IntegrityError), transaction.atomic():
        quiz.events.create(number=put.number, act="void", at=put.at)


def test_lines_are_neither_changed_nor_deleted(quiz):
    make.put(quiz)

    with pytest.raises(NeverChanged):
        quiz.events.update(delta=50)
    with pytest.raises(NeverChanged):
        quiz.events.all().delete()


def test_every_line_is_in_the_chained_log(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 void")

    assert log.broken_at(quiz.stage.log) is None
    verbs = [entry.verb for entry in log.Entry.objects.filter(stream=quiz.stage.log)]
    assert verbs == ["quiz set up", "quiz", "quiz"]


def test_with_the_first_line_the_teams_have_been_on_stage(quiz):
    make.put(quiz)

    states = set(quiz.stage.performances.values_list("state", flat=True))
    assert states == {Performance.State.ALL_IN}


def test_the_clock_starts_with_the_first_claim_and_stops_with_the_answer(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    quiz.refresh_from_db()
    running = quiz.clock_seconds

    make.deed(quiz, "quick 1 answer 02 right")

    quiz.refresh_from_db()
    assert (running, quiz.clock_seconds, quiz.clock_started_at) == (20, None, None)


def test_the_clock_starts_again_as_often_as_wanted(quiz):
    make.put(quiz, "must")
    host = make.person()
    stage.start_clock(quiz, host, "must", "1")
    quiz.refresh_from_db()
    first = quiz.clock_started_at

    stage.start_clock(quiz, host, "must", "1")

    quiz.refresh_from_db()
    assert quiz.clock_started_at > first


def test_sudden_death_goes_on_until_it_is_decided(quiz):
    make.put(quiz, "extra", "01", "02")
    make.deed(quiz, "extra 1 void")
    make.put(quiz, "extra", "01", "02")
    make.deed(quiz, "extra 2 claim 02")
    make.deed(quiz, "extra 2 answer 02 right")

    ranks = {row["code"]: row["rank"] for row in make.quiz_result(quiz).data["results"]}
    assert ranks == {"01": 2, "02": 1, "03": 2}


def test_nothing_is_written_once_the_result_is_locked(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 1 void")
    make.quiz_result(quiz, confirmed=False)

    with pytest.raises(ContestRefused, match="locked"):
        make.put(quiz)


def by_model(event):
    event.delta = 50
    event.save()


def by_hand(statement):
    def change(event):
        with connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE id = %s", [event.pk])

    return change


@pytest.mark.parametrize(
    "change",
    [
        by_model,
        by_hand("UPDATE competitions_quizevent SET delta = 50"),
        by_hand("DELETE FROM competitions_quizevent"),
    ],
)
def test_the_database_itself_refuses_to_change_a_line(quiz, change):
    event = make.put(quiz)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        change(event)

    assert quiz.events.get().delta == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_presses_at_once_each_is_written_with_its_own_number():
    quiz = make.quiz(teams=6)
    make.put(quiz)
    refused = []

    def claim(team):
        try:
            fresh = Quiz.objects.get(pk=quiz.pk)
            stage.claim(fresh, None, "quick", "1", uuid4(), team)
        except ContestRefused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=(f"{n:02d}",)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = list(quiz.events.values_list("number", flat=True))
    assert (numbers, refused) == (list(range(1, 8)), [])
