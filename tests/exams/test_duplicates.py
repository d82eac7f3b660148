"""Questions that are likely the same, side by side."""

import pytest
from django.urls import reverse

from exams.formats.sameness import rough_key
from exams.models import Question
from exams.services import duplicates
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [("什么是硬盘？", "什么是硬盘?"), ("A B，c", "ａｂ C"), ("下列哪项（ ）", "下列哪项____。")],
)
def test_signs_width_and_case_do_not_matter(one, other):
    assert rough_key(one) == rough_key(other)


def test_a_no_makes_another_question():
    assert rough_key("正确的是") != rough_key("不正确的是")


@pytest.fixture
def bank():
    made = make.bank()
    for text, options in (("硬盘？", ("a", "b")), ("硬盘", ("c", "d")), ("内存？", ("a", "b"))):
        make.question(made, text=text, options=options)
    return made


def test_likely_copies_are_found_and_retired_ones_are_not(bank):
    first, second, _third = bank.questions.all()

    assert duplicates.groups_in(bank) == [[first.pk, second.pk]]
    bank.questions.filter(pk=second.pk).update(state=Question.State.RETIRED)
    assert duplicates.groups_in(bank) == []


def test_the_same_words_about_another_picture_are_another_question():
    bank = make.bank()
    for color in ("red", "blue"):
        make.question(bank, text="What is this?", picture=make.picture(color))

    assert duplicates.groups_in(bank) == []


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def at(name, bank):
    return reverse(f"exams:duplicate_{name}", kwargs={"pk": bank.pk})


def test_both_stand_side_by_side_with_their_options(organiser, bank):
    page = organiser.get(at("list", bank)).content.decode()

    assert page.count("<article>") == 2
    assert all(f"A. {option}" in page for option in "ac")
    assert "内存" not in page


def test_one_is_retired(organiser, bank):
    first, second, _third = bank.questions.all()

    organiser.post(at("settle", bank), {"question": [first.pk, second.pk], "retire": second.pk})

    second.refresh_from_db()
    assert second.state == "retired"


def test_those_that_are_different_are_not_shown_again(organiser, bank):
    first, second, _third = bank.questions.all()

    given = {"question": [first.pk, second.pk], "different": "1"}
    answer = organiser.post(at("settle", bank), given, follow=True)

    page = answer.content.decode()
    assert "Noted: these are different questions." in page
    assert "No two questions of this bank look the same." in page


def test_a_question_of_another_bank_is_not_retired_here(organiser, bank):
    other = make.question().question

    assert organiser.post(at("settle", bank), {"retire": other.pk}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_groups_are_listed_with_as_many_queries_for_one_as_for_three(
    organiser, count, django_assert_num_queries
):
    bank = make.bank()
    for number in range(count):
        make.question(bank, text=f"Text {number}?")
        make.question(bank, text=f"Text {number}.")
    organiser.get(at("list", bank))

    with django_assert_num_queries(10):
        organiser.get(at("list", bank))
