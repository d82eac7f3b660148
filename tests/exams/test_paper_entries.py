"""Sheets of paper: printed, typed in by two people, decided by the sheet, counted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from exams import paper_prints
from exams.models import Attempt, Candidate, PaperEntry
from exams.services import paper_entries
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def url(name, exam, **more):
    return reverse(f"exams:{name}", kwargs={"pk": exam.pk, **more})


@pytest.fixture
def exam(world):
    """Two questions, over since yesterday, results out."""
    return make.exam([world.county], questions=2, at=timezone.now() - timedelta(days=1))


def called(exam, world, who="officer"):
    return Candidate.objects.get(exam=exam, person=world[who])


def typed(client, exam, candidate, who, **answers):
    client.force_login(who)
    data = {"form": 1} | {f"q{key[1:]}": value for key, value in answers.items()}
    return client.post(url("entry", exam, candidate_pk=candidate.pk), data, follow=True)


def test_two_who_read_the_same_make_a_sitting_with_marks(client, world, exam):
    candidate = called(exam, world)

    first = typed(client, exam, candidate, world["operator"], q1="A", q2="b")
    second = typed(client, exam, candidate, world["organiser"], q1="a", q2="B")

    attempt = Attempt.objects.get()
    score = attempt.scores.get()
    assert "Somebody else does it again" in text_of(first)
    assert "The sheet counts; it is marked." in text_of(second)
    assert (attempt.on_paper, attempt.state, attempt.answered) == (True, "marked", 2)
    assert (score.points, score.passed) == (Decimal(50), False)
    assert score.run_id == exam.marking_run_id


def test_the_second_does_not_see_what_the_first_typed(client, world, exam):
    candidate = called(exam, world)
    typed(client, exam, candidate, world["operator"], q1="A", q2="B")

    client.force_login(world["organiser"])
    page = text_of(client.get(url("entry", exam, candidate_pk=candidate.pk)))

    assert 'value="A"' not in page
    assert "First entry" not in page


def test_the_same_person_is_not_the_second(client, world, exam):
    candidate = called(exam, world)
    typed(client, exam, candidate, world["operator"], q1="A")

    page = text_of(typed(client, exam, candidate, world["operator"], q1="A"))

    assert "You typed in this sheet first. Somebody else does it again." in page
    assert not Attempt.objects.exists()


def test_the_database_holds_two_people_apart(world, exam):
    entry = paper_entries.enter(
        called(exam, world), world["operator"], 1, {1: ["a"]}, timezone.now()
    )
    entry.second_by, entry.second_at = world["operator"], timezone.now()

    with pytest.raises(IntegrityError):
        entry.save()


def test_differences_are_shown_with_both_readings_and_the_sheet_decides(client, world, exam):
    candidate = called(exam, world)
    typed(client, exam, candidate, world["operator"], q1="A", q2="A")
    told = typed(client, exam, candidate, world["organiser"], q1="A", q2="C")

    page = text_of(client.get(url("entry", exam, candidate_pk=candidate.pk)))
    decided = typed(client, exam, candidate, world["operator"], q1="A", q2="A")

    assert "The two entries differ." in text_of(told)
    assert "1 answer was read differently." in page
    assert "First entry: <b>A</b> Second entry: <b>C</b>" in page
    assert "The sheet counts" in text_of(decided)
    entry = PaperEntry.objects.get()
    assert (entry.decided_by, entry.attempt.scores.get().points) == (world["operator"], 100)


def test_what_cannot_be_read_gets_a_sentence_and_stays(client, world, exam):
    candidate = called(exam, world)

    page = text_of(typed(client, exam, candidate, world["operator"], q1="Z", q2="B"))

    assert "“Z” is none of the letters A to C." in page
    assert 'value="Z"' in page
    assert not PaperEntry.objects.exists()


def test_who_sat_on_a_device_is_not_typed_in(client, world, exam):
    make.handed_in(exam, world["officer"], {1: "a"}, now=exam.opens_at)

    page = typed(client, exam, called(exam, world), world["operator"], q1="A")

    assert "She has handed in this exam already; the sheet does not count." in text_of(page)


def test_nobody_types_in_her_own_sheet(client, world, exam):
    page = typed(client, exam, called(exam, world, "operator"), world["operator"], q1="A")

    assert "This is your own sheet. Others type it in." in text_of(page)


def test_no_sheet_before_the_exam_has_begun(client, world):
    soon = make.exam([world.township], at=timezone.now() + timedelta(days=1))
    soon.opens_at = timezone.now() + timedelta(hours=1)
    soon.save(update_fields=["opens_at"])

    page = typed(client, soon, called(soon, world), world["operator"], q1="A")

    assert "The exam has not begun yet." in text_of(page)


def test_an_operator_types_in_sheets_of_her_own_units_only(client, world, exam):
    elsewhere = called(exam, world, "officer.elsewhere")
    client.force_login(world["operator"])

    page = client.get(url("entry", exam, candidate_pk=elsewhere.pk))
    names = text_of(client.get(url("entry_list", exam)))

    assert page.status_code == 404
    assert world["officer"].name in names
    assert world["officer.elsewhere"].name not in names


def test_a_sheet_counts_in_progress_and_results_and_says_that_it_was_on_paper(client, world, exam):
    candidate = called(exam, world)
    typed(client, exam, candidate, world["operator"], q1="A", q2="A")
    typed(client, exam, candidate, world["organiser"], q1="A", q2="A")

    progress = text_of(client.get(url("exam_progress", exam), {"unit": world.township.code}))
    results = text_of(client.get(url("exam_results", exam)))
    client.force_login(world["officer"])
    own = reverse("exams:result", kwargs={"pk": Attempt.objects.get().pk})
    mine = text_of(client.get(own))

    assert "handed in 1" in progress
    assert "Handed in on paper" in progress
    assert "Passed (on paper)" in results
    assert "You sat this exam on paper; two people typed in your answers." in mine
    assert "2 of 2 questions right." in mine


def test_the_form_on_the_sheet_decides_the_questions(client, world):
    paper = make.forms_of(make.blueprint(make.bank(questions=4), [(None, "", "", 2, 1)])).paper
    exam = make.exam([world.township], paper=paper, at=timezone.now() - timedelta(days=1))
    candidate = called(exam, world)
    for who in ("operator", "organiser"):
        client.force_login(world[who])
        data = {"form": 2, "q1": "A", "q2": "A"}
        client.post(url("entry", exam, candidate_pk=candidate.pk), data)

    attempt = Attempt.objects.get()
    assert attempt.form == 2
    assert attempt.content["questions"] == exam.paper.content["forms"][1]["questions"]


def test_two_who_read_different_forms_are_told_so(client, world):
    paper = make.forms_of(make.blueprint(make.bank(questions=4), [(None, "", "", 2, 1)])).paper
    exam = make.exam([world.township], paper=paper, at=timezone.now() - timedelta(days=1))
    candidate = called(exam, world)
    for who, form in (("operator", 1), ("organiser", 2)):
        client.force_login(world[who])
        client.post(url("entry", exam, candidate_pk=candidate.pk), {"form": form, "q1": "A"})

    page = text_of(client.get(url("entry", exam, candidate_pk=candidate.pk)))

    assert "One typed in form 1, the other form 2." in page


def test_the_list_shows_who_is_left_and_comes_back_as_it_was_after_a_sheet(client, world, exam):
    make.handed_in(exam, world["officer"], {1: "a"}, now=exam.opens_at)
    client.force_login(world["organiser"])
    chosen = {"unit": world.township.code, "left": "1"}

    page = text_of(client.get(url("entry_list", exam), chosen))
    left = called(exam, world, "operator")
    here = f"?unit={world.township.code}&left=1&page=1"
    address = url("entry", exam, candidate_pk=left.pk) + here
    answer = client.post(address, {"form": 1, "q1": "A"})

    assert world["officer"].name not in page
    assert address.replace("&", "&amp;") in page
    assert answer.url == url("entry_list", exam) + here


def turned(client, exam, candidate, to, **data):
    return text_of(client.post(url("entry", exam, candidate_pk=candidate.pk), data | {"turn": to}))


def test_who_turns_to_the_other_form_keeps_what_she_typed(client, world):
    paper = make.forms_of(make.blueprint(make.bank(questions=4), [(None, "", "", 2, 1)])).paper
    exam = make.exam([world.township], paper=paper, at=timezone.now() - timedelta(days=1))
    client.force_login(world["operator"])

    page = turned(client, exam, called(exam, world), 2, form=1, q1="A", q2="Z", q9="C")

    assert "Form 2 stands on the sheet." in page
    assert all(f'name="q{slot}" value="{text}"' in page for slot, text in ((1, "A"), (2, "Z")))
    assert '<input type="hidden" name="q9" value="C">' in page
    assert not PaperEntry.objects.exists()


def test_what_is_agreed_about_one_form_is_not_carried_over_to_the_other(client, world):
    paper = make.forms_of(make.blueprint(make.bank(questions=4), [(None, "", "", 2, 1)])).paper
    exam = make.exam([world.township], paper=paper, at=timezone.now() - timedelta(days=1))
    candidate = called(exam, world)
    for who, last in (("operator", "B"), ("organiser", "C")):
        typed(client, exam, candidate, world[who], q1="A", q2=last)

    page = turned(client, exam, candidate, 2, form=1, q1="A", q2="B")

    assert 'value="A"' not in page
    assert 'name="q2" value="B"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client, world, count, django_assert_num_queries
):
    exam = make.exam([world.village], at=timezone.now() - timedelta(days=1))
    for _number in range(count):
        paper_entries.enter(make.candidate(exam), world["operator"], 1, {}, timezone.now())
    client.force_login(world["organiser"])
    client.get(url("entry_list", exam))

    with django_assert_num_queries(9):
        client.get(url("entry_list", exam))


@pytest.mark.parametrize("what", ["paper", "key", "sheet"])
def test_each_form_is_printed_with_its_key_and_its_sheet(client, world, what):
    paper = make.paper(questions=2)
    client.force_login(world["organiser"])
    kwargs = {"pk": paper.pk, "form": 1, "what": what}

    page = text_of(client.get(reverse("exams:paper_prints", kwargs={"pk": paper.pk})))
    pdf = client.get(reverse("exams:paper_print", kwargs=kwargs))
    missing = client.get(reverse("exams:paper_print", kwargs=kwargs | {"form": 2}))

    assert reverse("exams:paper_print", kwargs=kwargs) in page
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert missing.status_code == 404


def test_too_many_sheets_for_one_file_are_refused_in_a_sentence(client, world, exam, monkeypatch):
    monkeypatch.setattr(paper_prints, "MOST_SHEETS", 3)
    client.force_login(world["organiser"])

    whole = client.get(url("exam_sheets", exam), follow=True)
    below = client.get(url("exam_sheets", exam), {"unit": world.township.code})

    assert "5 sheets are too many for one file. Choose a township first." in text_of(whole)
    assert below["Content-Type"] == "application/pdf"


def test_sheets_with_names_are_printed_one_a_candidate(client, world, exam):
    client.force_login(world["operator"])

    pdf = client.get(url("exam_sheets", exam))

    pages = pdf.content.count(b"/Type /Page\n") + pdf.content.count(b"/Type/Page/")
    called = Candidate.objects.filter(exam=exam, unit__path__startswith=world.township.path)
    assert pages == called.count() == 3
