"""Exams as those meet them who plan them and follow how they go."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams.models import Exam
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def url(name, pk=None):
    return reverse(f"exams:{name}", kwargs={"pk": pk} if pk is not None else None)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return world["organiser"]


def moment(name, year, month, day, clock):
    parts = {"year": year, "month": month, "day": day, "clock": clock}
    return {f"{name}_{part}": value for part, value in parts.items()}


def plan(world, **changes):
    """What the form is given: a plan that works, changed where the test says so."""
    return {
        "kind": "unified",
        "title": "Spring exam",
        "units": [world.township.pk],
        **moment("opens_at", "2030", "3", "1", "8:00"),
        **moment("closes_at", "2030", "3", "1", "17：00"),
        **moment("results_at", "2030", "3", "1", "18.30"),
        "minutes": "30",
        "tries": "1",
        "pass_percent": "60",
        "bank": make.bank(questions=3).pk,
        "count": "2",
        "multiple_rule": "exact",
        **changes,
    }


def test_a_plan_becomes_a_draft_with_its_paper(client, world, organiser):
    answer = client.post(url("exam_create"), plan(world))

    exam = Exam.objects.get()
    local = [timezone.localtime(m) for m in (exam.opens_at, exam.closes_at, exam.results_at)]
    assert answer.url == exam.get_absolute_url()
    assert [f"{m:%Y-%m-%d %H:%M}" for m in local] == [
        "2030-03-01 08:00", "2030-03-01 17:00", "2030-03-01 18:30",
    ]  # fmt: skip
    assert (exam.is_draft, exam.paper.questions.count()) == (True, 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_at_clock": "7:00"}, "The exam closes before it opens."),
        ({"closes_at_clock": "noon"}, "Write the time like 9:00 or 14:30."),
        ({"closes_at_clock": ""}, "Fill in the day and the time, for example 8:00."),
        ({"closes_at_day": "32"}, "There is no such day. Fill it in like 1975 3 8."),
        ({"results_at_day": "", "results_at_month": ""}, "Fill in year, month and day"),
        (
            {"count": "9"},
            "Of these topics 3 questions are in use. Drafts have to be checked first.",
        ),
        ({"kind": ""}, "This field is required."),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"tries": "0"}, "greater than or equal to 1"),
        ({"pass_percent": "101"}, "less than or equal to 100"),
        ({"appeal_days": "-1"}, "greater than or equal to 0"),
    ],
)
def test_bad_input_gets_a_sentence_and_what_was_typed_stays(
    client, world, organiser, changes, sentence
):
    answer = client.post(url("exam_create"), plan(world, **changes))

    page = text_of(answer)
    assert sentence in page
    assert 'value="Spring exam"' in page
    assert f'value="{world.township.pk}" id' in page
    assert "checked" in page
    assert not Exam.objects.exists()


def test_units_are_ticked_by_township_with_the_villages_left_out(client, world, organiser):
    page = text_of(client.get(url("exam_create")))

    assert page.count(f'name="unfold" value="{world.township.pk}"') == 1
    assert "2 villages<span" in page
    assert world.township.name in page
    assert world.village.name not in page


def test_unfolding_a_township_shows_its_villages_and_keeps_what_was_typed(client, world, organiser):
    typed = plan(world, title="Spring", closes_at_clock="noon", unfold=world.township.pk)

    page = text_of(client.post(url("exam_create"), typed))

    assert f'value="{world.village.pk}"' in page
    assert 'value="Spring"' in page
    assert 'value="noon"' in page
    assert "Write the time like" not in page
    assert not Exam.objects.exists()


def test_an_unfolded_township_stays_so_when_another_is_unfolded(client, world, organiser):
    typed = plan(world, unfolded=world.township.pk, unfold=world.other_township.pk)

    page = text_of(client.post(url("exam_create"), typed))

    assert page.count("<details open>") == 2


def test_the_villages_of_a_county_do_not_weigh_on_the_page(client, world, organiser):
    lean = len(client.get(url("exam_create")).content)
    for _n in range(100):
        make.village(parent=world.township)

    full = len(client.get(url("exam_create")).content)

    assert full - lean < 200


def test_a_draft_shows_its_paper_and_can_be_changed(client, world, organiser):
    exam = make.exam([world.village], published=False)

    page = text_of(client.get(url("exam_manage", exam.pk)))
    edit = text_of(client.get(url("exam_edit", exam.pk)))

    assert "3 questions, 30 minutes, to be sat once" in page
    assert f'value="{exam.opens_at.year}"' in edit
    assert "<details open>" in edit


def test_publishing_is_told_and_refused_the_second_time(client, world, organiser):
    exam = make.exam([world.township], published=False)

    first = client.post(url("exam_publish", exam.pk), follow=True)
    second = client.post(url("exam_publish", exam.pk), follow=True)

    assert "Published. 3 people are called." in text_of(first)
    assert "The exam is published already." in text_of(second)


def test_the_overview_leads_those_who_hold_an_exam_to_it_and_others_to_its_progress(client, world):
    exam = make.exam([world.township])
    pages = {}
    for who in ("organiser", "operator"):
        client.force_login(world[who])
        pages[who] = text_of(client.get(url("exam_overview")))

    assert url("exam_manage", exam.pk) in pages["organiser"]
    assert url("exam_progress", exam.pk) in pages["operator"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_takes_as_many_queries_for_one_as_for_three(
    client, world, organiser, count, django_assert_num_queries
):
    for _number in range(count):
        make.exam([world.township])
    client.get(url("exam_overview"))

    with django_assert_num_queries(13):
        client.get(url("exam_overview"))


@pytest.fixture
def held(world):
    """An exam that is over: one officer passed, her neighbour has not come."""
    exam = make.exam([world.county], at=timezone.now() - timedelta(days=2), questions=2)
    make.handed_in(exam, world["officer"], {1: "a", 2: "a"}, now=exam.opens_at)
    return exam


def test_the_progress_says_all_together_and_by_unit(client, world, organiser, held):
    whole = text_of(client.get(url("exam_progress", held.pk)))
    below = text_of(client.get(url("exam_progress", held.pk), {"unit": world.township.code}))

    assert "Called 5, handed in 1, not begun 4." in whole
    assert "Called 3, handed in 1, not begun 2." in below
    assert world["officer.neighbour"].name in below


def test_results_are_narrowed_to_a_township_by_the_address(client, world, organiser, held):
    whole = text_of(client.get(url("exam_results", held.pk)))
    below = text_of(client.get(url("exam_results", held.pk), {"unit": world.township.code}))

    assert world["officer.elsewhere"].name in whole
    assert world["officer.elsewhere"].name not in below
    assert "100 / 100" in below


def test_an_operator_does_not_narrow_to_another_township(client, world, held):
    client.force_login(world["operator"])

    answer = client.get(url("exam_results", held.pk), {"unit": world.other_township.code})

    assert answer.status_code == 404


@pytest.mark.parametrize("page", ["exam_progress", "exam_results"])
@pytest.mark.parametrize("count", [1, 3])
def test_people_are_listed_with_as_many_queries_for_one_as_for_three(
    client, world, organiser, page, count, django_assert_num_queries
):
    exam = make.exam([world.village], at=timezone.now() - timedelta(days=2))
    for _number in range(count):
        make.handed_in(exam, now=exam.opens_at)
    expected = {"exam_progress": 23, "exam_results": 12}[page]
    client.get(url(page, exam.pk), {"unit": world.township.code})

    with django_assert_num_queries(expected):
        client.get(url(page, exam.pk), {"unit": world.township.code})
