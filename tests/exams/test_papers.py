"""Papers that organisers put together, copy and hold exams with."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from exams.models import Exam, Paper, Question
from exams.services import banks, paper_making, papers
from exams.services.wordings import neutral
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def url(name, pk=None):
    return reverse(f"exams:{name}", kwargs={"pk": pk} if pk is not None else None)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def order(paper):
    return list(paper.questions.values_list("version", flat=True))


def press(client, paper, act="", **points):
    given = {f"points{row.slot}": row.points for row in paper.questions.all()}
    data = given | points | {"act": act}
    return client.post(url("paper_arrange", paper.pk), data, follow=True)


def test_a_new_paper_leads_to_the_choice_of_questions(organiser):
    form = {"title": "Spring paper", "multiple_rule": "half", "minutes": "40"}

    answer = organiser.post(url("paper_create"), form)

    paper = Paper.objects.get()
    assert (paper.way, paper.minutes) == ("hand", 40)
    assert answer.url == url("paper_search", paper.pk)


def test_questions_are_found_by_words_and_added_once(organiser, world):
    paper, bank = make.paper(questions=0), make.bank()
    wanted = make.question(bank, text="What is a mouse?")
    make.question(bank, text="What is a key?")

    page = text_of(organiser.get(url("paper_search", paper.pk), {"q": "mouse"}))
    for _time in range(2):
        organiser.post(url("paper_search", paper.pk), {"version": [wanted.pk]})

    assert ("What is a mouse?" in page, "What is a key?" in page) == (True, False)
    assert order(paper) == [wanted.pk]


def test_a_question_that_people_mark_is_offered_and_a_text_without_one_is_not(organiser):
    paper = make.paper(questions=0)
    essay = make.question_of("essay", text="Tell what you did")
    text = make.question_of("description", text="Read this first")

    page = text_of(organiser.get(url("paper_search", paper.pk)))
    organiser.post(url("paper_search", paper.pk), {"version": [essay.pk, text.pk]})

    assert ("Tell what you did" in page, "Read this first" in page) == (True, False)
    assert order(paper) == [essay.pk]


def test_enemies_are_refused_with_both_their_texts(organiser):
    paper, bank = make.paper(questions=0), make.bank()
    one, other = (make.question(bank, text=text) for text in ("First?", "Second?"))
    one.question.enemies.add(other.question)

    page = organiser.post(
        url("paper_search", paper.pk), {"version": [one.pk, other.pk]}, follow=True
    )

    assert "must not be on one paper: “First?” and “Second?”" in text_of(page)
    assert order(paper) == []


def test_questions_move_without_dragging_and_what_was_typed_is_saved_with_it(organiser):
    paper = make.paper(questions=3)
    one, two, three = order(paper)

    press(organiser, paper, "down-1", points3="2.5")
    press(organiser, paper, "up-3")
    press(organiser, paper, "up-1")

    assert order(paper) == [two, three, one]
    assert [row.points for row in paper.questions.all()] == [1, Decimal("2.5"), 1]


def test_a_question_is_taken_away_and_the_others_close_up(organiser):
    paper = make.paper(questions=3)
    one, _two, three = order(paper)

    press(organiser, paper, "remove-2")

    rows = list(paper.questions.values_list("slot", "version"))
    assert rows == [(1, one), (2, three)]


@pytest.mark.parametrize("points", ["0", "2.3", "many", ""])
def test_wrong_points_get_a_sentence_and_stay_as_they_were_typed(organiser, points):
    paper = make.paper(questions=2)

    page = text_of(press(organiser, paper, points1=points))

    assert "There is 1 thing to put right" in page
    assert {row.points for row in paper.questions.all()} == {1}


def test_a_copy_takes_the_wordings_that_are_in_use_today(organiser):
    paper = make.paper(questions=1)
    old = paper.questions.get().version
    banks.reword(old.question, replace(neutral(old), text="Put better?"))

    for title in ("Unchecked", "Checked"):
        organiser.post(url("paper_copy", paper.pk), {"title": title})
        Question.objects.update(state=Question.State.IN_USE)

    made = [Paper.objects.get(title=title) for title in ("Unchecked", "Checked")]
    texts = [paper.questions.get().version.text for paper in made]
    assert texts == [old.text, "Put better?"]
    assert made[1].is_draft


def test_a_published_paper_is_not_changed_but_copied(organiser, world):
    paper = make.paper(questions=2)
    make.exam([world.township], paper=paper)
    before = order(paper)

    pages = [organiser.get(url(name, paper.pk)) for name in ("paper_arrange", "paper_edit")]
    with pytest.raises(papers.PaperRefused, match="Make a copy"):
        paper_making.move(paper, 1, 1)

    assert [page.status_code for page in pages] == [404, 404]
    assert order(paper) == before


def test_the_page_of_a_published_paper_says_what_is_frozen_and_its_sum(organiser, world):
    paper = make.paper(questions=2)
    make.exam([world.township], paper=paper)

    page = text_of(organiser.get(url("paper_detail", paper.pk)))

    paper.refresh_from_db()
    assert paper.sha256 in page
    assert "texts, options, what is right, points and the rule of multiple choice" in page


def test_two_exams_are_held_with_one_paper(world):
    paper = make.paper(questions=2)
    first = make.exam([world.township], paper=paper)
    frozen = Paper.objects.get(pk=paper.pk).sha256
    second = make.exam([world.township], paper=Paper.objects.get(pk=paper.pk))

    assert first.paper_id == second.paper_id == paper.pk
    assert (first.paper.sha256, second.paper.sha256) == (frozen, frozen)


def test_a_draft_that_was_drawn_goes_when_another_paper_is_chosen(world):
    exam = make.exam([world.township], published=False)
    drawn = exam.paper_id

    from exams.services import exams

    exams.plan(exam, {"paper": make.paper()}, [world.township])

    assert not Paper.objects.filter(pk=drawn).exists()


def test_the_paper_of_a_planned_exam_is_not_deleted(organiser, world):
    paper = make.paper()
    make.exam([world.township], paper=paper, published=False)

    page = organiser.post(url("paper_discard", paper.pk), follow=True)

    assert "An exam is planned with this paper." in text_of(page)
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_a_draft_nobody_uses_is_deleted_by_post_only(organiser):
    paper = make.paper()

    assert organiser.get(url("paper_discard", paper.pk)).status_code == 405
    organiser.post(url("paper_discard", paper.pk))

    assert not Paper.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    organiser, count, django_assert_num_queries
):
    for _number in range(count):
        make.paper()
    organiser.get(url("paper_list"))

    with django_assert_num_queries(8):
        organiser.get(url("paper_list"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_takes_as_many_queries_for_one_as_for_three(
    organiser, count, django_assert_num_queries
):
    paper = make.paper(questions=0)
    make.bank(questions=count)
    organiser.get(url("paper_search", paper.pk))

    with django_assert_num_queries(11):
        organiser.get(url("paper_search", paper.pk))


def test_a_paper_in_a_preview_has_the_look_of_a_sitting_and_no_form(organiser):
    paper = make.paper(questions=2, minutes=20)

    page = text_of(organiser.get(url("paper_preview", paper.pk), {"q": "2"}))

    assert "Question <b data-number>2</b> of 2" in page
    assert "20 min left" in page
    assert '<form method="post"' not in page


def test_an_exam_is_planned_with_a_paper_of_ones_own(organiser, world):
    paper = make.paper(questions=2, minutes=45)

    page = text_of(organiser.get(url("exam_create"), {"paper": paper.pk}))

    assert f'<option value="{paper.pk}" selected>' in page
    assert 'value="45"' in page
    assert not Exam.objects.exists()


def test_points_are_shown_as_one_writes_them(organiser):
    paper = make.paper(questions=1, points="2.50")

    page = text_of(organiser.get(url("paper_arrange", paper.pk)))

    assert 'name="points1" value="2.5"' in page
