"""What analyses say of a month."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from exams import indicators
from exams.models import Analysis, QuestionAnalysis
from organisation.indicators import Figure
from organisation.models import Unit
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make.county()


def of_last_days(measure):
    """The figures of the month in which an exam of two days ago closed, of all units."""
    day = timezone.localdate(timezone.now() - timedelta(days=2) + timedelta(hours=2))
    return measure(Unit.objects.all(), Month.of(day))


def test_points_won_are_the_mean_share_of_each_sitting():
    exam = make.exam(questions=2, at=timezone.now() - timedelta(days=2))
    village = make.village()
    for answers in ({1: "a", 2: "a"}, {1: "a"}, {}):
        person = make.person()
        make.candidate(exam, person, village)
        make.handed_in(exam, person, answers, now=exam.opens_at)

    figures = of_last_days(indicators.points_won)

    assert figures == {village.pk: Figure(Decimal("1.5"), Decimal(3))}


def test_reliability_is_the_mean_alpha_of_exams_sat_by_thirty(county):
    for alpha in (0.7, -0.5, 0.9):
        exam = make.analysed(people=30 if alpha < 0.9 else 29)
        Analysis.objects.filter(run__exam=exam).update(alpha=alpha)

    figures = of_last_days(indicators.reliability)

    assert figures == {county.pk: Figure(Decimal("0.7"), Decimal(2))}


def test_questions_to_look_at_are_a_share_of_those_asked(county):
    exam = make.analysed(people=30, questions=3)
    QuestionAnalysis.objects.filter(analysis__run__exam=exam).update(urgency=0)
    QuestionAnalysis.objects.filter(analysis__run__exam=exam, slot=2).update(urgency=3)

    figures = of_last_days(indicators.questions_flagged)

    assert figures == {county.pk: Figure(Decimal(1), Decimal(3))}
