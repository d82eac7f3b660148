"""A wrong key in the browser: chosen, proposed, approved, read by those concerned."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams import tasks
from exams.agenda import agenda
from exams.key_form import KeyForm
from exams.models import KeyChange
from exams.services import key_changes, practice
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def exam(world):
    return make.exam([world.township], at=NOW() - timedelta(days=1), questions=2)


def url(name, exam, **more):
    return reverse(f"exams:{name}", kwargs={"pk": exam.pk, **more})


def version(exam):
    return exam.paper.content["questions"][0]["version"]


def propose(exam, actor):
    return key_changes.propose(
        exam, version(exam), "key", {"right": ["b"]}, "See the law.", actor, NOW()
    )


def text_of(response):
    return " ".join(response.content.decode().split())


def test_two_people_put_a_key_right(client, world, exam):
    attempt = make.handed_in(exam, world["officer"], {1: "b", 2: "b"}, now=exam.opens_at)
    client.force_login(world["organiser"])
    given = {"way": "key", "right": ["b"], "reason": "See the law."}
    client.post(url("key_propose", exam, version=version(exam)), given)
    change = KeyChange.objects.get()
    client.force_login(world["supervisor"])
    shown = text_of(client.get(url("key_detail", exam, change=change.pk)))
    client.post(url("key_decide", exam, change=change.pk), {"accepted": "1"})
    tasks.mark_again(change.pk)
    client.force_login(world["officer"])
    result = text_of(client.get(reverse("exams:result", kwargs={"pk": attempt.pk})))

    assert "Of 1 person who handed in, 1 would have other points." in shown
    assert "50 points" in result
    assert "Why: See the law." in result
    assert "Before, the result was 0 of 100 points." in result


def test_the_markings_stand_beside_each_other(client, world, exam):
    make.handed_in(exam, world["officer"], {1: "b", 2: "b"}, now=exam.opens_at)
    make.handed_in(exam, world["officer.neighbour"], {2: "a"}, now=exam.opens_at)
    change = propose(exam, world["organiser"])
    key_changes.decide(change, True, world["supervisor"], NOW())
    tasks.mark_again(change.pk)
    client.force_login(world["organiser"])

    page = text_of(client.get(url("exam_keys", exam)))
    old = text_of(client.get(url("marking_detail", exam, number=1)))
    changed = text_of(client.get(url("marking_detail", exam, number=2) + "?other=1"))

    assert "Marking 1" in page
    assert "Marking 2" in page
    assert world["officer.neighbour"].name in old
    assert world["officer"].name in changed
    assert world["officer.neighbour"].name not in changed


def test_what_is_missing_is_said_and_nothing_is_lost(client, world, exam):
    client.force_login(world["organiser"])

    page = text_of(
        client.post(
            url("key_propose", exam, version=version(exam)), {"way": "key", "reason": "Law"}
        )
    )

    assert "Tick what is right." in page
    assert 'value="Law"' in page
    assert not KeyChange.objects.exists()


def test_a_refusal_is_shown(client, world, exam):
    change = propose(exam, world["organiser"])
    client.force_login(world["organiser"])
    again = {"way": "all", "reason": "Both are right."}

    own = client.post(url("key_decide", exam, change=change.pk), {"accepted": "1"}, follow=True)
    second = client.post(url("key_propose", exam, version=version(exam)), again)

    assert "A second person decides" in text_of(own)
    assert "proposed already" in text_of(second)


def test_only_who_proposed_it_takes_it_back(client, world, exam):
    change = propose(exam, world["organiser"])
    address = url("key_take_back", exam, change=change.pk)
    client.force_login(world["supervisor"])
    refused = client.post(address, follow=True)
    client.force_login(world["organiser"])
    client.post(address)

    assert "others decide" in text_of(refused)
    assert not KeyChange.objects.exists()


def test_looking_changes_nothing(client, world, exam):
    change = propose(exam, world["organiser"])
    client.force_login(world["supervisor"])

    client.get(url("exam_keys", exam))
    client.get(url("key_detail", exam, change=change.pk))

    assert KeyChange.objects.get().is_pending


def test_the_second_person_finds_it_on_her_day(world, exam):
    change = propose(exam, world["organiser"])

    [item] = [item for item in agenda(world["supervisor"], today()) if "key" in item.title]

    assert item.url == url("key_detail", exam, change=change.pk)
    assert not [item for item in agenda(world["organiser"], today()) if "key" in item.title]


def test_a_question_of_another_exam_is_not_there(client, world, exam):
    other = make.exam([world.township], at=NOW() - timedelta(days=1))
    client.force_login(world["organiser"])

    assert client.get(url("key_propose", exam, version=version(other))).status_code == 404


@pytest.mark.parametrize("questions", [1, 3])
def test_the_page_takes_as_many_queries_for_one_question_as_for_three(
    client, world, questions, django_assert_num_queries
):
    exam = make.exam([world.township], at=NOW() - timedelta(days=1), questions=questions)
    for number in range(questions):
        asked = exam.paper.content["questions"][number]["version"]
        key_changes.propose(exam, asked, "all", {}, "Law", world["organiser"], NOW())
    client.force_login(world["supervisor"])
    client.get(url("exam_keys", exam))

    with django_assert_num_queries(9):
        client.get(url("exam_keys", exam))


@pytest.mark.parametrize("people", [1, 3])
def test_a_marking_takes_as_many_queries_for_one_person_as_for_three(
    client, world, exam, people, django_assert_num_queries
):
    for _number in range(people):
        called = make.person("information_officer", world.village)
        make.handed_in(exam, called, {1: "a"}, now=exam.opens_at)
    client.force_login(world["organiser"])
    client.get(url("marking_detail", exam, number=1))

    with django_assert_num_queries(9):
        client.get(url("marking_detail", exam, number=1))


def form_of(type_, **given):
    [question] = practice.content_of(make.question_of(type_))["questions"]
    form = KeyForm({"way": "key", "reason": "Law", **given}, question=question)
    return form, question


def test_a_number_is_written_with_what_it_may_be_off():
    form, _question = form_of("numerical", part1="12 ± 0.5\n13")

    assert form.is_valid()
    assert form.key == {
        "accepted": {"1": [{"text": "12", "tolerance": "0.5"}, {"text": "13", "tolerance": ""}]}
    }


@pytest.mark.parametrize("typed", ["twelve", "12 ± x", "12 ± -1"])
def test_what_is_no_number_is_said(typed):
    form, _question = form_of("numerical", part1=typed)

    assert "is no number" in form.errors["part1"][0]


def test_each_line_of_an_order_has_a_place_of_its_own():
    _form, question = form_of("ordering")
    same = {f"part{part['id']}": question["options"][0]["id"] for part in question["parts"]}

    form, _question = form_of("ordering", **same)

    assert form.errors["part1"] == ["Each line has a place of its own."]


def test_pairs_are_chosen_line_by_line():
    _form, question = form_of("matching")
    first = question["options"][0]["id"]
    chosen = {f"part{part['id']}": first for part in question["parts"]}

    form, _question = form_of("matching", **chosen)

    assert form.is_valid()
    assert form.key == {"pairs": {part["id"]: first for part in question["parts"]}}
