"""Answers that people mark: two readers each, a third where they differ; then the results."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from exams import papers
from exams.models import Attempt, Exam, Marker, MarkingRun, Reading, Score, Script
from exams.protocol import Act
from exams.services import appeals, closing, late, markers, readings, scripts, sittings
from inbox.models import Message
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now


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


def readers_of(script):
    return set(script.readings.values_list("marker", flat=True))


def finish(exam):
    return markers.finish(exam, make.person("organiser"), NOW())


def score(attempt):
    return Score.objects.counting().get(attempt=attempt)


def test_the_frozen_paper_holds_criteria_and_the_candidate_is_told_none(exam):
    content = exam.paper.content

    assert content["questions"][1]["criteria"] == [{"text": "names both", "fraction": "1"}]
    assert "names both" not in str(papers.shown(content, {}))


def test_each_answer_in_words_gets_two_readers(script, two):
    assert (script.slot, script.value, script.of) == (2, list(make.WORDS), 10)
    assert readers_of(script) == {person.pk for person in two}


def test_what_is_not_answered_nobody_reads_and_it_is_worth_nothing(world, exam, two):
    attempt = make.handed_in(exam, world["officer"], {1: "a"}, now=exam.opens_at)

    finish(exam)

    assert not Script.objects.exists()
    assert (score(attempt).points, score(attempt).marks) == (10, {"1": "10.00", "2": "0.00"})


def test_answers_handed_in_before_anybody_was_named_are_dealt_later(world, exam):
    make.sat_in_words(exam, world["officer"])
    nobody = Reading.objects.count()

    people = [make.marker_of(exam), make.marker_of(exam)]

    assert nobody == 0
    assert readers_of(Script.objects.get()) == {person.pk for person in people}


def test_the_mean_of_two_close_marks_counts(script, two):
    make.marked_by(two[0], script, 7)
    between = script.points
    make.marked_by(two[1], script, "7.5")

    assert (between, script.points, script.differs) == (None, Decimal("7.25"), False)


def test_a_difference_opens_a_third_mark_by_somebody_else(script, exam, two):
    make.marked_by(two[0], script, 9)
    make.marked_by(two[1], script, 3)
    without, third = script.points, make.marker_of(exam)

    make.marked_by(third, script, 5)

    assert (without, script.differs, script.points) == (None, True, 5)
    assert script.readings.get(place=3).marker == third


def test_the_rule_of_the_exam_says_what_counts_after_a_third_mark(script, exam, two):
    markers.set_rule(exam, 10, "nearer", make.person())
    make.marked_by(two[0], script, 9)
    make.marked_by(two[1], script, "7.5")
    make.marked_by(make.marker_of(exam), script, 7)

    assert script.points == Decimal("7.25")


def test_the_rule_is_not_changed_once_a_mark_is_given(script, exam, two):
    make.marked_by(two[0], script, 9)

    with pytest.raises(markers.MarkersRefused, match="stays as it is"):
        markers.set_rule(exam, 50, "median", make.person())


def test_a_mark_may_be_put_right_until_the_other_one_is_there(script, two):
    make.marked_by(two[0], script, 1)
    make.marked_by(two[0], script, 7)
    make.marked_by(two[1], script, 7)

    with pytest.raises(readings.ReadingRefused, match="stays as it was"):
        make.marked_by(two[0], script, 3)
    assert script.points == 7


def test_two_who_differ_cannot_change_their_marks_any_more(script, two):
    make.marked_by(two[0], script, 1)
    make.marked_by(two[1], script, 9)

    with pytest.raises(readings.ReadingRefused, match="stays as it was"):
        make.marked_by(two[0], script, 9)


def test_marking_begins_when_the_exam_is_over(world):
    exam = make.essay_exam(world.township, ago=timedelta())
    people = [make.marker_of(exam), make.marker_of(exam)]
    make.sat_in_words(exam, world["officer"])

    with pytest.raises(readings.ReadingRefused, match="when the exam is over"):
        make.marked_by(people[0], Script.objects.get(), 5)
    assert readings.next_of(people[0], exam, NOW()) is None


def test_nobody_reads_her_own_answer_nor_one_of_her_own_units(world, exam):
    make.sat_in_words(exam, world["operator"])
    make.sat_in_words(exam, world["officer"])
    elsewhere = make.marker_of(exam, world["operator.elsewhere"])
    Marker.objects.create(exam=exam, person=world["operator"], named_by=elsewhere, named_at=NOW())
    county = make.marker_of(exam)

    assert [readers_of(one) for one in Script.objects.all()] == [{elsewhere.pk, county.pk}] * 2


def test_who_is_near_to_all_who_are_called_is_not_named(world, exam):
    with pytest.raises(markers.MarkersRefused, match="own village or township"):
        markers.name(exam, world["director"], make.person(), NOW())


def test_who_is_still_to_sit_it_is_not_named(world):
    exam = make.essay_exam(world.county)

    with pytest.raises(markers.MarkersRefused, match="has not sat it"):
        markers.name(exam, world["operator"], make.person(), NOW())


def test_nobody_is_named_twice_nor_where_nothing_is_to_be_marked(exam, two):
    with pytest.raises(markers.MarkersRefused, match="already"):
        markers.name(exam, two[0], make.person(), NOW())
    with pytest.raises(markers.MarkersRefused, match="nothing is marked by people"):
        markers.name(make.exam(), two[0], make.person(), NOW())


def test_the_database_refuses_her_own_answer_a_second_mark_and_a_second_first(script, two):
    first = script.readings.get(place=1)
    fields = {"script": script, "candidate": first.candidate, "of": script.of}

    for place, marker in (
        (3, first.candidate),
        (3, first.marker),
        (1, make.person()),
        (4, make.person()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.create(place=place, marker=marker, **fields)


def test_the_database_refuses_more_points_than_there_are(script):
    with pytest.raises(IntegrityError), transaction.atomic():
        script.readings.filter(place=1).update(points=11, given_at=NOW())


def test_who_leaves_hands_her_unread_answers_to_the_others(script, exam, two):
    make.marked_by(two[0], script, 7)
    third = make.marker_of(exam)

    markers.withdraw(exam.markers.get(person=two[1]), make.person())

    assert readers_of(script) == {two[0].pk, third.pk}
    assert script.readings.get(marker=two[0]).points == 7


def test_an_answer_that_went_to_another_is_refused_in_a_sentence(script, exam, two):
    reading = script.readings.get(marker=two[1])
    markers.withdraw(exam.markers.get(person=two[1]), make.person())

    with pytest.raises(readings.ReadingRefused, match="another marker"):
        readings.give(reading, two[1], [], Decimal(3), "", NOW())


def test_results_wait_until_all_answers_are_marked(script, exam, two):
    make.marked_by(two[0], script, 7)
    exam.refresh_from_db()

    assert (exam.results_wait, exam.results_at <= NOW(), exam.results_are_out()) == (
        True,
        True,
        False,
    )
    assert not Score.objects.counting().exists()
    with pytest.raises(markers.MarkersRefused, match="1 answers are not marked yet"):
        finish(exam)


def test_finishing_is_a_marking_with_the_marks_of_people_beside_the_one_without(script, exam, two):
    for marker in two:
        make.marked_by(marker, script, 8)

    finish(exam)

    exam.refresh_from_db()
    assert exam.results_are_out()
    assert [s.points for s in Score.objects.order_by("run__number")] == [10, 18]
    assert score(script.attempt).marks == {"1": "10.00", "2": "8.00"}
    with pytest.raises(markers.MarkersRefused, match="already"):
        finish(exam)


def test_finishing_waits_for_who_is_still_answering(world, exam, two):
    attempt = make.attempt(exam, world["officer"], now=exam.opens_at)
    Attempt.objects.filter(pk=attempt.pk).update(deadline=NOW() + timedelta(hours=1))

    with pytest.raises(markers.MarkersRefused, match="still answering"):
        finish(exam)


def test_a_changed_key_keeps_the_marks_of_people(script, exam, two):
    from exams.services import key_changes

    for marker in two:
        make.marked_by(marker, script, 8)
    finish(exam)
    exam = Exam.objects.get()
    version = exam.paper.content["questions"][0]["version"]
    change = key_changes.propose(
        exam, version, "key", {"right": ["b"]}, "B is right.", make.person(), NOW()
    )
    key_changes.decide(change, True, make.person(), NOW())
    key_changes.make(change, NOW())

    assert score(script.attempt).points == 8


def test_a_mark_is_put_right_by_two_others_with_a_reason_and_she_is_told(script, exam, two):
    for marker in two:
        make.marked_by(marker, script, 2)
    finish(exam)
    others = {make.marker_of(exam).pk, make.marker_of(exam).pk}

    again = scripts.again(script, "The second page was not read.", make.person())
    for reading in again.readings.all():
        make.marked_by(reading.marker, again, 9)

    assert (readers_of(again), score(script.attempt).points) == (others, 19)
    assert MarkingRun.objects.latest("number").reason == "The second page was not read."
    assert Message.objects.filter(person=script.attempt.person, title__contains="again").exists()


def test_a_second_marking_of_one_answer_at_a_time(script, exam, two):
    with pytest.raises(scripts.ScriptRefused, match="being marked already"):
        scripts.again(script, "No.", make.person())


def test_nobody_has_her_own_answer_marked_again(world, script, two):
    for marker in two:
        make.marked_by(marker, script, 2)

    with pytest.raises(scripts.ScriptRefused, match="Others decide"):
        scripts.again(script, "I know better.", world["officer"])


def test_a_late_answer_in_words_that_is_accepted_is_read_too(world, exam, two):
    attempt = make.attempt(exam, world["officer"], now=exam.opens_at)
    _a, epoch = sittings.claim(attempt.pk, "A", "n", exam.opens_at)
    sittings.save(attempt.pk, "A", epoch, [Act(1, 2, ("t:Short.",))], exam.opens_at)
    sittings.save(
        attempt.pk, "A", epoch, [Act(2, 2, make.WORDS)], attempt.deadline + timedelta(minutes=2)
    )
    attempt = closing.close_if_due(Attempt.objects.get(), NOW())
    before = Script.objects.get().value

    late.decide(
        late.ask(attempt, "No network.", world["operator"], NOW()), True, world["organiser"], NOW()
    )

    script = Script.objects.get()
    assert (before, script.value, script.round) == (["t:Short."], list(make.WORDS), 2)
    assert script.readings.count() == 2


def test_in_a_rehearsal_nobody_marks_and_words_do_not_count(world):
    exam = make.essay_exam(world.township, kind="practice")
    attempt = make.sat_in_words(exam, world["officer"])

    assert not exam.results_wait
    assert not Script.objects.exists()
    assert (score(attempt).points, score(attempt).of) == (10, 10)


def test_an_exam_without_such_questions_waits_for_nobody(django_assert_num_queries):
    assert not make.exam().results_wait


def test_reminders_go_to_those_with_answers_left_once_a_day(script, exam, two):
    make.marked_by(two[0], script, 7)

    for _time in range(2):
        markers.remind(exam, NOW())

    told = Message.objects.filter(title__startswith="Answers wait")
    assert [message.person for message in told] == [two[1]]


def test_objections_wait_for_the_marks_too(script, exam):
    assert not exam.takes_appeals(NOW())
    with pytest.raises(appeals.AppealRefused):
        appeals.put(script.attempt, 1, "No.", script.attempt.person, NOW())


def test_dealing_a_sitting_costs_the_same_for_one_and_three_answers(
    world, two, exam, django_assert_num_queries
):
    from exams.services import dealing

    make.sat_in_words(exam, world["officer"])
    Reading.objects.all().delete()
    with django_assert_num_queries(6):
        dealing.deal(exam)
    for actor in ("officer.neighbour", "operator"):
        make.sat_in_words(exam, world[actor])
    Reading.objects.all().delete()
    with django_assert_num_queries(6):
        dealing.deal(exam)


def test_posts_that_ended_make_nobody_near(world, exam):
    Post.objects.filter(person=world["director"]).update(valid_to=timezone.localdate())

    make.marker_of(exam, world["director"])

    assert exam.markers.get().person == world["director"]
