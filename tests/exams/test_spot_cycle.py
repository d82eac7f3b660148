"""Whose turn it is in the next draw, and what drawn villages tell of all."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from exams.indicators import cycle_reached, villages_drawn, villages_reached
from exams.models import Exam, SpotVillage
from exams.services import analyses, spot_pools
from organisation.models import Post
from organisation.periods import Month, start_of
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def names(draw):
    return {row.unit.name for row in draw.villages.exclude(won="").select_related("unit")}


def units_of(draw):
    return {row.unit for row in draw.villages.exclude(won="").select_related("unit")}


def used(day=0):
    """Name → how often it was drawn, as the next pool has it."""
    now = timezone.now() + day * DAY
    pool = spot_pools.pool_of(make.spot_exam(), timezone.localdate(now), now)
    return {place.unit.name: place.used for place in pool.places}


def test_a_village_is_counted_when_somebody_of_it_sat():
    make.villages(2)
    draw = make.drawn(size=1)
    before = used(1)

    make.sat_by_all(draw)

    (drawn,) = names(draw)
    assert set(before.values()) == {0}
    assert {name for name, count in used(1).items() if count} == {drawn}


def test_a_village_that_did_not_come_keeps_its_turn():
    make.villages(2)
    make.drawn(size=1)

    assert set(used(1).values()) == {0}


def test_the_makeup_counts_for_the_village():
    make.villages(1)
    draw = make.drawn()
    person = draw.exam.candidates.get().person
    unit = draw.exam.candidates.get().unit
    makeup = make.exam(questions=1)
    Exam.objects.filter(pk=makeup.pk).update(kind="makeup", makeup_of=draw.exam_id)
    makeup.refresh_from_db()
    make.candidate(makeup, person, unit)

    make.handed_in(makeup, person, {1: "a"})

    assert set(used(1).values()) == {1}


def test_a_draw_that_was_given_up_is_nobodys_turn():
    make.villages(2)
    draw = make.drawn(size=2)

    make.given_up(draw)

    assert set(used(1).values()) == {0}


def test_a_new_village_comes_in_with_the_smallest_number():
    (old,) = make.villages(1)
    make.sat_by_all(make.drawn())
    new = make.village("New", parent=old.get_parent())
    make.person(Post.Kind.INFORMATION_OFFICER, new)

    assert used(1) == {old.name: 1, "New": 1}


def test_an_excused_village_keeps_its_turn():
    one, two = make.villages(2)
    make.sealed()
    make.sat_by_all(make.drawn(make.spot_exam(), excused={two.code: "Flooded."}))

    assert used(1) == {one.name: 1, two.name: 0}


# --- figures -----------------------------------------------------------------------------------


def test_drawn_villages_weigh_by_their_chance():
    """Of 4 villages 2 have their turn; all four are drawn in two draws."""
    make.villages(4)
    draw = make.drawn(size=2)
    make.sat_by_all(draw)

    analysis = analyses.make(Exam.objects.get(pk=draw.exam_id).marking_run)

    found = analysis.figures["estimate"]
    assert (found["units"], found["drawn"]) == (4, 2)
    assert found["mean"] == pytest.approx(100 / 3)
    assert json.dumps(found)


def drawn_last_month(size=1):
    """A draw of the 10th of last month, sat on the same day; with its month."""
    month = Month.of(timezone.localdate()).previous
    noon = start_of(month.first) + timedelta(days=9, hours=12)
    draw = make.drawn(make.spot_exam(at=noon), size, now=noon)
    make.sat_by_all(draw)
    return draw, month


def test_villages_drawn_and_reached_are_counted_for_each():
    one, two = make.villages(2)
    draw, month = drawn_last_month()
    (drawn,) = units_of(draw)
    other = ({one, two} - {drawn}).pop()

    reached = {unit: int(f.value) for unit, f in villages_reached([one, two], month).items()}

    assert set(villages_drawn([one, two], month)) == {drawn.pk}
    assert reached == {drawn.pk: 1, other.pk: 0}


def test_the_cycle_is_that_of_the_township_also_for_one_village():
    villages = make.villages(2)
    draw, month = drawn_last_month()
    (drawn,) = units_of(draw)

    assert cycle_reached([drawn], month)[drawn.pk].value == 1
    assert sum(figure.value for figure in cycle_reached(villages, month).values()) == 1


def test_where_no_village_was_ever_drawn_nothing_is_said():
    make.villages(1)
    month = Month.of(timezone.localdate())

    assert villages_reached([make.county()], month) == {}
    assert SpotVillage.objects.count() == 0


def test_figures_of_the_cycle_cost_one_query(django_assert_num_queries):
    villages = make.villages(3)
    _draw, month = drawn_last_month(size=2)

    for indicator in (villages_drawn, villages_reached, cycle_reached):
        with django_assert_num_queries(1):
            indicator(villages, month)
