"""A page offers only what can be done now, and says why where it cannot."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from competitions.models import AwardRules
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client, world):
    client.force_login(world["organiser"])
    return world["organiser"]


def page(client, name, pk):
    response = client.get(reverse(f"competitions:{name}", args=[pk]))
    return BeautifulSoup(response.content, "html.parser").find("main")


def buttons(client, name, pk):
    return [button.get_text(" ", strip=True) for button in page(client, name, pk).select("button")]


def begun(world, **fields):
    quiz = make.quiz(world.county, **fields)
    make.put(quiz)
    return quiz


def over(world):
    quiz = begun(world)
    make.deed(quiz, "quick 1 void")
    make.quiz_result(quiz)
    return quiz


def test_a_list_of_awards_is_compiled_with_rules_and_a_result(client, world):
    stage = make.judged_stage(30, unit=world.county)
    other = make.stage_with_panel(unit=world.county)
    make.award_rules(other)

    without_rules = page(client, "award_work", stage.pk).get_text()
    without_result = page(client, "award_work", other.pk).get_text()
    make.award_rules(stage)

    assert "Compile the list" not in without_rules + without_result
    assert "The rules of awards are not published." in without_rules
    assert "The result of the whole stage must be published first." in without_result
    assert buttons(client, "award_work", stage.pk) == ["Compile the list"]


def test_no_order_is_drawn_once_the_stage_has_begun(client, world):
    stage = make.stage_with_panel(entries=2, unit=world.county)
    before = buttons(client, "draw_hold", stage.pk)

    make.open_entry(stage)

    assert before == ["Publish the list"]
    assert buttons(client, "draw_hold", stage.pk) == []


def test_the_teams_of_a_begun_quiz_are_read_only(client, world):
    quiz = begun(world)

    shown = page(client, "quiz_setup", quiz.pk)

    assert [box["name"] for box in shown.select("input[type=checkbox]")] == []
    assert str(quiz.teams.first()) in shown.get_text()


def test_a_question_that_has_been_put_stays(client, world):
    quiz = make.quiz(world.county)
    for number in (1, 2):
        quiz.questions.create(round="quick", number=number, version=make.question())
    make.put(quiz)

    offered = buttons(client, "quiz_questions", quiz.pk)

    assert [words for words in offered if words.startswith("Not this one")] == [
        "Not this one quick 2"
    ]


def test_a_locked_quiz_takes_no_protest(client, world):
    assert buttons(client, "quiz_protests", begun(world).pk) == ["Write it down"]
    assert buttons(client, "quiz_protests", over(world).pk) == []


def test_a_locked_quiz_gives_no_codes_from_the_hosts_page(client, world):
    assert "Teams' devices" in page(client, "quiz_desk", begun(world).pk).get_text()
    assert "Teams' devices" not in page(client, "quiz_desk", over(world).pk).get_text()


def test_the_whole_ledger_is_offered_when_it_can_be_read(client, world):
    quiz = begun(world)
    make.deed(quiz, "quick 1 void")
    make.reveal(quiz.stage, "ceremony", 1)
    make.quiz_result(quiz)
    client.logout()

    assert "The whole ledger" not in page(client, "result_list", quiz.stage_id).get_text()
    assert "The whole ledger" in page(client, "result_list", over(world).stage_id).get_text()


def test_no_rules_of_awards_are_offered_once_results_are_known(client):
    stage = make.judged_stage(35)
    url = reverse("competitions:award_rules", args=[stage.pk])

    page = client.get(url).content.decode()
    client.post(url, {"title_1": "First prize", "places_1": 1, "shared": "1"})

    assert "There are results already." in page
    assert "Save the draft" not in page
    assert AwardRules.objects.count() == 0
