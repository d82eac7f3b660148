"""A protest names a line; the jury's ruling is written after it, never over it."""

import pytest
from django.urls import reverse

from competitions.models import QuizProtest
from competitions.quiz_ledger import ledger_of
from competitions.services.quiz import protests
from competitions.services.refusal import ContestRefused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    """01 was wrong, then 02 was right."""
    made = make.quiz()
    make.put(made)
    make.deed(made, "quick 1 claim 01")
    make.deed(made, "quick 1 claim 02")
    make.deed(made, "quick 1 answer 01 wrong")
    make.deed(made, "quick 1 answer 02 right")
    return made


def protest(quiz, event=None, number=1):
    event = event or quiz.events.get(outcome="wrong")
    team = quiz.teams.get(entry__order_no=number)
    return protests.protest(quiz, make.person(), event, team, "The card says otherwise")


def rule(made, decision):
    protests.rule(made, make.person(), decision, "The jury has looked it up", "The three of them")


def scores(quiz):
    return ledger_of(quiz).scores()


def test_a_protest_says_how_much_it_could_still_change(quiz):
    made = protest(quiz)

    assert (made.largest_swing, made.changes_the_first) == (40, True)


def test_a_ruling_that_stands_writes_nothing(quiz):
    before = quiz.events.count()

    rule(protest(quiz), "stands")

    assert quiz.events.count() == before
    assert QuizProtest.objects.get().state == "stands"


def test_a_corrected_line_is_reversed_with_all_that_followed_and_written_anew(quiz):
    rule(protest(quiz), "right")

    assert scores(quiz) == {"01": 110, "02": 100, "03": 100}
    acts = list(quiz.events.order_by("number").values_list("act", flat=True))
    assert acts[5:] == ["reverse", "reverse", "answer"]


def test_a_question_that_is_thrown_out_counts_for_nobody(quiz):
    rule(protest(quiz), "void")

    assert scores(quiz) == {"01": 100, "02": 100, "03": 100}


def test_a_line_taken_back_lets_the_question_go_on(quiz):
    rule(protest(quiz), "undone")

    assert ledger_of(quiz).with_right("quick", "1") == ("01",)


def test_the_jury_rules_once(quiz):
    made = protest(quiz)
    rule(made, "stands")

    with pytest.raises(ContestRefused, match="already"):
        rule(made, "right")


def test_a_ruling_that_cannot_be_written_changes_nothing(quiz):
    make.put(quiz)
    make.deed(quiz, "quick 2 void")
    made = protest(quiz, quiz.events.get(act="void"))

    with pytest.raises(ContestRefused, match="no single team"):
        rule(made, "right")

    assert quiz.events.filter(act="reverse").count() == 0
    assert QuizProtest.objects.open().get() == made


def test_a_team_protests_once_against_a_line(quiz):
    protest(quiz)

    with pytest.raises(ContestRefused, match="already"):
        protest(quiz)


def test_the_result_waits_for_the_jury(quiz):
    protest(quiz)

    with pytest.raises(ContestRefused, match="waits for the jury"):
        make.quiz_result(quiz)


def test_after_locking_there_is_no_protest(quiz):
    make.quiz_result(quiz, confirmed=False)

    with pytest.raises(ContestRefused, match="locked"):
        protest(quiz)


def test_protest_and_ruling_in_the_browser(client, quiz):
    client.force_login(make.person("organiser", make.county()))
    event = quiz.events.get(outcome="wrong")
    given = {"event": event.pk, "team": quiz.teams.first().pk, "reason": "It was right"}
    client.post(reverse("competitions:quiz_protests", args=[quiz.pk]), given)
    made = QuizProtest.objects.get()
    address = reverse("competitions:quiz_protest_rule", args=[made.pk])

    unsaid = client.post(address, {"decision": "right"}).content.decode()
    client.post(address, {"decision": "right", "ruling": "It is", "jury": "A, B and C"})

    assert "This field is required." in unsaid
    assert scores(quiz)["01"] == 110
    page = client.get(reverse("competitions:quiz_protests", args=[quiz.pk])).content.decode()
    assert "A, B and C" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_protests_takes_the_same_queries(
    client, quiz, count, django_assert_num_queries
):
    client.force_login(make.person("organiser", make.county()))
    for number in range(1, count + 1):
        protest(quiz, number=number)

    with django_assert_num_queries(14):
        client.get(reverse("competitions:quiz_protests", args=[quiz.pk]))
