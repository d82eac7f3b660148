"""The list of a bank: what the address asks for, what is done to the ticked questions."""

from decimal import Decimal

import pytest
from django.urls import reverse

from exams.models import Bank, Question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def bank():
    """Three questions that differ in everything a list can be narrowed by."""
    made = make.bank()
    easy = make.question(made, text="Easy one?", topic="Files/Names").question
    hard = make.question(made, text="Hard one?", topic="Safety", type_="truefalse", right="true")
    make.question(made, text="Unknown one?", topic="Files")
    Question.objects.filter(pk=easy.pk).update(difficulty="0.7", may_be_practised=True)
    Question.objects.filter(pk=hard.question_id).update(difficulty="0.399", state="retired")
    return made


def at(bank, query=""):
    return f"{bank.get_absolute_url()}?{query}"


def keys(bank, *texts):
    return [bank.questions.get(versions__text=text).pk for text in texts]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=easy", ["Easy"]),
        ("state=retired", ["Hard"]),
        ("type=truefalse", ["Hard"]),
        ("difficulty=easy", ["Easy"]),
        ("difficulty=medium", []),
        ("difficulty=hard", ["Hard"]),
        ("difficulty=none", ["Unknown"]),
        ("practice=yes", ["Easy"]),
        ("practice=no", ["Hard", "Unknown"]),
        ("use=yes", []),
        ("use=no", ["Easy", "Hard", "Unknown"]),
        ("state=nonsense&topic=x", ["Easy", "Hard", "Unknown"]),
        ("q=one&state=in_use", ["Easy", "Unknown"]),
    ],
)
def test_the_address_narrows_the_list(organiser, bank, query, found):
    page = text_of(organiser.get(at(bank, query)))

    shown = [word for word in ("Easy", "Hard", "Unknown") if f"<b>{word} one?</b>" in page]
    assert shown == found


def test_a_topic_brings_what_stands_below_it(organiser, bank):
    files = bank.topics.get(name="Files")

    page = text_of(organiser.get(at(bank, f"topic={files.pk}")))

    assert [w in page for w in ("Easy one?", "Hard one?", "Unknown one?")] == [True, False, True]


def test_questions_of_published_papers_are_used(organiser):
    bank = make.bank(questions=1)
    make.exam(bank_=bank)
    make.question(bank, text="Never?")

    assert "Never?" not in text_of(organiser.get(at(bank, "use=yes")))
    assert "Never?" in text_of(organiser.get(at(bank, "use=no")))


def test_each_condition_is_a_tag_that_takes_it_away(organiser, bank):
    page = text_of(organiser.get(at(bank, "q=one&difficulty=easy")))

    assert f'<a href="{at(bank, "difficulty=easy")}">one<' in page
    assert f'<a href="{at(bank, "q=one")}">How hard · easy<' in page
    assert "<details open>" in page


def post(client, where, act, *ticked, **given):
    given = {f"batch-{name}": value for name, value in given.items()}
    return client.post(where, {"batch-act": act, "question": ticked, **given}, follow=True)


def test_a_topic_is_set_for_the_ticked_questions_only(organiser, bank):
    ticked = keys(bank, "Easy one?", "Unknown one?")
    safety = bank.topics.get(name="Safety")
    make.question(bank, text="Other?")

    answer = post(organiser, at(bank, "q=one"), "topic", *ticked, topic=safety.pk)

    assert "2 questions are changed." in text_of(answer)
    assert answer.redirect_chain[-1][0] == at(bank, "q=one")
    assert set(safety.questions.values_list("pk", flat=True)) == {
        *ticked, *keys(bank, "Hard one?"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("act", "given", "field", "value"),
    [
        ("difficulty", {"difficulty": "55"}, "difficulty", Decimal("0.55")),
        ("difficulty", {"difficulty": ""}, "difficulty", None),
        ("practise", {}, "may_be_practised", True),
        ("exam_only", {}, "may_be_practised", False),
        ("retired", {}, "state", "retired"),
        ("draft", {}, "state", "draft"),
    ],
)
def test_an_act_sets_what_it_says(organiser, bank, act, given, field, value):
    (key,) = keys(bank, "Easy one?")

    post(organiser, at(bank), act, key, **given)

    assert getattr(Question.objects.get(pk=key), field) == value


def test_all_of_the_list_are_those_that_its_conditions_leave(organiser, bank):
    post(organiser, at(bank, "difficulty=none"), "practise", all="on")

    practised = bank.questions.filter(may_be_practised=True)
    assert set(practised.values_list("pk", flat=True)) == set(
        keys(bank, "Easy one?", "Unknown one?")
    )


def test_checking_many_tells_what_became_of_them(organiser, world):
    bank = make.bank()
    for author in (world["organiser"], make.person("organiser")):
        question = make.question(bank).question
        Question.objects.filter(pk=question.pk).update(state="draft", author=author)

    answer = post(organiser, at(bank), "checked", all="on")

    page = text_of(answer)
    assert "1 question is changed. You wrote 1 of them; somebody else has to check it." in page


@pytest.mark.parametrize(
    ("act", "ticked", "given", "sentence"),
    [
        ("retired", 0, {}, "Tick the questions first."),
        ("difficulty", 2, {"difficulty": "101"}, "less than or equal to 100"),
        ("enemies", 1, {}, "Tick from 2 to 20 questions"),
        # Enter in a field presses the first button of the form.
        ("", 2, {"difficulty": "70"}, "Press the button of what is to be done."),
    ],
)
def test_a_refusal_is_told_and_the_ticks_stay(organiser, bank, act, ticked, given, sentence):
    before = list(bank.questions.values())
    chosen = list(bank.questions.values_list("pk", flat=True))[:ticked]

    page = text_of(post(organiser, at(bank), act, *chosen, **given))

    assert sentence in page
    for key in chosen:
        assert f'name="question" value="{key}" checked' in page
    assert list(bank.questions.values()) == before


def test_questions_of_other_banks_are_not_touched(organiser, bank):
    other = make.question().question

    post(organiser, at(bank), "retired", other.pk)

    other.refresh_from_db()
    assert other.state == "in_use"


def test_a_get_changes_nothing(organiser, bank):
    before = list(bank.questions.values())

    organiser.get(at(bank, "batch-act=retired&batch-all=on"))

    assert list(bank.questions.values()) == before


@pytest.mark.parametrize("count", [1, 3])
def test_a_bank_is_listed_with_as_many_queries_for_one_as_for_three(
    organiser, count, django_assert_num_queries
):
    bank = make.bank()
    for number in range(count):
        make.question(bank, topic=f"Topic {number}", picture=make.picture())
    organiser.get(at(bank))

    with django_assert_num_queries(11):
        organiser.get(at(bank))


def test_the_list_of_banks_says_how_many_are_to_be_checked(organiser):
    bank = make.bank(questions=2)
    make.bank(questions=1)
    Question.objects.filter(pk=bank.questions.first().pk).update(state="draft")

    page = text_of(organiser.get(reverse("exams:bank_list")))

    assert page.count("to be checked") == 1
    assert "1 to be checked" in page


def test_a_bank_is_opened_once(organiser, world):
    address = reverse("exams:bank_create")

    organiser.post(address, {"name": "Mine"})
    again = organiser.post(address, {"name": " Mine "})

    assert Bank.objects.get().unit == world.county
    assert "There is a bank of that name already." in text_of(again)


def test_topic_difficulty_and_practice_are_set_on_their_page(organiser, bank):
    (key,) = keys(bank, "Easy one?")
    address = reverse("exams:question_settings", kwargs={"pk": key})

    shown = text_of(organiser.get(address))
    organiser.post(address, {"topic": "", "difficulty": "33,5".replace(",", ".")})

    assert 'value="70"' in shown
    question = Question.objects.get(pk=key)
    assert (question.topic, question.difficulty, question.may_be_practised) == (
        None, Decimal("0.335"), False,
    )  # fmt: skip
    assert "hard · 33.5 %" in text_of(organiser.get(question.get_absolute_url()))


def test_a_share_beyond_a_hundred_percent_is_refused(organiser, bank):
    (key,) = keys(bank, "Easy one?")

    answer = organiser.post(
        reverse("exams:question_settings", kwargs={"pk": key}), {"difficulty": "700"}
    )

    assert 'value="700"' in text_of(answer)
    assert Question.objects.get(pk=key).difficulty == Decimal("0.7")


def test_an_empty_bank_leads_to_writing_a_question_and_an_empty_search_to_all(client, world):
    client.force_login(world["organiser"])
    empty = make.bank()

    bank = client.get(empty.get_absolute_url()).content.decode()
    search = client.get(f"{empty.get_absolute_url()}?q=none").content.decode()

    new = reverse("exams:question_types", kwargs={"pk": empty.pk})
    assert f'There is no question in this bank yet. <a href="{new}">' in bank
    assert f'No question fits. <a href="{empty.get_absolute_url()}">' in search
