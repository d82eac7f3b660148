"""A question that went out of use is replaced on a draft that a blueprint made."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exams.models import PaperQuestion, Question
from exams.services import blueprints, papers, replacing
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def forms(*kinds):
    """Two forms of a question of each kind, from a bank of these kinds."""
    bank = make.bank_of(*kinds)
    rows = [(topic, "", "", 1, 1) for topic in dict.fromkeys(kind[0] for kind in kinds)]
    return make.forms_of(make.blueprint(bank, rows)).paper


def retired(paper, **chosen):
    """A place of the paper whose question is retired now."""
    place = paper.questions.filter(**chosen).first()
    Question.objects.filter(versions=place.version).update(state="retired")
    return place


def press(client, paper, place):
    address = reverse("exams:paper_replace", kwargs={"pk": paper.pk, "place": place.pk})
    return client.post(address, follow=True)


def test_another_of_the_same_topic_takes_its_place_and_the_paper_can_be_published(organiser):
    paper = forms(("Net", "0.5", 3), ("Files", "0.5", 4))
    place = retired(paper, form=2, version__question__topic__name="Net")

    page = text_of(press(organiser, paper, place))

    new = PaperQuestion.objects.get(pk=place.pk)
    assert "stands in the place of" in page
    assert new.version_id != place.version_id
    assert new.version.question.topic.name == "Net"
    assert (new.form, new.slot, new.row, new.points) == (
        place.form, place.slot, place.row, place.points,
    )  # fmt: skip
    papers.publish(paper, timezone.now())


def test_what_stands_on_another_form_is_not_taken(world):
    paper = forms(("Net", "0.5", 3))
    place = retired(paper, form=1)
    before = set(paper.questions.values_list("version", flat=True))

    _old, new = replacing.replace(paper, place.pk)

    assert new.pk not in before


def test_the_nearest_in_difficulty_is_taken(world):
    paper = forms(("Net", "0.50", 2))
    bank = paper.questions.first().version.bank
    far, near = (make.estimated(bank, Decimal(d), topic="Net") for d in ("0.68", "0.53"))
    place = retired(paper, form=1)

    _old, new = replacing.replace(paper, place.pk)

    assert new.question_id in {version.question_id for version in near}
    assert new.question_id not in {version.question_id for version in far}


def test_an_enemy_of_what_stands_beside_it_is_not_taken(world):
    paper = forms(("Net", "0.5", 3), ("Files", "0.5", 2))
    place = retired(paper, form=1, version__question__topic__name="Net")
    beside = paper.questions.get(form=1, version__question__topic__name="Files")
    on_it = paper.questions.values("version__question")
    free = Question.objects.filter(topic__name="Net").exclude(pk__in=on_it).get()
    free.enemies.add(beside.version.question)

    with pytest.raises(papers.PaperRefused, match="no other question of this topic"):
        replacing.replace(paper, place.pk)


def test_a_bank_without_another_is_told_in_a_sentence_and_nothing_changes(organiser):
    paper = forms(("Net", "0.5", 2))
    place = retired(paper, form=1)

    page = text_of(press(organiser, paper, place))

    assert "The bank has no other question of this topic, type and difficulty" in page
    assert PaperQuestion.objects.get(pk=place.pk).version_id == place.version_id


def test_a_question_that_is_in_use_stays(organiser):
    paper = forms(("Net", "0.5", 3))
    place = paper.questions.first()

    page = text_of(press(organiser, paper, place))

    assert "This question is in use again, or is not on the paper." in page
    assert PaperQuestion.objects.get(pk=place.pk).version_id == place.version_id


def test_a_pool_gets_another_question_too(world):
    bank = make.bank(questions=12)
    paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 1)]), "Own papers")
    place = retired(paper)

    _old, new = replacing.replace(paper, place.pk)

    assert paper.questions.filter(version=new).count() == 1
    papers.publish(paper, timezone.now())


@pytest.mark.parametrize("page", ["paper", "exam"])
def test_the_pages_of_a_draft_offer_to_replace_it(organiser, world, page):
    paper = forms(("Net", "0.5", 3))
    exam = make.exam([world.county], paper=paper, published=False)
    place = retired(paper, form=2)

    shown = organiser.get({"paper": paper, "exam": exam}[page].get_absolute_url())

    address = reverse("exams:paper_replace", kwargs={"pk": paper.pk, "place": place.pk})
    assert text_of(shown).count(f'action="{address}"') == 1
    assert "Not in use any more" in text_of(shown)


def test_on_a_paper_made_by_hand_the_way_to_take_it_off_is_shown(organiser):
    paper = make.paper(2)
    place = retired(paper)

    shown = text_of(organiser.get(paper.get_absolute_url()))

    assert "Take these questions off the paper" in shown
    assert "chosen by hand" in text_of(press(organiser, paper, place))


def test_a_frozen_paper_has_nothing_to_replace(organiser, world):
    exam = make.exam([world.county])
    place = retired(exam.paper)

    assert "Not in use any more" not in text_of(organiser.get(exam.paper.get_absolute_url()))
    assert "is not on the paper" in text_of(press(organiser, exam.paper, place))


def test_a_look_replaces_nothing(organiser):
    paper = forms(("Net", "0.5", 3))
    place = retired(paper)
    address = reverse("exams:paper_replace", kwargs={"pk": paper.pk, "place": place.pk})

    assert organiser.get(address).status_code == 405
    assert PaperQuestion.objects.get(pk=place.pk).version_id == place.version_id


def test_the_button_on_the_page_is_taken_by_the_server(world):
    paper = forms(("Net", "0.5", 3))
    place = retired(paper, form=2)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world["organiser"])
    page = BeautifulSoup(browser.get(paper.get_absolute_url()).content, "html.parser")

    address = reverse("exams:paper_replace", kwargs={"pk": paper.pk, "place": place.pk})
    token = page.find("form", action=address).find("input", {"name": "csrfmiddlewaretoken"})
    browser.post(address, {"csrfmiddlewaretoken": token["value"]})

    assert PaperQuestion.objects.get(pk=place.pk).version_id != place.version_id
