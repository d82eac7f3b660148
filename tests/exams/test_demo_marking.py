"""The invented county has an exam that people are just marking, the same at each building."""

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from exams import demo_marking
from exams.models import Exam, Reading, Script
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


def test_yesterdays_exam_is_half_marked_and_waits_with_its_results(world):
    bank, types = make.bank(questions=6), make.bank()
    make.question_of("essay", types)
    for _number in range(3):
        make.person("information_officer", make.village(parent=world.township))
    instructors = [make.person("instructor") for _number in range(3)]
    demo = SimpleNamespace(
        rng=random.Random(1),
        day=today(),
        county=world.county,
        townships=[world.township],
        accounts={"judge": world["director.elsewhere"]},
        instructors=instructors,
    )

    demo_marking.build(demo, bank, types)

    exam = Exam.objects.get()
    assert exam.results_wait
    assert exam.closes_at < timezone.now() < exam.results_at + timedelta(days=1)
    assert Script.objects.count() == exam.attempts.count() > 3
    assert 0 < Reading.objects.given().count() < Reading.objects.count()
    assert not Reading.objects.of(world["director.elsewhere"]).given().exists()
