"""A stage is planned: its day, its entries, and the sheets on paper for a hall without network."""

from datetime import date

import pytest
from django.urls import reverse

from competitions.models import Stage
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return world["organiser"]


def text_of(response):
    return " ".join(response.content.decode().split())


def a_stage(world, **changes):
    day = {"held_on_year": "2026", "held_on_month": "11", "held_on_day": "27"}
    plan = {"unit": world.county.pk, "level": "4", "title": "Final", "place": "Hall"}
    return {**plan, **day, **changes}


def test_a_stage_gets_its_day_from_three_boxes(client, world, organiser):
    contest = make.contest(world.county)

    client.post(reverse("competitions:stage_create", args=[contest.pk]), a_stage(world))

    assert Stage.objects.get().held_on == date(2026, 11, 27)


def test_a_day_that_cannot_be_gets_a_sentence_and_what_was_typed_stays(client, world, organiser):
    contest = make.contest(world.county)
    address = reverse("competitions:stage_create", args=[contest.pk])

    page = text_of(client.post(address, a_stage(world, held_on_day="31")))

    assert "There is no such day. Fill it in like 1975 3 8." in page
    assert 'value="Final"' in page
    assert not Stage.objects.exists()


def test_a_township_is_offered_a_stage_of_its_own(client):
    contest, township = make.contest(make.county()), make.township()
    make.village(parent=township)
    client.force_login(make.person(Post.Kind.TOWNSHIP_OPERATOR, township))

    page = client.get(reverse("competitions:stage_create", args=[contest.pk]))

    offered = page.context["form"].initial
    assert (offered["unit"], offered["level"]) == (township, Stage.Level.TOWNSHIP)


def test_a_new_contest_is_offered_criteria_to_begin_with(client, world, organiser):
    contest = make.contest(world.county)

    page = client.get(reverse("competitions:rules_edit", args=[contest.pk]))

    offered = [(row.initial["title"], row.initial["most"]) for row in page.context["criteria"][:3]]
    assert offered == [("Content", 40), ("Delivery", 30), ("Demonstration", 30)]


def test_stages_are_listed_by_their_day(client, world, organiser):
    contest = make.contest(world.county)
    later = make.stage(contest, held_on=date(2026, 11, 27))
    sooner = make.stage(contest, held_on=date(2026, 8, 1))

    page = text_of(client.get(contest.get_absolute_url()))

    assert page.index(sooner.title) < page.index(later.title)


def test_an_entry_is_offered_the_next_number_in_the_order(client, world, organiser):
    stage = make.stage_with_panel(entries=2, unit=world.county)

    page = text_of(client.get(reverse("competitions:entry_create", args=[stage.pk])))

    assert 'name="order_no" value="3"' in page


def test_a_score_sheet_on_paper_has_a_row_an_entry_and_says_who_does_not_mark(
    client, world, organiser
):
    stage = make.stage_with_panel(judges=3, entries=2, unit=world.county)
    entry = stage.entries.first()
    judge = make.person(Post.Kind.TOWNSHIP_OPERATOR, entry.unit)
    make.seat(stage, judge)

    page = client.get(reverse("competitions:stage_paper", args=[stage.pk]))

    sheets = {sheet.seat.judge: sheet.rows for sheet in page.context["sheets"]}
    assert [row.is_recused for row in sheets[judge]] == [True, False]
    assert {len(rows) for rows in sheets.values()} == {2}


def test_score_sheets_need_a_panel_first(client, world, organiser):
    stage = make.stage(unit=world.county)

    page = client.get(reverse("competitions:stage_paper", args=[stage.pk]))

    assert "Nobody is appointed yet." in page.content.decode()


@pytest.mark.parametrize("year", ["1999", "2101", "99999"])
def test_a_year_nobody_means_is_said_in_words(client, world, organiser, year):
    plan = {"unit": world.county.pk, "year": year, "title": "Speech", "kind": "speech"}

    shown = text_of(client.post(reverse("competitions:contest_create"), plan))

    assert "competitions_contest_year" not in shown
    assert (f'value="{year}"' in shown, "There is 1 thing to put right" in shown) == (True, True)
