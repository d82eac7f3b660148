"""After a quiz: its result sends on, gives awards and is counted like a judged one."""

from datetime import date

import pytest
from django.urls import reverse

from competitions.indicators import awards_won, townships_with_team
from competitions.models import Advancement, Award, Entry, Reveal, Stage
from competitions.organising import measures_of
from competitions.origins import origins_of
from competitions.season import season_of
from competitions.services import awards, draws, reveal
from competitions.services.advancement import advance, going_on, stages_above
from competitions.services.contests import add_entry
from competitions.services.quiz import setup
from competitions.services.refusal import ContestRefused
from credentials.models import Certificate
from organisation.periods import Month
from tests import make
from tests.make.quizzes import QUIZ_RULES

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)
Rule = Advancement.Rule


def url(name, *args):
    return reverse(f"competitions:{name}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def played(quiz):
    """02 is at 110, 01 at 90, 03 at 100."""
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 01")
    make.deed(quiz, "quick 1 claim 02")
    make.deed(quiz, "quick 1 answer 01 wrong")
    make.deed(quiz, "quick 1 answer 02 right")
    return quiz


def quiz_of(world, **fields):
    """The township's quiz among three villages of its own, in a contest of the county."""
    villages = [make.village(parent=world.township) for _ in range(3)]
    return make.quiz(world.township, contest_=make.contest(world.county), units=villages, **fields)


def final_above(quiz, world, **fields):
    return make.stage(quiz.stage.contest, world.county, held_on=LATER, **fields)


# --- to the next stage -----------------------------------------------------------------------


def test_the_best_of_a_quiz_goes_on_for_its_township(client, world):
    quiz = played(quiz_of(world))
    final = final_above(quiz, world)
    make.quiz_result(quiz)
    client.force_login(world["operator"])

    form = {"to_stage": final.pk, "rule": "exact", "places": 1}
    shown = page(client.get(url("stage_advance", quiz.stage_id), form))
    client.post(url("stage_advance_do", quiz.stage_id), form)

    best = quiz.stage.entries.get(order_no=2)
    entry = final.entries.get()
    assert "These go on" in shown
    assert (entry.unit, entry.origin.came_from) == (world.township, best)
    assert (entry.origin.rank, entry.origin.total) == (1, "110")
    assert list(entry.people.all()) == list(best.people.all())


def test_a_tie_of_a_quiz_at_the_cut_is_decided_by_name(world):
    quiz = quiz_of(world)
    make.put(quiz)
    make.deed(quiz, "quick 1 void")
    make.quiz_result(quiz)

    going = going_on(quiz.stage, Rule.EXACT, 1)
    decided = going_on(quiz.stage, Rule.EXACT, 1, ["03"])

    assert [row["code"] for row in going.tie] == ["01", "02", "03"]
    assert [row["code"] for row in decided.rows] == ["03"]


def test_entries_the_written_paper_left_out_do_not_keep_a_quiz_open(client, world):
    quiz = quiz_of(world)
    setup.choose_teams(quiz, quiz.stage.entries.filter(order_no__lte=2))
    make.put(quiz)
    make.deed(quiz, "quick 1 void")
    make.quiz_result(quiz)

    going = going_on(quiz.stage, Rule.SHARED, 1)

    assert [row["code"] for row in going.rows] == ["01", "02"]
    assert [row.is_over for row in season_of(quiz.stage.contest)] == [True]


ACTS = {
    "advance": lambda stage: going_on(stage, Rule.SHARED, 1),
    "award": lambda stage: awards.compile_list(stage, make.person()),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_quiz_kept_for_the_ceremony_sends_and_awards_nobody(world, act):
    quiz = played(quiz_of(world))
    make.award_rules(quiz.stage)
    reveal.choose(quiz.stage, Reveal.Mode.CEREMONY, 2, make.person())
    make.quiz_result(quiz)
    stage = Stage.objects.get(pk=quiz.stage_id)

    with pytest.raises(ContestRefused, match="must be published first"):
        ACTS[act](stage)


def test_who_came_from_where_names_the_place_in_the_quiz(client, world):
    quiz = played(quiz_of(world))
    final = final_above(quiz, world)
    make.quiz_result(quiz)
    advance(quiz.stage, final, Rule.SHARED, 2, world["operator"])

    shown = page(client.get(url("stage_origins", final.pk)))

    ways = [[(step.rank, step.total) for step in way.steps] for way in origins_of(final)]
    assert ways == [[(1, "110")], [(2, "100")]]
    assert "rank 1, 110" in shown
    assert url("result_list", quiz.stage_id) in shown


# --- onto the stage of a quiz ----------------------------------------------------------------


def test_who_goes_on_to_a_quiz_is_a_team_of_it(world):
    quiz = played(quiz_of(world))
    final = final_above(quiz, world)
    above = setup.set_up(final, make.person())
    make.quiz_result(quiz)

    advance(quiz.stage, final, Rule.SHARED, 1, world["operator"])

    assert [team.entry for team in above.teams.all()] == [final.entries.get()]


def test_a_written_paper_that_selects_chooses_the_teams_itself(world):
    paper = {"best": 2, "by": "sum", "counts": "selection"}
    quiz = make.quiz(data={**QUIZ_RULES, "paper": paper})

    entry = Entry(stage=quiz.stage, unit=world.township, title="One more", order_no=4)
    add_entry(entry, [])

    assert quiz.teams.count() == 3


def test_nobody_goes_on_to_a_quiz_that_has_begun(world):
    quiz = quiz_of(world)
    begun = make.quiz(world.county, contest_=quiz.stage.contest, held_on=LATER)
    make.put(begun)

    assert list(stages_above(quiz.stage)) == []


def test_a_late_entry_to_a_begun_quiz_is_refused_in_a_sentence(client, world):
    quiz = quiz_of(world)
    make.put(quiz)
    client.force_login(world["operator"])
    form = {"title": "Late ones", "unit": world.village.pk, "order_no": 9, "people": ""}

    shown = page(client.post(url("entry_create", quiz.stage_id), form))

    assert "The quiz has begun." in shown
    assert 'value="Late ones"' in shown
    assert quiz.stage.entries.count() == 3


def test_the_order_of_a_begun_quiz_is_not_drawn_anew(world):
    quiz = quiz_of(world)
    make.put(quiz)

    with pytest.raises(ContestRefused, match="has begun"):
        draws.commit(quiz.stage, make.person())


# --- awards and figures ----------------------------------------------------------------------


def test_awards_of_a_quiz_follow_from_its_ranks_with_certificates(client, world):
    quiz = quiz_of(world)
    make.award_rules(quiz.stage)
    make.quiz_result(played(quiz))

    made = make.award_list(quiz.stage)

    winners = {award.title: award.entry.order_no for award in Award.objects.filter(award_list=made)}
    assert winners == {"First prize": 2, "Second prize": 3}
    person = quiz.stage.entries.get(order_no=2).people.get()
    assert Certificate.objects.get(person=person).title == "Certificate of honour"
    assert "First prize" in page(client.get(url("award_list", quiz.stage_id)))


def test_rules_of_awards_come_before_the_first_line_of_the_ledger(world):
    quiz = quiz_of(world)
    rules = make.award_rules(quiz.stage, published=False)
    make.put(quiz)

    with pytest.raises(ContestRefused, match="come before them"):
        awards.publish_award_rules(rules, make.person())


def test_rules_of_awards_come_before_results_that_are_held_back(world):
    quiz = played(quiz_of(world))
    rules = make.award_rules(quiz.stage, published=False)
    reveal.choose(quiz.stage, Reveal.Mode.CEREMONY, 3, make.person())
    make.quiz_result(quiz)

    with pytest.raises(ContestRefused, match="come before them"):
        awards.publish_award_rules(rules, make.person())


def test_figures_count_a_quiz_with_its_awards(world):
    quiz = quiz_of(world)
    make.award_rules(quiz.stage)
    make.quiz_result(played(quiz))
    made = make.award_list(quiz.stage)

    now, day = made.published_at, quiz.stage.held_on
    won = awards_won([e.unit for e in quiz.stage.entries.all()], Month(now.year, now.month))
    teams = townships_with_team([world.township], Month(day.year, day.month))
    assert sorted(figure.value for figure in won.values()) == [1, 1]
    assert teams[world.township.pk].value == 1


def test_a_quiz_is_a_measure_of_good_organisation(world):
    below = played(quiz_of(world))
    make.quiz_result(below)
    above = make.quiz(
        world.county, contest_=below.stage.contest, held_on=LATER,
        units=[world.other_township, world.township, world.other_township],
    )  # fmt: skip
    make.quiz_result(played(above))

    measures = measures_of(above.stage)[world.township]

    assert (measures["own_stage"], measures["place"]) == ((1, 1), (3, 3))


def test_a_stage_that_holds_something_back_is_not_out(world):
    quiz = played(quiz_of(world))
    reveal.choose(quiz.stage, Reveal.Mode.CEREMONY, 1, make.person())
    make.quiz_result(quiz)
    above = make.quiz(world.county, contest_=quiz.stage.contest, held_on=LATER)

    assert [row.is_over for row in season_of(quiz.stage.contest)] == [False, False]
    assert measures_of(above.stage)[world.township]["own_stage"] == (0, 1)


def test_the_public_page_says_by_which_rules_a_quiz_is_held(client, world):
    quiz = quiz_of(world)

    shown = page(client.get(url("contest_public", quiz.stage.contest_id)))

    assert "The rules are not published yet." not in shown
    assert "quick" in shown
