"""What she learns of answers that people marked: mark, their words, the answer to compare with."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from exams import reviews
from exams.analysis.exam import analyse
from exams.models import Card, Script, Version
from exams.sat import asked_in, sittings_of
from exams.services import appeals, markers, practice
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def exam(world):
    exam = make.essay_exam(world.township, appeal_days=7)
    return exam


def results(exam, someone, *points, notes=("Well put.", "")):
    """Marked by two, finished."""
    two = [make.marker_of(exam), make.marker_of(exam)]
    attempt = make.sat_in_words(exam, someone)
    for marker, mark, note in zip(two, points, notes, strict=True):
        make.marked_by(marker, Script.objects.get(), mark, note)
    markers.finish(exam, make.person("organiser"), NOW())
    attempt.refresh_from_db()
    return attempt


def page_of(client, attempt):
    client.force_login(attempt.person)
    url = reverse("exams:result", kwargs={"pk": attempt.pk})
    return html.unescape(" ".join(client.get(url).content.decode().split()))


def test_before_the_end_of_the_marking_she_is_told_that_people_mark(client, world, exam):
    page = page_of(client, make.sat_in_words(exam, world["officer"]))

    assert "People mark a part of it." in page
    assert "names both" not in page


def test_her_mark_the_words_and_what_counted_are_shown(client, world, exam):
    page = page_of(client, results(exam, world["officer"], 6, 7))

    assert "6.50 of 10" in page
    assert "Well put." in page
    assert "names both" in page


def test_an_answer_with_all_points_is_shown_with_the_words_too(world, exam):
    review = reviews.review(results(exam, world["officer"], 10, 10))

    assert (review.wrong, [line.notes for line in review.full]) == ([], [("Well put.",)])
    assert (review.right_count, review.count) == (2, 2)


def test_what_people_mark_does_not_go_into_the_wrong_answer_book(world, exam):
    results(exam, world["officer"], 2, 2)

    practice.collect(exam, NOW())

    assert not Card.objects.exists()


def test_one_may_object_to_a_mark_and_it_is_marked_again(client, world, exam):
    attempt = results(exam, world["officer"], 2, 3)
    appeal = appeals.put(attempt, 2, "The second line was not read.", attempt.person, NOW())
    appeals.answer(appeal, True, "Right, two others read it.", world["organiser"], NOW())
    client.force_login(world["organiser"])

    url = reverse("exams:appeal_answer", kwargs={"pk": attempt.exam_id, "appeal": appeal.pk})
    page = client.get(url).content.decode()

    script = Script.objects.get()
    kwargs = {"pk": attempt.exam_id, "script": script.pk}
    assert reverse("exams:script", kwargs=kwargs) in page


def test_the_analysis_counts_marks_of_people_once_they_are_there(world, exam):
    make.sat_in_words(exam, make.person("information_officer", world.village))
    sittings, questions = sittings_of(exam.marking_run)
    before = len(questions)
    Script.objects.all().delete()
    results(exam, world["officer"], 6, 7)
    exam.refresh_from_db()

    sittings, questions = sittings_of(exam.marking_run)
    _report, reports = analyse(asked_in(questions), sittings)

    assert (before, len(reports)) == (1, 2)


def test_a_question_people_mark_has_no_key_to_be_put_right(client, world, exam):
    results(exam, world["officer"], 2, 3)
    version = Version.objects.get(type="essay")
    client.force_login(world["organiser"])
    url = reverse("exams:key_propose", kwargs={"pk": exam.pk, "version": version.pk})

    page = client.get(url).content.decode()

    assert ('value="all"' in page, 'value="key"' in page) == (True, False)


def test_everybody_may_get_the_points_of_a_question_people_marked(world, exam):
    from exams.services import key_changes

    attempt = results(exam, world["officer"], 2, 3)
    version = Version.objects.get(type="essay").pk
    change = key_changes.propose(exam, version, "all", {}, "Unclear.", make.person(), NOW())
    key_changes.decide(change, True, make.person(), NOW())
    key_changes.make(change, NOW())

    assert reviews.review(attempt).score.points == 20
