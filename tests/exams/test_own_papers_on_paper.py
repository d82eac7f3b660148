"""Papers of which each person has her own, printed, and her sheet typed in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exams import paper_answers, paper_prints, papers
from exams.models import Attempt, Candidate
from exams.services import blueprints, exams, own_papers
from ledger.models import Entry
from press import pdf
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def url(name, exam, **more):
    return reverse(f"exams:{name}", kwargs={"pk": exam.pk, **more})


@pytest.fixture
def exam(world):
    """Two questions for each out of ten; it has begun an hour ago."""
    bank = make.bank(questions=10)
    paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 50)]), "Own papers")
    return make.exam([world.county], paper=paper, at=timezone.now() - timedelta(hours=1))


@pytest.fixture
def printed(client, world, exam):
    """Her candidate, after all papers were printed."""
    client.force_login(world["organiser"])
    client.post(url("exam_own_papers", exam))
    return Candidate.objects.get(exam=exam, person=world["officer"])


def right(candidate):
    """field → the right letter, as her own paper has it."""
    content = papers.content_for(candidate.exam.paper.content, drawn=candidate.drawn)
    return {f"q{q['slot']}": paper_answers.key_words(q) for q in content["questions"]}


def typed(client, exam, candidate, who, answers):
    client.force_login(who)
    return client.post(
        url("entry", exam, candidate_pk=candidate.pk), {"form": 1, **answers}, follow=True
    )


def test_each_gets_a_paper_of_her_own_and_keeps_it(client, world, exam):
    client.force_login(world["organiser"])

    first = client.post(url("exam_own_papers", exam))
    drawn = dict(exam.candidates.values_list("pk", "drawn"))
    again = client.post(url("exam_own_papers", exam))

    assert first["Content-Type"] == again["Content-Type"] == "application/pdf"
    assert dict(exam.candidates.values_list("pk", "drawn")) == drawn
    assert {len(numbers) for numbers in drawn.values()} == {2}
    assert len({tuple(numbers) for numbers in drawn.values()}) > 1
    assert Entry.objects.filter(stream=f"exam/{exam.pk}", verb="papers printed").count() == 1


def test_paper_sheet_and_key_of_a_person_belong_together(exam, printed):
    sheet = paper_prints.own_papers_of(exam, [printed])["people"][0]
    key = paper_prints.own_keys_of(exam, [printed])["people"][0]

    content = papers.content_for(exam.paper.content, drawn=printed.drawn)
    assert [q["text"] for q in sheet["questions"]] == [q["text"] for q in content["questions"]]
    assert [box["number"] for box in sheet["boxes"]] == ["1", "2"]
    assert [row[1] for row in key["rows"]] == list(right(printed).values())
    assert sheet["number"] == key["number"] == str(printed.pk)


def test_all_that_is_printed_can_be_set(exam, printed):
    for data in (
        paper_prints.own_papers_of(exam, [printed, printed]),
        paper_prints.own_keys_of(exam, [printed]),
    ):
        assert pdf.render("own_papers", data).startswith(b"%PDF")


def test_a_sheet_typed_in_twice_is_marked_by_her_own_paper(client, world, exam, printed):
    answers = right(printed)

    typed(client, exam, printed, world["operator"], answers)
    page = typed(client, exam, printed, world["organiser"], answers)

    attempt = Attempt.objects.get()
    assert "The sheet counts; it is marked." in text_of(page)
    assert attempt.drawn == printed.drawn
    assert attempt.scores.get().points == Decimal(100)


def test_the_second_sees_the_questions_of_her_paper_and_its_number_only(
    client, world, exam, printed
):
    typed(client, exam, printed, world["operator"], {"q1": "A", "q2": "B"})
    client.force_login(world["organiser"])

    page = text_of(client.get(url("entry", exam, candidate_pk=printed.pk)))

    assert f"Paper No. {printed.pk}" in page
    assert page.count('name="q') == 2
    assert 'value="B"' not in page


def test_where_the_two_differ_the_sheet_decides_on_her_paper(client, world, exam, printed):
    answers = right(printed)
    typed(client, exam, printed, world["operator"], answers)
    typed(client, exam, printed, world["organiser"], {**answers, "q1": "C"})

    typed(client, exam, printed, world["operator"], answers)

    assert Attempt.objects.get().scores.get().points == Decimal(100)


def test_who_has_no_printed_paper_has_no_sheet(client, world, exam):
    candidate = Candidate.objects.get(exam=exam, person=world["officer"])
    client.force_login(world["operator"])

    page = text_of(client.get(url("entry_list", exam)))
    sheet = client.get(url("entry", exam, candidate_pk=candidate.pk))

    assert "No paper printed" in page
    assert "The organiser prints them." in page
    assert sheet.status_code == 404


def test_after_the_end_nothing_new_is_drawn(client, world, exam, printed):
    others = exam.candidates.exclude(pk=printed.pk)
    others.update(drawn=[])
    over = exam.closes_at + timedelta(hours=1)

    given = own_papers.give_out(exam, exam.candidates.all(), world["organiser"], over)

    assert given == [printed]
    assert not any(others.values_list("drawn", flat=True))
    with pytest.raises(own_papers.PrintRefused, match="before the exam was over"):
        own_papers.give_out(exam, others, world["organiser"], over)


def test_too_many_papers_for_one_file_are_refused_in_a_sentence(client, world, exam, monkeypatch):
    monkeypatch.setattr(own_papers, "MOST_PAPERS", 1)
    client.force_login(world["organiser"])

    page = text_of(client.post(url("exam_own_papers", exam), follow=True))

    assert "papers are too many for one file. Choose a township first." in page
    assert not any(exam.candidates.values_list("drawn", flat=True))


def test_a_township_is_printed_by_itself(client, world, exam):
    client.force_login(world["organiser"])

    client.post(url("exam_own_papers", exam) + f"?unit={world.township.code}")

    drawn = exam.candidates.exclude(drawn=[])
    inside = exam.candidates.filter(unit__path__startswith=world.township.path)
    assert set(drawn) == set(inside)


def test_the_roll_written_again_keeps_the_papers_that_were_printed(exam, printed):
    exams.write_roll(exam)

    assert Candidate.objects.get(pk=printed.pk).drawn == printed.drawn


@pytest.mark.parametrize("name", ["exam_own_papers", "exam_own_keys"])
def test_a_look_draws_nothing(client, world, exam, name):
    client.force_login(world["organiser"])

    response = client.get(url(name, exam))

    assert response.status_code == 405
    assert not any(exam.candidates.values_list("drawn", flat=True))


def test_a_paper_that_is_the_same_for_all_is_not_printed_person_by_person(client, world):
    exam = make.exam([world.county])
    client.force_login(world["organiser"])

    assert client.post(url("exam_own_papers", exam)).status_code == 404


@pytest.mark.parametrize("others", [0, 2])
def test_printing_takes_the_same_queries_for_one_and_for_three(
    world, exam, others, django_assert_num_queries
):
    called = exam.candidates.order_by("pk")[: 1 + others]
    called = exam.candidates.filter(pk__in=[candidate.pk for candidate in called])

    with django_assert_num_queries(8):
        own_papers.give_out(exam, called, world["organiser"], timezone.now())


def test_the_buttons_of_the_list_are_taken_by_the_server(world, exam):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world["organiser"])
    page = BeautifulSoup(browser.get(url("entry_list", exam)).content, "html.parser")

    form = page.find("form", action=url("exam_own_papers", exam))
    token = form.find("input", {"name": "csrfmiddlewaretoken"})["value"]
    keys = form.find("button", {"formaction": True})["formaction"]

    answers = [browser.post(at, {"csrfmiddlewaretoken": token}) for at in (form["action"], keys)]
    assert [answer["Content-Type"] for answer in answers] == ["application/pdf"] * 2
