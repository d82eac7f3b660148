from datetime import date, time

import pytest

from courses import indicators
from courses.indicators import INDICATORS
from organisation.indicators import Figure
from organisation.models import Unit
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db
AUGUST = Month(2026, 8)
FIRST, SECOND, LAST_MONTH = date(2026, 8, 1), date(2026, 8, 2), date(2026, 7, 31)


def measured(measure):
    return measure(list(Unit.objects.all()), AUGUST)


def held(unit, day=FIRST, **fields):
    return make.session(make.course(unit), day=day, taken=True, **fields)


def test_a_session_where_somebody_had_to_share_is_not_one_person_one_computer():
    township = make.township()
    make.enrolment(held(township), attendance="present")
    make.enrolment(held(township, SECOND), attendance="present", seated=False)

    assert measured(indicators.own_computer) == {township.pk: Figure(1, 2)}


def test_who_did_not_come_needed_no_computer():
    township = make.township()
    make.enrolment(held(township), attendance="absent", seated=False)

    assert measured(indicators.own_computer) == {township.pk: Figure(1, 1)}


def test_a_township_needs_two_days_not_two_sessions():
    enough, too_few, none = make.township(), make.township(), make.township()
    held(enough)
    held(enough, SECOND)
    held(too_few)
    held(too_few, starts=time(14), ends=time(16))
    held(too_few, LAST_MONTH)
    make.session(make.course(too_few), day=SECOND)

    expected = {enough.pk: Figure(1, 1), too_few.pk: Figure(0, 1), none.pk: Figure(0, 1)}
    assert measured(indicators.townships_two_days) == expected


def test_attendance_is_counted_in_the_village_of_the_trainee_without_the_excused():
    village = make.village()
    session = held(make.county(), computers=4)
    for kind in ("present", "present", "absent", "excused"):
        make.enrolment(session, make.trainee(village), attendance=kind)

    assert measured(indicators.attendance) == {village.pk: Figure(2, 3)}


def test_live_sessions_give_hours_points_and_answers():
    county = make.county()
    figures = {"live": True, "points_connected": 17, "questions_asked": 9, "questions_answered": 8}
    held(county, **figures)
    held(county, SECOND, **figures)
    held(county, LAST_MONTH, **figures)

    assert measured(indicators.live_hours) == {county.pk: Figure(5)}
    assert measured(indicators.points_connected) == {county.pk: Figure(34)}
    assert measured(indicators.questions_answered) == {county.pk: Figure(16)}


def test_a_live_session_without_figures_connects_nothing():
    county = make.county()
    held(county, live=True)

    assert measured(indicators.points_connected) == {county.pk: Figure(0)}


def test_reading_gives_hours_of_self_study():
    village = make.village()
    person = make.trainee(village)
    make.reading(None, person, seconds=3600)
    make.reading(None, person, seconds=1800)
    make.reading(None, person, seconds=9999, day=LAST_MONTH)

    hours = measured(indicators.self_study_hours)[village.pk]
    assert str(hours.value) == "1.5"


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.key)
def test_each_indicator_takes_one_query(indicator, django_assert_num_queries):
    held(make.township())
    units = list(Unit.objects.all())

    with django_assert_num_queries(1):
        indicator.measure(units, AUGUST)


def test_the_keys_are_those_the_notices_store():
    assert [indicator.key for indicator in INDICATORS] == [
        "courses.own_computer",
        "courses.townships_two_days",
        "courses.attendance",
        "courses.live_hours",
        "courses.points_connected",
        "courses.questions_answered",
        "courses.self_study_hours",
    ]
