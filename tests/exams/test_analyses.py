"""Analyses are made by a job, of the scores that count, and made anew when those change."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from exams import tasks
from exams.models import Analysis, Attempt, MarkingRun, QuestionAnalysis, Score
from exams.services import analyses, blueprints
from ledger.models import JobAttempts
from tests import make

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def exam():
    """Over, of two questions; nobody has come yet."""
    return make.exam(questions=2, at=timezone.now() - TWO_DAYS)


def hand_in(exam, *answers):
    return [make.handed_in(exam, None, given, now=exam.opens_at) for given in answers]


def wordings(exam):
    return [question["version"] for question in exam.paper.content["questions"]]


def test_an_exam_that_is_over_is_queued_once(exam):
    hand_in(exam, {1: "a"})

    queued = [analyses.queue_due(), analyses.queue_due()]

    assert queued == [1, 0]
    assert JobAttempts.objects.get().function == "exams.tasks.analyse"


def test_what_is_open_or_has_an_open_sitting_is_not_due(exam):
    make.exam()
    make.attempt(exam, now=exam.opens_at)

    assert analyses.queue_due() == 0


def test_the_job_writes_what_the_sittings_say(exam):
    hand_in(exam, {1: "a", 2: "a"}, {1: "a", 2: "b"}, {1: "b"}, {1: "a", 2: "a"})

    tasks.analyse(exam.marking_run_id)()

    analysis = Analysis.objects.get()
    rows = QuestionAnalysis.objects.order_by("slot").values_list("version", "people", "facility")
    assert (analysis.run, analysis.people) == (exam.marking_run, 4)
    assert list(rows) == list(zip(wordings(exam), (4, 4), (0.75, 0.5), strict=True))
    assert analysis.figures["bands"] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 2]


def test_an_analysed_exam_is_due_again_when_a_score_changes(exam):
    hand_in(exam, {1: "a"})
    analyses.make(exam.marking_run)
    settled = analyses.queue_due()

    Score.objects.update(points=Decimal(0))

    assert (settled, analyses.queue_due()) == (0, 1)


def test_a_new_marking_run_is_due_and_the_analysis_of_the_old_one_is_kept(exam):
    hand_in(exam, {1: "a"})
    old = analyses.make(exam.marking_run)
    exam.marking_run = MarkingRun.objects.create(exam=exam, number=2, paper_sha256="x")
    exam.save(update_fields=["marking_run"])

    queued = analyses.queue_due()
    analyses.make(exam.marking_run)

    assert queued == 1
    assert list(Analysis.objects.filter(run__number=1)) == [old]
    assert Analysis.objects.counting().get().run == exam.marking_run


def test_making_it_again_replaces_it(exam):
    hand_in(exam, {1: "a"})

    for _time in range(2):
        analyses.make(exam.marking_run)

    assert (Analysis.objects.count(), QuestionAnalysis.objects.count()) == (1, 2)


def test_an_exam_nobody_sat_is_analysed_as_such(exam):
    analyses.make(exam.marking_run)

    assert Analysis.objects.get().people == 0
    assert analyses.queue_due() == 0


def test_of_a_person_the_first_sitting_counts():
    exam = make.exam(questions=1, tries=2, at=timezone.now() - TWO_DAYS)
    person = make.person()
    for answer in "ab":
        make.handed_in(exam, person, {1: answer}, now=exam.opens_at)

    analysis = analyses.make(exam.marking_run)

    assert (Attempt.objects.count(), analysis.people, analysis.figures["passed"]) == (2, 1, 1)


def test_options_count_those_who_chose_them(exam):
    hand_in(exam, {1: "a"}, {1: "a"}, {1: "c"}, {2: "a"})

    analyses.make(exam.marking_run)

    options = QuestionAnalysis.objects.get(slot=1).details["options"]
    assert [(o["id"], o["right"], o["people"]) for o in options] == [
        ("a", True, 2), ("b", False, 0), ("c", False, 1),
    ]  # fmt: skip
    assert options[0]["share"] == pytest.approx(2 / 3)


def test_typed_answers_count_by_what_was_written():
    bank = make.bank()
    make.question_of("shortanswer", bank)
    exam = make.exam(bank_=bank, at=timezone.now() - TWO_DAYS)
    hand_in(exam, *[{1: ["1:red"]}] * 6, *[{1: ["1:rot"]}] * 5)

    analyses.make(exam.marking_run)

    options = QuestionAnalysis.objects.get().details["options"]
    assert [(o["id"], o["right"], o["people"]) for o in options] == [
        ("red", True, 6), ("rot", False, 5),
    ]  # fmt: skip


def test_people_are_grouped_by_township(exam, world):
    for place, village in enumerate((world.village, world.neighbour, world.elsewhere)):
        for _n in range(place + 2):
            person = make.person()
            make.candidate(exam, person, village)
            make.handed_in(exam, person, {1: "a"}, now=exam.opens_at)

    analysis = analyses.make(exam.marking_run)

    townships = analysis.figures["townships"]
    assert [(row["key"], row["people"], row["mean"]) for row in townships] == [
        (world.township.path, 5, 50),
        (world.other_township.path, 4, None),
    ]


def test_a_question_is_measured_against_its_first_exam():
    """First 10 of 30 know it, then 30 of 30; the others stay as they were."""
    bank = make.bank(questions=2)
    now = timezone.now()
    for days, known in ((30, 10), (2, 29)):
        exam = make.exam(bank_=bank, at=now - timedelta(days=days))
        answers = [{1: "a" if n < known else "b", 2: "ab"[n % 2]} for n in range(30)]
        hand_in(exam, *answers)
        analyses.make(exam.marking_run)

    flags = QuestionAnalysis.objects.filter(analysis__run=exam.marking_run).order_by("slot")

    assert ["leaked" in one.flags for one in flags] == [True, False]


def test_drawn_villages_weigh_by_their_townships(exam, world, monkeypatch):
    strata = {world.township.path: 3, world.other_township.path: 1}
    monkeypatch.setattr(analyses, "strata_of", lambda exam: strata)
    given = ((world.village, "a"), (world.neighbour, "b"), (world.elsewhere, "a"))
    for village, answer in given:
        person = make.person()
        make.candidate(exam, person, village)
        make.handed_in(exam, person, {1: answer, 2: answer}, now=exam.opens_at)

    estimate = analyses.make(exam.marking_run).figures["estimate"]

    # 3/4 of (100 + 0)/2 and 1/4 of 100; variance 9/16 × (1 − 2/3) × 5000/2.
    assert (estimate["mean"], estimate["drawn"], estimate["units"]) == (62.5, 3, 4)
    assert estimate["variance"] == pytest.approx(468.75)


def on(paper):
    """An exam with this paper, over, sat by four people who were right in their question 1."""
    exam = make.exam(paper=paper, at=timezone.now() - TWO_DAYS)
    attempts = hand_in(exam, *[{1: "a"}] * 4)
    return exam, attempts


def test_questions_of_parallel_forms_are_counted_by_those_who_had_them():
    assembly = blueprints.ask_for_forms(make.blueprint(), 2, "Forms", None)
    tasks.assemble_forms(assembly.pk)()
    assembly.refresh_from_db()
    exam, attempts = on(assembly.paper)

    analysis = analyses.make(exam.marking_run)

    people = Counter(str(attempt.form) for attempt in attempts)
    assert {form["key"]: form["people"] for form in analysis.figures["forms"]} == people
    assert all(
        row.people == sum(people[form] for form in row.details["slots"])
        and row.facility == float("1" in map(str, row.details["slots"].values()))
        for row in analysis.questions.all()
    )


def test_papers_drawn_for_each_person_are_read_by_the_wording_not_by_the_number():
    exam, attempts = on(blueprints.make_pool(make.blueprint(), "Own papers"))

    analysis = analyses.make(exam.marking_run)

    had, right = Counter(), Counter()
    for attempt in attempts:
        versions = [question["version"] for question in attempt.content["questions"]]
        had.update(versions)
        right[versions[0]] += 1
    found = {row.version_id: (row.people, row.facility) for row in analysis.questions.all()}
    assert found == {v: (n, right[v] / n) for v, n in had.items()}
    assert analysis.alpha is None


@pytest.mark.parametrize("count", [1, 3])
def test_finding_what_is_due_is_one_query(count, django_assert_num_queries):
    for _n in range(count):
        exam = make.exam(questions=1, at=timezone.now() - TWO_DAYS)
        hand_in(exam, {1: "a"})
        analyses.make(exam.marking_run)

    with django_assert_num_queries(1):
        analyses.queue_due()


@pytest.mark.parametrize("count", [1, 3])
def test_an_analysis_takes_as_many_queries_for_one_question_as_for_three(
    count, django_assert_num_queries
):
    exam = make.exam(questions=count, at=timezone.now() - TWO_DAYS)
    hand_in(exam, {1: "a"}, {1: "b"})
    run = exam.marking_run

    with django_assert_num_queries(10):
        analyses.make(run)
