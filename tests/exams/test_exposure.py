"""The history of a question, and whether it may have become known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exams import exposure
from exams.models import MarkingRun, Score
from exams.services import blueprints, histories
from tests import make


def use(exam, right, of, version=1):
    bare = exposure.Use(exam, f"Exam {exam}", timezone.now(), version)
    return exposure.with_shares(bare, [1.0] * right + [0.0] * (of - right))


def test_a_share_and_how_far_it_spreads():
    made = use(1, 30, 40)

    assert (made.count, made.facility) == (40, 0.75)
    assert made.variance == pytest.approx(0.75 * 0.25 * 40 / 39)


def test_a_jump_of_more_than_three_errors_stands_out_and_a_small_one_does_not():
    # sqrt(.25/99 + .21/99) = .068; three times that is .203.
    uses = [use(1, 50, 100), use(2, 70, 100), use(3, 71, 100), use(4, 20, 100)]

    assert exposure.perhaps_known(uses) == [uses[2]]


def test_too_few_people_say_nothing():
    uses = [use(1, 5, 29), use(2, 50, 100), use(3, 29, 29)]

    assert exposure.perhaps_known(uses) == []


def test_another_wording_begins_anew():
    uses = [use(1, 20, 100), use(2, 90, 100, version=2)]

    assert exposure.perhaps_known(uses) == []


@pytest.mark.django_db
class TestHistories:
    def test_a_closed_exam_tells_its_share_by_the_run_that_counts(self):
        exam = make.exam(questions=2, at=timezone.now() - timedelta(days=2))
        make.handed_in(exam, answers={1: "a"}, now=exam.opens_at)
        make.handed_in(exam, answers={2: "a"}, now=exam.opens_at)
        other = MarkingRun.objects.create(exam=exam, number=2, paper_sha256=exam.paper.sha256)
        for score in Score.objects.all():
            score.pk, score.run = None, other
            score.marks = dict.fromkeys(score.marks, "0")
            score.save()
        first = exam.paper.questions.get(slot=1).version.question

        (told,) = histories.uses_of(first, timezone.now())

        assert (told.title, told.count, told.facility) == (exam.title, 2, 0.5)

    def test_an_exam_that_goes_on_tells_nothing_yet_and_a_draft_is_no_use(self):
        bank = make.bank(questions=1)
        exam = make.exam(bank_=bank)
        make.handed_in(exam, answers={1: "a"})
        make.exam(bank_=bank, published=False)

        (told,) = histories.uses_of(bank.questions.get(), timezone.now())

        assert (told.exam, told.count) == (exam.pk, None)

    def test_the_page_shows_the_exams_and_flags_in_words(self, client, world, monkeypatch):
        monkeypatch.setattr(exposure, "LEAST", 1)
        bank = make.bank(questions=1)
        for day, answer in ((9, "b"), (5, "a")):
            exam = make.exam([world.county], bank_=bank, at=timezone.now() - timedelta(days=day))
            for _number in range(3):
                make.handed_in(exam, answers={1: answer}, now=exam.opens_at)
        client.force_login(world["organiser"])

        page = client.get(bank.questions.get().get_absolute_url()).content.decode()

        assert page.count(exam.title) == 1
        assert "perhaps known" in page
        assert "100 %" in page

    def test_papers_of_ones_own_count_the_question_where_it_was_drawn(self, world):
        bank = make.bank(questions=3)
        paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 1)]), "Own papers")
        exam = make.exam([world.county], paper=paper, at=timezone.now() - timedelta(days=2))
        pool = {q["slot"]: q["question"] for q in exam.paper.content["pool"]}
        right = {}
        for _number in range(6):
            attempt = make.handed_in(exam, answers={1: "a"}, now=exam.opens_at)
            for slot, place in enumerate(attempt.drawn, start=1):
                right.setdefault(pool[place], []).append(slot == 1)

        for question in bank.questions.filter(pk__in=right):
            (told,) = histories.uses_of(question, timezone.now())
            answers = right[question.pk]
            assert (told.count, told.facility) == (len(answers), sum(answers) / len(answers))
