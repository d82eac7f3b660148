from datetime import date

import pytest

from organisation.models import Post
from records.agenda import agenda, menu
from records.models import DutyDay
from records.services import duty
from tests import make

K = Post.Kind
DUTY, PLAIN = date(2026, 8, 15), date(2026, 8, 16)


@pytest.fixture
def officer(db):
    return make.person(K.INFORMATION_OFFICER, make.village())


def titles(person, day):
    return [item.title for item in agenda(person, day)]


def village_of(person):
    return person.posts.get().unit


def test_the_officer_sees_how_many_things_and_never_whose(officer):
    make.reminder(village_of(officer), due_on=PLAIN)

    assert titles(officer, PLAIN) == ["1 thing to do in the village", "Clear the day"]


def test_on_a_duty_day_the_list_comes_first(officer):
    assert titles(officer, DUTY) == ["Duty day: open the list"]


def test_an_opened_list_leaves_the_day_to_be_cleared(officer):
    duty.open_list(officer, village_of(officer), DUTY)

    assert titles(officer, DUTY) == ["Clear the day"]


def test_a_cleared_day_asks_for_nothing(officer):
    duty.clear(officer, village_of(officer), PLAIN, nothing_happened=True)

    assert titles(officer, PLAIN) == []


def test_the_operator_sees_how_many_villages_have_not_opened(db):
    village, other = make.village(), None
    other = make.village(parent=village.get_parent())
    operator = make.person(K.TOWNSHIP_OPERATOR, village.get_parent())
    duty.open_list(None, other, DUTY)

    assert titles(operator, DUTY) == ["1 village has not opened its duty list today"]
    assert titles(operator, PLAIN) == []
    assert DutyDay.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_agenda_asks_the_same_number_of_questions(officer, rows, django_assert_num_queries):
    for _n in range(rows):
        make.reminder(village_of(officer))

    with django_assert_num_queries(6):
        agenda(officer, PLAIN)


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        (K.INFORMATION_OFFICER, ["Village today", "Find someone", "Clear the day"]),
        (K.TOWNSHIP_OPERATOR, ["How the villages stand", "Ask for a file"]),
        (K.TOWNSHIP_DIRECTOR, ["How the villages stand"]),
        (K.SUPERVISOR, ["How the villages stand"]),
        (K.EDITOR, []),
    ],
)
def test_the_menu_of_each_post(db, kind, places):
    assert [item.title for item in menu(make.person(kind))] == places
