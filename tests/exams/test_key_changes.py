"""A wrong key: two people, a marking beside the old one, and those concerned are told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from exams import reviews, tasks
from exams.models import Analysis, Attempt, Card, KeyChange, MarkingRun, Score
from exams.services import analyses, blueprints, key_changes, paper_entries
from inbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now
HALF_POINTS = 50


@pytest.fixture
def exam(world):
    """Over, its results out; two questions."""
    return make.exam([world.township], at=NOW() - timedelta(days=1), questions=2)


@pytest.fixture
def attempt(world, exam):
    """Answered b twice, which the key calls wrong."""
    return make.handed_in(exam, world["officer"], {1: "b", 2: "b"}, now=exam.opens_at)


def version(exam, slot=1):
    return exam.paper.content["questions"][slot - 1]["version"]


def propose(exam, actor, way="key", slot=1, right="b"):
    key = {"right": list(right)} if way == "key" else {}
    return key_changes.propose(exam, version(exam, slot), way, key, "See the law.", actor, NOW())


def change_key(world, exam, *args, **fields):
    """Proposed, approved and marked."""
    change = propose(exam, world["organiser"], *args, **fields)
    key_changes.decide(change, True, world["supervisor"], NOW())
    tasks.mark_again(change.pk)
    exam.refresh_from_db()
    return change


def points(attempt):
    score = Score.objects.counting().get(attempt=attempt)
    return score.points, score.of


def test_nothing_changes_until_a_second_person_approves(world, exam, attempt):
    propose(exam, world["organiser"])

    assert points(attempt) == (0, 100)
    assert MarkingRun.objects.filter(exam=exam).count() == 1


def test_the_new_marking_stands_beside_the_old_one(world, exam, attempt):
    change = change_key(world, exam)
    change.refresh_from_db()

    assert points(attempt) == (HALF_POINTS, 100)
    assert exam.marking_run == change.run
    rows = Score.objects.filter(attempt=attempt).order_by("run__number")
    assert list(rows.values_list("run__number", "points")) == [(1, 0), (2, HALF_POINTS)]


def test_the_published_paper_stays_as_it_was(world, exam, attempt):
    before = exam.paper.sha256, exam.paper.content

    change_key(world, exam)
    exam.paper.refresh_from_db()

    assert (exam.paper.sha256, exam.paper.content) == before


def test_a_question_may_not_count_or_be_given_to_all(world, exam, attempt):
    change_key(world, exam, "none", slot=1)
    change_key(world, exam, "all", slot=2)

    assert points(attempt) == (HALF_POINTS, HALF_POINTS)


def test_a_later_marking_keeps_the_keys_put_right_before(world, exam, attempt):
    change_key(world, exam, slot=1)
    change_key(world, exam, slot=2)

    assert points(attempt) == (100, 100)


def test_a_sheet_typed_in_later_is_marked_by_the_new_key(world, exam, attempt):
    change_key(world, exam)
    called = make.candidate(exam, world["officer.neighbour"])

    for typist in (world["operator"], world["organiser"]):
        paper_entries.enter(called, typist, 1, {1: ["b"]}, NOW())

    assert points(Attempt.objects.get(on_paper=True)) == (HALF_POINTS, 100)


def test_papers_drawn_for_each_person_are_marked_by_the_wording(world):
    blueprint = make.blueprint(make.bank(questions=3), [(None, "", "", 2, 1)])
    paper = blueprints.make_pool(blueprint, "Own papers")
    exam = make.exam([world.township], paper=paper, at=NOW() - timedelta(days=1))
    attempt = make.handed_in(exam, world["officer"], {1: "b", 2: "b"}, now=exam.opens_at)
    asked = attempt.content["questions"][1]["version"]

    change = key_changes.propose(
        exam, asked, "key", {"right": ["b"]}, "See.", world["organiser"], NOW()
    )
    key_changes.decide(change, True, world["supervisor"], NOW())
    tasks.mark_again(change.pk)

    score = Score.objects.counting().get(attempt=attempt)
    assert {slot: float(mark) > 0 for slot, mark in score.marks.items()} == {"1": False, "2": True}


def test_the_job_marks_once(world, exam, attempt):
    change = change_key(world, exam)

    tasks.mark_again(change.pk)

    assert MarkingRun.objects.filter(exam=exam).count() == 2


def test_only_those_whose_result_changed_are_told(world, exam, attempt):
    make.handed_in(exam, world["officer.neighbour"], {1: "c", 2: "c"}, now=exam.opens_at)

    change_key(world, exam)

    told = Message.objects.filter(key__startswith="exams.marked_again")
    assert [message.person for message in told] == [world["officer"]]


def test_before_results_are_out_nobody_is_told(world):
    later = NOW() + timedelta(days=1)
    exam = make.exam([world.township], at=NOW() - timedelta(days=1), questions=2, results_at=later)
    make.handed_in(exam, world["officer"], {1: "b"}, now=exam.opens_at)

    change_key(world, exam)

    assert not Message.objects.filter(key__startswith="exams.marked_again").exists()


def test_who_sat_it_reads_which_key_was_changed_and_why(world, exam, attempt):
    change = change_key(world, exam)

    review = reviews.review(attempt)

    assert [(one.slot, one.change) for one in review.corrections] == [(1, change)]
    assert (review.right_count, review.count, review.first.points) == (1, 2, 0)


def test_a_question_that_does_not_count_is_not_looked_at_again(world, exam, attempt):
    change_key(world, exam, "none")

    review = reviews.review(attempt)

    assert ([wrong.slot for wrong in review.wrong], review.count) == ([2], 1)


def test_the_wrong_answer_books_follow_the_new_key(world, exam):
    make.handed_in(exam, world["officer"], {1: "a", 2: "a"}, now=exam.opens_at)

    change_key(world, exam)
    tasks.collect_wrong_answers(exam.pk)

    question = exam.paper.content["questions"][0]["question"]
    assert list(Card.objects.values_list("person", "question")) == [(world["officer"].pk, question)]


def test_what_was_right_after_all_leaves_the_wrong_answer_book(world, exam, attempt):
    tasks.collect_wrong_answers(exam.pk)
    before = Card.objects.count()

    change_key(world, exam)
    tasks.collect_wrong_answers(exam.pk)

    [card] = Card.objects.all()
    assert before == 2
    assert card.question_id == exam.paper.content["questions"][1]["question"]


def test_the_analysis_is_made_anew_by_itself(world, exam, attempt):
    analyses.make(exam.marking_run)
    change_key(world, exam)

    queued = analyses.queue_due()
    tasks.analyse(exam.marking_run_id)()

    facilities = Analysis.objects.get(run=exam.marking_run).questions.order_by("slot")
    assert queued == 1
    assert [one.facility for one in facilities] == [1.0, 0.0]


def test_an_analysis_leaves_out_what_does_not_count(world, exam, attempt):
    change_key(world, exam, "none")

    made = analyses.make(exam.marking_run)

    assert [one.slot for one in made.questions.all()] == [2]


def test_the_effect_is_known_before_it_is_approved(world, exam, attempt):
    make.handed_in(exam, world["officer.neighbour"], {1: "a", 2: "a"}, now=exam.opens_at)

    effect = key_changes.effect_of(propose(exam, world["organiser"]))

    assert effect == key_changes.Effect(people=2, other_points=2, pass_now=0, fail_now=1)


def test_who_proposed_it_does_not_approve_it(world, exam):
    change = propose(exam, world["organiser"])

    with pytest.raises(key_changes.KeyRefused, match="second person"):
        key_changes.decide(change, True, world["organiser"], NOW())


def test_the_database_wants_two_people(world, exam):
    change = propose(exam, world["organiser"])

    with pytest.raises(IntegrityError), transaction.atomic():
        KeyChange.objects.filter(pk=change.pk).update(
            decided_by=world["organiser"], decided_at=NOW(), accepted=True
        )


def test_one_change_of_a_question_is_decided_before_the_next(world, exam):
    propose(exam, world["organiser"])

    with pytest.raises(key_changes.KeyRefused, match="proposed already"):
        propose(exam, world["organiser"], right="c")


def test_what_counts_already_is_not_proposed(world, exam):
    with pytest.raises(key_changes.KeyRefused, match="counts already"):
        propose(exam, world["organiser"], right="a")


def test_the_last_question_cannot_be_taken_out(world):
    exam = make.exam([world.township], at=NOW() - timedelta(days=1), questions=1)
    make.handed_in(exam, world["officer"], now=exam.opens_at)

    with pytest.raises(key_changes.KeyRefused, match="no question left"):
        propose(exam, world["organiser"], "none")


def test_while_the_exam_runs_no_key_is_changed(world):
    exam = make.exam([world.township], questions=2)

    with pytest.raises(key_changes.KeyRefused, match="not over"):
        propose(exam, world["organiser"])


def test_while_somebody_answers_nothing_is_marked_again(world, exam):
    make.attempt(exam, world["officer"], now=exam.opens_at)

    with pytest.raises(key_changes.KeyRefused, match="still answering"):
        propose(exam, world["organiser"])


def test_what_is_taken_back_is_gone(world, exam):
    key_changes.take_back(propose(exam, world["organiser"]), world["organiser"])

    assert not KeyChange.objects.exists()
