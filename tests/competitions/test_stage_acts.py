"""The page of a stage: one main act by its state, the others grouped, none of them dead."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from competitions.models import Contest, Stage
from competitions.services import results
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return world["organiser"]


def ahead():
    return today() + timedelta(days=10)


def page_of(client, stage):
    response = client.get(stage.get_absolute_url())
    return BeautifulSoup(response.content, "html.parser").find("main")


def main_act(client, stage):
    return [act.get_text(strip=True) for act in page_of(client, stage).select(".btn:not(.sec)")]


def groups(client, stage):
    """Heading → the acts below it."""
    found = {}
    for heading in page_of(client, stage).select("h2.no-print"):
        acts = heading.find_next_sibling("div").select(".btn")
        found[heading.get_text(strip=True)] = [act.get_text(strip=True) for act in acts]
    return found


# --- states of a stage, the earliest first ---------------------------------------------------


def bare(world):
    return make.stage(unit=world.county, held_on=ahead())


def unsent(world):
    stage = bare(world)
    make.call(stage, sent=False)
    return stage


def called(world):
    stage = bare(world)
    make.call(stage)
    return stage


def without_panel(world):
    stage = bare(world)
    make.entry(stage)
    return stage


def to_be_drawn(world):
    return make.stage_with_panel(entries=2, unit=world.county, held_on=ahead())


def drawn(world):
    stage = to_be_drawn(world)
    made = make.draw(stage)
    type(made).objects.filter(pk=made.pk).update(drawn_at=timezone.now(), public="4 6 1")
    return stage


def going_on_now(world):
    stage = make.stage_with_panel(entries=2, unit=world.county)
    make.open_entry(stage)
    return stage


def over(world):
    return make.judged_stage(30, 20, unit=world.county)


def to_be_sent_on(world):
    stage = make.judged_stage(30, 20, unit=world.township)
    make.stage(stage.contest, world.county, held_on=date(YEAR, 12, 1))
    return stage


def to_be_awarded(world):
    stage = over(world)
    make.award_rules(stage)
    return stage


def awarded(world):
    stage = to_be_awarded(world)
    make.award_list(stage)
    return stage


def frozen(world):
    stage = make.reveal(make.stage_with_panel(entries=2, unit=world.county), "ceremony", 1)
    make.next_result(stage)
    make.next_result(stage)
    return stage


def quizless(world):
    return make.quiz_stage(world.county)


def quiz_ahead(world):
    return make.quiz(world.county, held_on=ahead()).stage


def quiz_on(world):
    quiz = make.quiz(world.county)
    make.put(quiz)
    return quiz.stage


def quiz_over(world):
    stage = quiz_on(world)
    make.deed(stage.quiz, "quick 1 void")
    make.quiz_result(stage.quiz)
    return stage


MAIN = {
    bare: "Call for entries",
    unsent: "Registration",
    called: "Registration",
    without_panel: "Panel",
    to_be_drawn: "Draw",
    drawn: "Control desk",
    going_on_now: "Control desk",
    over: "Results",
    to_be_sent_on: "To the next stage",
    to_be_awarded: "Awards",
    awarded: "Results",
    frozen: "Control desk",
    quizless: "Hold it as a quiz",
    quiz_ahead: "Prepare the quiz",
    quiz_on: "Host's page",
    quiz_over: "Results",
}


@pytest.mark.parametrize("state", MAIN, ids=lambda state: state.__name__)
def test_the_main_act_follows_from_the_state(client, world, organiser, state):
    assert main_act(client, state(world)) == [MAIN[state]]


@pytest.mark.parametrize("state", MAIN, ids=lambda state: state.__name__)
@pytest.mark.parametrize("reader", ["organiser", "supervisor", "officer"])
def test_every_way_on_the_page_leads_somewhere(client, world, state, reader):
    stage = state(world)
    client.force_login(world[reader])

    links = [link["href"] for link in page_of(client, stage).select("a[href^='/contests/']")]

    answers = {link: client.get(link, follow=True).status_code for link in links}
    assert set(answers.values()) == {200}


def test_acts_are_grouped_by_when_they_are_due(client, world, organiser):
    assert groups(client, going_on_now(world)) == {
        "Before the day": ["Panel", "Score sheets on paper", "Rules of awards", "Change the stage"],
        "On the day": ["How results are shown", "Hall board"],
    }
    assert groups(client, to_be_awarded(world))["Afterwards"] == ["Results"]


def test_of_a_quiz_nothing_is_offered_that_is_for_judges(client, world, organiser):
    offered = sum(groups(client, quiz_on(world)).values(), [])

    assert {"Panel", "Score sheets on paper", "Control desk", "Draw"} & set(offered) == set()


def test_without_rules_a_knowledge_contest_asks_for_them_first(client, world, organiser):
    contest = make.contest(world.county)
    Contest.objects.filter(pk=contest.pk).update(kind=Contest.Kind.KNOWLEDGE)
    stage = make.stage(contest, world.county)
    Stage.objects.filter(pk=stage.pk).update(rule_set=None)

    assert main_act(client, stage) == ["Rules of the quiz"]


def test_an_entry_is_neither_added_nor_taken_out_once_a_quiz_goes_on(client, world, organiser):
    shown = page_of(client, quiz_on(world)).get_text()

    assert ("Add an entry" in shown, "Take out" in shown) == (False, False)


def test_who_takes_part_finds_the_registration_while_it_is_open(client, world):
    stage = called(world)
    client.force_login(world["operator"])

    assert main_act(client, stage) == ["Registration"]


def test_who_checks_finds_the_list_of_awards_that_waits(client, world):
    stage = to_be_awarded(world)
    make.award_list(stage, checked=False)
    client.force_login(make.person(Post.Kind.SUPERVISOR, world.county))

    assert main_act(client, stage) == ["Awards"]


def test_a_result_that_waits_for_its_signature_is_found_at_the_desk(client, world, organiser):
    stage = make.stage_with_panel(unit=world.county)
    make.judge_all(make.open_entry(stage))
    results.lock(stage, world["organiser"])

    assert main_act(client, stage) == ["Control desk"]
