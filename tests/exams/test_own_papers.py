"""Papers drawn for each person and parallel forms: made, given out, sat, marked."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from exams import lots
from exams.models import Assembly, Attempt, Candidate, Paper
from exams.services import analyses, assembling, blueprints, histories, papers
from ledger.models import JobAttempts
from organisation.models import Post
from tests import make
from tests.intake.queue import work_off

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def url(name, pk=None):
    return reverse(f"exams:{name}", kwargs={"pk": pk} if pk is not None else None)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def test_each_person_gets_a_paper_of_her_own_that_stays_hers(world):
    bank = make.bank_of(("Net", "0.5", 10), ("Files", "0.5", 10))
    paper = blueprints.make_pool(
        make.blueprint(bank, [("Net", "", "", 2, 3), ("Files", "", "", 3, 2)]), "Own papers"
    )
    exam = make.exam([world.county], paper=paper)

    attempts = [make.attempt(exam, world[who]) for who in ("officer", "officer.neighbour")]

    contents = [Attempt.objects.get(pk=attempt.pk).content for attempt in attempts]
    slots = [[question["slot"] for question in content["questions"]] for content in contents]
    points = [sum(Decimal(q["points"]) for q in content["questions"]) for content in contents]
    assert slots == [[1, 2, 3, 4, 5]] * 2
    assert points == [12, 12]
    assert contents[0] != contents[1]


def test_a_paper_of_ones_own_is_marked_and_reviewed_by_its_own_questions(client, world):
    bank = make.bank(questions=8)
    paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 1)]), "Own papers")
    now = timezone.now()
    exam = make.exam([world.township], paper=paper, at=now - timedelta(days=1))

    done = make.handed_in(exam, world["officer"], {1: "a", 2: "b"}, now=exam.opens_at)
    client.force_login(world["officer"])
    page = text_of(client.get(reverse("exams:result", kwargs={"pk": done.pk})))

    score = done.scores.get()
    assert (score.points, score.of, score.marks) == (1, 2, {"1": "1.00", "2": "0.00"})
    assert done.content["questions"][1]["text"] in page
    assert done.content["questions"][0]["text"] not in page


def test_enemies_never_stand_on_one_paper(world):
    bank = make.bank(questions=6)
    one, other, *_rest = bank.questions.all()
    one.enemies.add(other)
    paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 4, 1)]), "Own papers")
    content = make.exam([world.county], paper=paper).paper.content
    slots = {q["question"]: q["slot"] for q in content["pool"]}

    drawn = [lots.draw(content["lots"], content["enemies"], Random(n)) for n in range(40)]

    assert not any({slots[one.pk], slots[other.pk]} <= set(paper) for paper in drawn)


def test_a_pool_full_of_enemies_is_refused():
    bank = make.bank(questions=2)
    one, other = bank.questions.all()
    one.enemies.add(other)

    with pytest.raises(blueprints.BlueprintRefused, match="may not be on one paper"):
        blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 1)]), "Own papers")


def test_parallel_forms_have_the_same_rows_and_nothing_in_common():
    bank = make.bank_of(("Net", "0.3", 4), ("Net", "0.8", 4), ("Files", "0.5", 6))
    assembly = make.forms_of(make.blueprint(bank, [("Net", "", "", 4, 2), ("Files", "", "", 3, 1)]))

    paper = assembly.paper
    forms = [paper.questions.filter(form=number) for number in (1, 2)]
    versions = [set(form.values_list("version", flat=True)) for form in forms]
    assert [list(form.values_list("row", "points")) for form in forms] == [
        [(1, 2)] * 4 + [(2, 1)] * 3
    ] * 2
    assert versions[0] & versions[1] == set()
    assert (assembly.state, assembly.spread, assembly.is_optimal) == ("made", 0, True)
    assert assembly.solver.startswith("OR-Tools 9.")
    assert len(assembly.bank_sha256) == 64


def test_the_job_is_queued_and_makes_the_forms_once(organiser):
    blueprint = make.blueprint(make.bank(questions=6))

    answer = organiser.post(url("blueprint_detail", blueprint.pk), {"title": "Two", "kind": "2"})
    waiting = text_of(organiser.get(answer.url))
    assembly = Assembly.objects.get()
    worked_off = work_off()
    assembling.make(Assembly.objects.get())
    over = text_of(organiser.get(answer.url))

    assert answer.url == assembly.get_absolute_url()
    assert worked_off == 1
    assert "Waiting for its turn." in waiting
    assert "The forms are made." in over
    assert "are expected to differ by 0 points" in over
    assert Paper.objects.filter(way="forms").count() == 1


def test_a_bank_that_shrank_meanwhile_is_told_in_words(organiser):
    blueprint = make.blueprint(make.bank(questions=6))
    assembly = blueprints.ask_for_forms(blueprint, 2, "Forms", None)
    blueprint.bank.questions.update(state="retired")

    assembling.make(assembly)
    page = text_of(organiser.get(assembly.get_absolute_url()))

    assert assembly.state == "refused"
    assert "The bank has too few questions: 6 questions are missing." in page


@pytest.mark.parametrize("kind", ["forms", "pool"])
def test_a_question_retired_meanwhile_is_told_with_the_way_out_of_its_paper(world, kind):
    blueprint = make.blueprint(make.bank(questions=6))
    make_paper = {
        "forms": lambda: make.forms_of(blueprint).paper,
        "pool": lambda: blueprints.make_pool(blueprint, "Own papers"),
    }
    exam = make.exam(paper=make_paper[kind](), published=False)
    blueprint.bank.questions.update(state="retired")

    with pytest.raises(papers.PaperRefused, match="Have another one put in its place"):
        papers.publish(exam.paper, timezone.now())


def test_forms_are_found_without_writing_and_kept_once():
    assembly = blueprints.ask_for_forms(make.blueprint(), 2, "Forms", None)

    outcomes = [assembling.reckon(assembly) for _worker in range(2)]
    nothing_yet = Paper.objects.filter(way="forms").count()
    for outcome in outcomes:
        assembling.keep(assembly, outcome)

    assert nothing_yet == 0
    assert Paper.objects.filter(way="forms").count() == 1


def test_neighbours_get_different_forms_and_the_sitting_remembers_it(world):
    paper = make.forms_of(make.blueprint(make.bank(questions=6))).paper
    for _number in range(6):
        make.person(Post.Kind.INFORMATION_OFFICER, world.village)
    exam = make.exam([world.village], paper=paper)

    given = list(Candidate.objects.filter(exam=exam).values_list("form", flat=True))
    candidate = Candidate.objects.filter(exam=exam, form=2).first()
    attempt = make.attempt(exam, candidate.person)

    assert abs(given.count(1) - given.count(2)) <= 1
    assert attempt.form == 2
    assert attempt.content["questions"] == exam.paper.content["forms"][1]["questions"]


def test_at_the_next_try_comes_the_next_form():
    candidate = Candidate(form=2)

    assert [candidate.form_of_try(number, 3) for number in (1, 2, 3, 4)] == [2, 3, 1, 2]


def test_saving_takes_one_query_whatever_the_paper(world, django_assert_num_queries):
    from tests.exams.test_sittings import act, claim, save

    paper = blueprints.make_pool(make.blueprint(make.bank(questions=8)), "Own papers")
    attempt = make.attempt(make.exam([world.township], paper=paper), world["officer"])
    epoch = claim(attempt, "phone")

    with django_assert_num_queries(1):
        save(attempt, "phone", epoch, act(1))


@pytest.mark.parametrize("part", ["1", "2", "9", "x"])
def test_every_form_and_samples_of_own_papers_are_previewed(organiser, part):
    bank = make.bank(questions=6)
    forms = make.forms_of(make.blueprint(bank)).paper
    pool = blueprints.make_pool(make.blueprint(bank), "Own papers")

    pages = [organiser.get(url("paper_preview", p.pk), {"part": part}) for p in (forms, pool)]

    assert ["of 3" in text_of(page) for page in pages] == [True, True]


def test_the_history_of_a_question_counts_only_sittings_that_had_it(world):
    paper = make.forms_of(make.blueprint(make.bank(questions=4), [(None, "", "", 2, 1)])).paper
    exam = make.exam([world.county], paper=paper, at=timezone.now() - timedelta(days=2))
    for candidate in Candidate.objects.filter(exam=exam):
        make.handed_in(exam, candidate.person, {1: "a", 2: "b"}, now=exam.opens_at)
    analyses.make(exam.marking_run)
    question = paper.questions.get(form=2, slot=2).version.question

    (told,) = histories.uses_of(question, timezone.now())

    assert told.count == Candidate.objects.filter(exam=exam, form=2).count()
    assert told.facility == 0


@pytest.mark.parametrize(
    ("job", "words", "over"),
    [
        ({"started": 1}, "The forms are being made.", False),
        ({"started": 1, "error": "x"}, "is tried again", False),
        ({"started": 5, "error": "x", "parked": True}, "Ask whoever looks after", True),
    ],
)
def test_the_page_says_how_the_job_stands(organiser, job, words, over):
    blueprint = make.blueprint(make.bank(questions=6))
    assembly = blueprints.ask_for_forms(blueprint, 2, "Forms", None)
    JobAttempts.objects.create(key=assembly.job_key, function="exams.tasks.assemble_forms", **job)

    page = text_of(organiser.get(assembly.get_absolute_url()))

    assert words in page
    assert ("hx-get" in page) is not over


def test_options_of_an_own_paper_come_in_an_order_of_their_own(world):
    paper = blueprints.make_pool(make.blueprint(make.bank(questions=8)), "Own papers")
    attempt = make.attempt(make.exam([world.township], paper=paper), world["officer"])

    orders = dict(attempt.permutations.values_list("slot", "order"))

    asked = {q["slot"]: {o["id"] for o in q["options"]} for q in attempt.content["questions"]}
    assert {slot: set(order) for slot, order in orders.items()} == asked


def test_a_pool_is_printed_with_the_exam_and_not_as_one_paper(client, world):
    paper = blueprints.make_pool(make.blueprint(make.bank(questions=8)), "Own papers")
    exam = make.exam([world.township], paper=paper)
    client.force_login(world["organiser"])

    gone = [client.get(url("paper_prints", paper.pk)), client.get(url("exam_sheets", exam.pk))]

    assert [page.status_code for page in gone] == [404, 404]
    assert "Papers and answer sheets (PDF)" in text_of(client.get(url("entry_list", exam.pk)))
