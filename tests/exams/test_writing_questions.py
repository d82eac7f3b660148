"""A new question written in the browser, type by type."""

import pytest
from django.urls import reverse

from exams.models import Question, Version
from exams.question_forms import empty_form
from tests import make

pytestmark = pytest.mark.django_db
GIVEN = {
    "single": {"text_a": "red", "text_b": "green", "right": "a"},
    "multiple": {"text_a": "red", "text_b": "green", "text_c": "blue", "right": ["a", "b"]},
    "truefalse": {"right": "true"},
    "shortanswer": {"text_1": "red"},
    "fill": {"text_1": "red;rosy", "text_2": "2"},
    "numerical": {"text_1": "3.14", "tolerance_1": "0.5"},
    "matching": {"text_1": "Canada", "match_1": "Ottawa", "text_2": "Italy", "match_2": "Rome"},
    "ordering": {"text_1": "switch on", "text_2": "sign in"},
    "essay": {},
    "task": {"text_1": "is complete", "percent_1": "100"},
    "description": {},
}


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def address(bank, type_):
    return reverse("exams:question_create", kwargs={"pk": bank.pk, "type_": type_})


def test_every_type_can_be_chosen(organiser):
    bank = make.bank()

    page = organiser.get(reverse("exams:question_types", kwargs={"pk": bank.pk}))

    assert all(address(bank, type_) in page.content.decode() for type_ in Version.Type.values)


@pytest.mark.parametrize("type_", [str(value) for value in Version.Type.values])
def test_a_question_of_each_type_is_written_as_a_draft(organiser, world, type_):
    bank = make.bank()

    shown = organiser.get(address(bank, type_))
    answer = organiser.post(address(bank, type_), {"text": "What?", **GIVEN[type_]})

    assert shown.status_code == 200
    question = Question.objects.get()
    assert answer.url == question.get_absolute_url()
    assert (question.state, question.author, question.name) == (
        "draft", world["organiser"], "What?",
    )  # fmt: skip
    assert question.versions.get().type == type_


@pytest.mark.parametrize(
    ("type_", "given", "sentence"),
    [
        ("single", {"text": ""}, "This field is required."),
        ("single", {"text_b": ""}, "at least two options"),
        ("single", {"right": "c"}, "A right option needs words or a picture."),
        ("truefalse", {"right": ""}, "This field is required."),
        ("numerical", {"text_1": "many"}, "many is not a number."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(organiser, type_, given, sentence):
    bank = make.bank()
    given = {"text": "What?", "explanation": "Because.", **GIVEN[type_], **given}

    page = organiser.post(address(bank, type_), given).content.decode()

    assert sentence in page
    assert "Because." in page
    assert not Question.objects.exists()


def test_what_is_there_already_is_refused(organiser):
    bank = make.bank()
    organiser.post(address(bank, "essay"), {"text": "What?"})

    again = organiser.post(address(bank, "essay"), {"text": "What?"})

    assert "This bank has the same question already." in again.content.decode()


def test_a_type_that_is_none_is_a_404(organiser):
    assert organiser.get(address(make.bank(), "riddle")).status_code == 404


def test_a_new_choice_has_four_rows():
    assert empty_form("single").keys == ["a", "b", "c", "d"]
