"""The history of a question, as the analyses of its exams tell it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exams.models import MarkingRun, QuestionAnalysis, Score
from exams.services import analyses, blueprints, histories
from tests import make

pytestmark = pytest.mark.django_db


def over(bank=None, days=2, **fields):
    return make.exam(bank_=bank, at=timezone.now() - timedelta(days=days), **fields)


def told_of(question):
    return [
        (use.title, use.is_over, use.count, use.facility)
        for use in histories.uses_of(question, timezone.now())
    ]


def test_an_exam_tells_what_the_analysis_of_the_run_that_counts_says():
    exam = over(questions=2)
    make.handed_in(exam, answers={1: "a"}, now=exam.opens_at)
    make.handed_in(exam, answers={2: "a"}, now=exam.opens_at)
    analyses.make(exam.marking_run)
    other = MarkingRun.objects.create(exam=exam, number=2, paper_sha256=exam.paper.sha256)
    for score in Score.objects.all():
        score.pk, score.run = None, other
        score.marks = dict.fromkeys(score.marks, "0")
        score.save()
    analyses.make(other)
    first = exam.paper.questions.get(slot=1).version.question

    assert told_of(first) == [(exam.title, True, 2, 0.5)]


def test_an_exam_that_goes_on_tells_nothing_yet_and_a_draft_is_no_use():
    bank = make.bank(questions=1)
    exam = make.exam(bank_=bank)
    make.handed_in(exam, answers={1: "a"})
    make.exam(bank_=bank, published=False)

    assert told_of(bank.questions.get()) == [(exam.title, False, None, None)]


def test_an_exam_that_is_over_waits_for_its_analysis_and_may_have_been_sat_by_nobody():
    bank = make.bank(questions=1)
    waits, missed = over(bank, 1), over(bank, 2)
    analyses.make(missed.marking_run)

    assert told_of(bank.questions.get()) == [
        (waits.title, True, None, None),
        (missed.title, True, 0, None),
    ]


def test_the_page_shows_the_newest_first_and_flags_in_words(client, world):
    bank = make.bank(questions=1)
    first, second = (over(bank, days, units=[world.county]) for days in (9, 5))
    for exam, facility, flags in ((first, 0.4, []), (second, 0.9, ["leaked"])):
        make.handed_in(exam, answers={1: "a"}, now=exam.opens_at)
        analyses.make(exam.marking_run)
        QuestionAnalysis.objects.filter(analysis__run__exam=exam).update(
            people=100, facility=facility, flags=flags
        )
    client.force_login(world["organiser"])

    page = client.get(bank.questions.get().get_absolute_url()).content.decode()

    assert page.index(second.title) < page.index(first.title)
    assert page.index("90 %") < page.index("perhaps known</") < page.index("40 %")
    assert "It is perhaps known by now" in page


def test_papers_of_ones_own_count_the_question_where_it_was_drawn(world):
    bank = make.bank(questions=3)
    paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 1)]), "Own papers")
    exam = make.exam([world.county], paper=paper, at=timezone.now() - timedelta(days=2))
    pool = {q["slot"]: q["question"] for q in exam.paper.content["pool"]}
    right = {}
    for _number in range(6):
        attempt = make.handed_in(exam, answers={1: "a"}, now=exam.opens_at)
        for slot, place in enumerate(attempt.drawn, start=1):
            right.setdefault(pool[place], []).append(slot == 1)
    analyses.make(exam.marking_run)

    for question in bank.questions.filter(pk__in=right):
        answers = right[question.pk]
        assert told_of(question) == [(exam.title, True, len(answers), sum(answers) / len(answers))]
