from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from exams import agenda, indicators
from exams.models import Candidate, Exam, Paper
from exams.services import exams, messages, papers
from inbox.models import Message
from organisation.indicators import Figure
from organisation.models import Post
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


def called(exam):
    return set(Candidate.objects.filter(exam=exam).values_list("person", "unit"))


def test_those_who_learn_in_the_chosen_units_are_called(world):
    exam = make.exam([world.township])

    assert called(exam) == {
        (world["officer"].pk, world.village.pk),
        (world["officer.neighbour"].pk, world.neighbour.pk),
        (world["operator"].pk, world.township.pk),
    }


def test_the_day_of_the_exam_decides_who_is_called(world):
    now = timezone.now()
    leaver = make.person()
    today = timezone.localdate(now)
    make.post(leaver, K.INFORMATION_OFFICER, world.village, valid_to=today)

    exam = make.exam([world.village], opens_at=now, closes_at=now + timedelta(hours=1))

    assert called(exam) == {(world["officer"].pk, world.village.pk)}


def test_the_roll_follows_changes_until_the_exam_opens(world):
    now = timezone.now()
    exam = make.exam([world.village], opens_at=now, closes_at=now + timedelta(hours=1))
    newcomer = make.person(K.INFORMATION_OFFICER, world.village)
    world["officer"].posts.update(valid_to=timezone.localdate(now))

    exams.close_rolls_due(now)
    make.person(K.INFORMATION_OFFICER, world.village)
    exams.close_rolls_due(now)

    assert called(exam) == {(newcomer.pk, world.village.pk)}


def test_a_published_paper_is_frozen():
    exam = make.exam(questions=2)
    content = exam.paper.content

    with pytest.raises(papers.PaperRefused):
        papers.draw(exam.paper, exam.paper.questions.first().version.bank, (), 1, "s")

    exam.paper.refresh_from_db()
    assert exam.paper.content == content


def test_publishing_twice_is_refused_and_runs_once():
    exam = make.exam()

    with pytest.raises(exams.ExamRefused, match="already"):
        exams.publish(exam, None)

    assert exam.marking_runs.count() == 1


def test_an_exam_nobody_sits_is_not_published():
    with pytest.raises(exams.ExamRefused, match="Nobody"):
        exams.publish(make.exam([make.township()], published=False), None)

    assert Exam.objects.get().is_draft


def test_results_before_the_close_are_impossible():
    exam = make.exam()

    with pytest.raises(IntegrityError), transaction.atomic():
        Exam.objects.filter(pk=exam.pk).update(results_at=exam.opens_at)


def test_the_same_seed_draws_the_same_paper():
    bank = make.bank(questions=10)
    drawn = []
    for _number in range(2):
        paper = Paper.objects.create(title="P")
        papers.draw(paper, bank, (), 4, "seed")
        drawn.append(list(paper.questions.values_list("version", flat=True)))

    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 4


def test_drawing_more_than_there_is_is_refused():
    paper = Paper.objects.create(title="P")

    with pytest.raises(papers.PaperRefused, match="2 questions are in use; 3 are"):
        papers.draw(paper, make.bank(questions=2), (), 3, "seed")


def test_those_called_are_told_once():
    exam = make.exam()

    messages.call_candidates(exam)
    messages.call_candidates(exam)

    assert Message.objects.get().title == f"You are called to an exam: {exam.title}"


def test_results_are_announced_once_to_those_who_sat():
    done = make.handed_in()
    make.candidate(done.exam)
    exams.announce_due(done.exam.results_at)
    exams.announce_due(done.exam.results_at)
    messages.tell_results(done.exam)

    assert [message.person for message in Message.objects.all()] == [done.person]


def test_an_open_exam_is_the_first_thing_to_do(settings):
    exam = make.exam(questions=20)
    person = make.candidate(exam).person

    item = agenda.agenda(person, timezone.localdate(), now=exam.opens_at)[0]

    assert (item.urgency, item.act, item.note) == (
        0, "Start the exam", "20 questions, 30 minutes, to be sat once",
    )  # fmt: skip


def test_a_sitting_that_has_begun_is_continued_and_a_finished_one_rests():
    exam = make.exam()
    begun, done = make.attempt(exam), make.handed_in(exam)
    day = timezone.localdate()

    assert [item.act for item in agenda.agenda(begun.person, day)] == ["Continue the exam"]
    assert agenda.agenda(done.person, day, now=timezone.now()) == []
    assert [i.note for i in agenda.agenda(done.person, day, now=exam.results_at)] == [
        "The results are out."
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_agenda_takes_as_many_queries_for_one_as_for_three(count, django_assert_num_queries):
    person = make.person(K.INFORMATION_OFFICER)
    for _number in range(count):
        make.exam()

    with django_assert_num_queries(2):
        assert len(agenda.agenda(person, timezone.localdate())) == count


def test_the_menu_offers_what_the_post_allows(world):
    titles = {who: [item.title for item in agenda.menu(world[who])] for who in world.people}

    assert titles["officer"] == ["Exams", "Practice", "My learning"]
    assert titles["organiser"] == ["Exams of my units", "Question banks", "Papers"]
    assert titles["leader"] == []


@pytest.fixture
def august(world):
    """One exam of three people in August: two sat it, one passed."""
    at = datetime(2025, 8, 20, 2, tzinfo=UTC)
    exam = make.exam([world.township], at=at, questions=2)
    make.handed_in(exam, world["officer"], {1: "a", 2: "a"}, now=at)
    make.handed_in(exam, world["officer.neighbour"], {1: "a", 2: "b"}, now=at)
    return world


def figures(measure, units, month):
    return {unit: (figure.value, figure.of) for unit, figure in measure(units, month).items()}


def test_figures_of_the_month_are_exact(august, django_assert_num_queries):
    month = Month.of(date(2025, 8, 1))
    units = [august.county, august.township, august.village, august.neighbour]

    with django_assert_num_queries(3):
        held = indicators.held(units, month)
        sat = indicators.sat(units, month)
        rate = indicators.pass_rate(units, month)

    assert held == {august.county.pk: Figure(Decimal(1))}
    assert sat == {
        august.township.pk: Figure(Decimal(0), Decimal(1)),
        august.village.pk: Figure(Decimal(1), Decimal(1)),
        august.neighbour.pk: Figure(Decimal(1), Decimal(1)),
    }
    assert rate == {
        august.village.pk: Figure(Decimal(1), Decimal(1)),
        august.neighbour.pk: Figure(Decimal(0), Decimal(1)),
    }


def test_an_exam_is_not_counted_before_it_has_closed(world):
    exam = make.exam([world.township])
    month = Month.of(timezone.localdate(exam.closes_at))

    counted = [
        Exam.objects.closed_in(month, now=exam.closes_at + late).count()
        for late in (timedelta(0), timedelta(seconds=1))
    ]

    assert counted == [0, 1]


def test_another_month_and_other_units_have_no_figures(august):
    assert figures(indicators.sat, [august.village], Month.of(date(2025, 7, 1))) == {}
    assert figures(indicators.sat, [august.elsewhere], Month.of(date(2025, 8, 1))) == {}
