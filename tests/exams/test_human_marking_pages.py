"""The pages of marking: what a marker may see and give, what who holds the exam may do."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exams.agenda import agenda
from exams.models import Exam, Reading, Score, Script
from exams.services import markers
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return html.unescape(" ".join(response.content.decode().split()))


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def exam(world):
    return make.essay_exam(world.township)


@pytest.fixture
def two(exam):
    return [make.marker_of(exam), make.marker_of(exam)]


@pytest.fixture
def script(world, exam, two):
    make.sat_in_words(exam, world["officer"])
    return Script.objects.get()


def url(name, exam, **kwargs):
    return reverse(f"exams:{name}", kwargs={"pk": exam.pk, **kwargs})


def reading_url(script, marker):
    reading = Reading.objects.get(script=script, marker=marker)
    return url("reading", script.attempt.exam, reading=reading.pk)


def test_a_marker_sees_the_answer_and_what_counts_but_not_whose_it_is(world, script, two):
    page = text_of(signed_in(two[0]).get(reading_url(script, two[0])))

    assert "First sign in. Then type." in page
    assert "names both" in page
    assert world["officer"].name not in page
    assert world.village.name not in page


def test_a_marker_does_not_see_what_the_other_gave(script, two):
    make.marked_by(two[0], script, "7.5", "Quite good.")

    page = text_of(signed_in(two[1]).get(reading_url(script, two[1])))

    assert "7.5" not in page
    assert "Quite good." not in page


def test_a_mark_leads_to_the_next_answer(world, exam, two, script):
    make.sat_in_words(exam, world["operator"])
    client = signed_in(two[0])
    first, second = Reading.objects.of(two[0]).order_by("script__attempt", "pk")

    page = client.post(url("reading", exam, reading=first.pk), {"part1": "7,5", "note": "Good."})

    assert page.url == url("reading", exam, reading=second.pk)
    first.refresh_from_db()
    assert (str(first.points), first.parts, first.note) == ("7.50", ["7.5"], "Good.")


@pytest.mark.parametrize("typed", ["11", "-1", "many", "", "NaN"])
def test_a_mark_that_cannot_be_is_refused_and_the_note_stays(script, two, typed):
    page = signed_in(two[0]).post(
        reading_url(script, two[0]), {"part1": typed, "note": "I thought about it."}
    )

    assert "I thought about it." in text_of(page)
    assert ("0 and 10" in text_of(page)) or ("Give the points" in text_of(page))
    assert not Reading.objects.given().exists()


def test_a_mark_after_both_are_there_is_refused_in_a_sentence(script, two):
    for marker in two:
        make.marked_by(marker, script, 7)

    page = signed_in(two[0]).post(reading_url(script, two[0]), {"part1": "1"})

    assert "yours stays as it was" in text_of(page)


def test_criteria_are_marked_one_by_one(world):
    exam = make.essay_exam(world.township, types=("task",))
    two = [make.marker_of(exam), make.marker_of(exam)]
    make.sat_in_words(exam, world["officer"], ("f:" + "a" * 64,))
    script = Script.objects.get()

    client = signed_in(two[0])
    page = text_of(client.get(reading_url(script, two[0])))
    client.post(reading_url(script, two[0]), {"part1": "5", "part2": "2.5"})

    assert "is tidy" in page
    assert "The file is not here." in page
    assert Reading.objects.given().get().points == 7.5


def test_somebody_elses_reading_is_not_there(script, two):
    assert signed_in(two[0]).get(reading_url(script, two[1])).status_code == 404


def test_nothing_is_shown_to_a_marker_before_the_exam_is_over(world):
    exam = make.essay_exam(world.township, ago=timedelta())
    marker = make.marker_of(exam)
    make.marker_of(exam)
    make.sat_in_words(exam, world["officer"])
    client = signed_in(marker)

    assert "Marking begins when the exam is over" in text_of(client.get(url("marking", exam)))
    assert client.get(reading_url(Script.objects.get(), marker)).status_code == 404


def test_looking_changes_nothing(script, exam, two, world):
    before = list(Reading.objects.values())
    for client, name in (
        (signed_in(two[0]), "marking"),
        (signed_in(world["organiser"]), "exam_marking"),
    ):
        client.get(url(name, exam))
    signed_in(two[0]).get(reading_url(script, two[0]))

    assert list(Reading.objects.values()) == before


def test_what_is_left_and_what_may_be_put_right_stand_on_the_page(script, exam, two):
    client = signed_in(two[0])
    before = text_of(client.get(url("marking", exam)))
    make.marked_by(two[0], script, 7)

    after = text_of(client.get(url("marking", exam)))

    assert "1 answer left" in before
    assert "Nothing is left for you to mark here." in after
    assert "Question 2: 7 of 10" in after


def test_a_marker_finds_her_exams_and_todays_list_says_how_many(script, exam, two):
    page = text_of(signed_in(two[0]).get(reverse("exams:marking_list")))

    assert exam.title in page
    assert [item.title for item in agenda(two[0], today())] == ["1 answer to mark"]


def test_the_organiser_names_a_marker_by_her_name(world, exam):
    client = signed_in(world["organiser"])

    client.post(url("exam_marking", exam), {"name": world["instructor"].name})

    assert exam.markers.get().person == world["instructor"]


@pytest.mark.parametrize(
    ("actor", "sentence"), [("director", "own village or township"), (None, "Nobody of this name")]
)
def test_who_cannot_mark_is_refused_with_what_was_typed_kept(world, exam, actor, sentence):
    name = world[actor].name if actor else "Nobody Known"

    page = signed_in(world["organiser"]).post(url("exam_marking", exam), {"name": name})

    assert sentence in text_of(page)
    assert name in page.content.decode()


def test_the_organisers_page_says_how_far_it_is_and_what_lacks_a_marker(world, script, exam, two):
    make.marked_by(two[0], script, 9)
    make.marked_by(two[1], script, 1)

    page = text_of(signed_in(world["organiser"]).get(url("exam_marking", exam)))

    assert "1 answer is not settled" in page
    assert "1 answer has too few markers" in page
    assert "Waits for a third mark" in page
    assert world["officer"].name not in page


def test_who_marks_an_answer_herself_does_not_see_the_marks_of_others(world, script, exam, two):
    make.marked_by(two[0], script, "9.25")
    make.marked_by(two[1], script, "1.75")
    make.marker_of(exam, world["organiser"])
    client = signed_in(world["organiser"])
    page = url("script", exam, script=script.pk)
    before = text_of(client.get(page))

    make.marked_by(world["organiser"], script, 5)

    assert ("9.25" in before, "9.25" in text_of(client.get(page))) == (False, True)


def test_the_rule_is_changed_and_then_stays(world, script, exam, two):
    client = signed_in(world["organiser"])

    client.post(url("marking_rule", exam), {"difference_percent": "30", "third_rule": "median"})
    bad = client.post(url("marking_rule", exam), {"difference_percent": "300", "third_rule": "x"})

    exam = Exam.objects.get()
    assert (exam.difference_percent, exam.third_rule) == (30, "median")
    assert "At most 100 percent." in text_of(bad)


def test_finishing_shows_the_results_and_is_refused_before(world, script, exam, two):
    client = signed_in(world["organiser"])
    early = client.post(url("marking_finish", exam), follow=True)
    for marker in two:
        make.marked_by(marker, script, 7)
    due = [item.title for item in agenda(world["organiser"], today())]

    client.post(url("marking_finish", exam))

    assert "1 answers are not marked yet" in text_of(early)
    assert due == ["All answers are marked: finish"]
    assert Score.objects.counting().get().points == 17


def test_an_answer_is_marked_again_for_a_reason(world, script, exam, two):
    for marker in two:
        make.marked_by(marker, script, 7)
    client = signed_in(world["organiser"])
    page = url("script", exam, script=script.pk)

    without = client.post(page, {"reason": " "})
    client.post(page, {"reason": "The photo was upside down."})

    assert "This field is required." in text_of(without)
    assert Script.objects.get(round=2).reason == "The photo was upside down."


def test_a_marker_is_withdrawn_and_the_others_are_reminded(world, script, exam, two):
    client = signed_in(world["organiser"])

    client.post(url("marker_withdraw", exam, marker=exam.markers.get(person=two[0]).pk))
    page = client.post(url("markers_remind", exam), follow=True)

    assert [marker.person for marker in exam.markers.all()] == [two[1]]
    assert "1 marker is reminded." in text_of(page)


def test_the_page_of_the_exam_leads_to_the_marking(world, exam):
    page = signed_in(world["organiser"]).get(url("exam_manage", exam))

    assert url("exam_marking", exam) in page.content.decode()


def test_sheets_of_paper_are_refused_in_a_sentence(world, exam):
    called = exam.candidates.get(person=world["officer"])

    page = signed_in(world["organiser"]).post(
        url("entry", exam, candidate_pk=called.pk), {"form": "1", "a1": "A"}
    )

    assert "cannot be sat on paper" in text_of(page)


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("marking", 7), ("exam_marking", 12)])
def test_the_pages_cost_the_same_for_one_and_three_answers(
    world, exam, two, name, queries, people, django_assert_num_queries
):
    for actor in ("officer", "officer.neighbour", "operator")[:people]:
        make.sat_in_words(exam, world[actor])
    make.marked_by(two[0], Script.objects.order_by("version", "attempt").first(), 5)
    make.marked_by(two[1], Script.objects.order_by("version", "attempt").last(), 5)
    client = signed_in(two[0] if name == "marking" else world["organiser"])
    client.get(url(name, exam))

    with django_assert_num_queries(queries):
        client.get(url(name, exam) + "?all=1")


def test_naming_deals_what_was_handed_in_before(world, exam):
    make.sat_in_words(exam, world["officer"])
    markers.name(exam, world["instructor"], world["organiser"], timezone.now())

    assert Reading.objects.get().marker == world["instructor"]
