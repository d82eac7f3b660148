"""Practice in the browser: plain posts, one question a screen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams import pictures as drawing
from exams.models import Card, Exam, MasteredTopic, PracticeAnswer, Topic, Version
from exams.services import pictures, practice
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
TODAY = "exams:practise_today"
DAY = timedelta(days=1)


def text_of(response):
    return " ".join(response.content.decode().split())


def page(client, name, **kwargs):
    return text_of(client.get(reverse(name, kwargs=kwargs)))


@pytest.fixture
def learner(client):
    person = make.person(Post.Kind.INFORMATION_OFFICER)
    client.force_login(person)
    return person


@pytest.fixture
def version():
    return make.practice_question(
        text="What is red?", options=("blood", "grass", "sky"), explanation="It has iron."
    )


def post(client, version, name=TODAY, turn=1, follow=True, **fields):
    data = {"version": version.pk, "turn": turn, **fields}
    return client.post(reverse(name), data, follow=follow)


def test_a_question_is_shown_by_itself_without_a_clock(client, learner, version):
    html = page(client, TODAY)

    assert "What is red?" in html
    assert "1 question left" in html
    assert "data-deadline" not in html


def test_looking_at_a_question_changes_nothing(client, learner, version):
    page(client, TODAY)

    assert not Card.objects.exists()


def test_a_right_answer_is_told_at_once_with_the_reason(client, learner, version):
    html = text_of(post(client, version, q1="a"))

    assert "Right" in html
    assert "It has iron." in html
    assert "This question comes again on" in html


def test_a_wrong_answer_is_told_calmly_with_the_right_one(client, learner, version):
    html = text_of(post(client, version, q1="b"))

    assert "Not yet right" in html
    assert "<b>blood</b>" in html
    assert "It is in your wrong-answer book. Right on 2 days without a hint, and it leaves." in html


def test_lessons_are_named_where_an_app_knows_one(client, learner, version, monkeypatch):
    lessons = {version.question_id: [("Colours", "/lessons/1/")]}
    monkeypatch.setattr("exams.reviews.lesson_providers", [lambda questions: lessons])

    assert '<a href="/lessons/1/">Colours</a>' in text_of(post(client, version, q1="b"))


def test_without_an_answer_the_page_asks_for_one(client, learner, version):
    html = text_of(post(client, version))

    assert "Choose or write an answer, or press “I do not know”." in html
    assert not PracticeAnswer.objects.exists()


def test_who_does_not_know_is_told(client, learner, version):
    html = text_of(post(client, version, unknown="1", q1="a"))

    assert "Not yet right" in html
    assert not PracticeAnswer.objects.get().right


def test_a_hint_keeps_what_was_chosen_and_counts(client, learner, version):
    hinted = text_of(post(client, version, hint="1", q1="a"))
    post(client, version, q1="a")

    assert "is not right." in hinted
    assert 'value="a" checked' in hinted
    assert PracticeAnswer.objects.get().hinted


def test_a_hint_stays_when_the_page_is_opened_again(client, learner, version):
    post(client, version, hint="1")

    assert "is not right." in page(client, TODAY)


def test_the_same_post_again_shows_the_same_answer(client, learner, version):
    first = post(client, version, follow=False, q1="a")

    again = post(client, version, follow=False, q1="b")

    assert again["Location"] == first["Location"]
    assert PracticeAnswer.objects.count() == 1


def test_a_question_that_went_into_an_exam_is_refused_in_a_sentence(client, learner, version):
    make.exam(bank_=version.bank)

    html = text_of(post(client, version, q1="a"))

    assert "This question is not practised at the moment. Take another one." in html
    assert not PracticeAnswer.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"hint": "1"}])
def test_a_question_of_an_open_exam_is_never_shown_by_a_made_up_post(client, learner, fields):
    exam = make.exam(questions=1)
    version = exam.paper.questions.get().version

    html = text_of(post(client, version, **fields))

    assert version.text not in html


def test_an_answer_given_earlier_is_not_shown_while_its_question_is_in_an_exam(
    client, learner, version
):
    given = post(client, version, q1="a", follow=False)["Location"]
    make.exam(bank_=version.bank)

    assert "blood" not in text_of(client.get(given, follow=True))


def test_somebody_elses_answer_is_not_there(client, learner, version):
    other = make.practice_answer(make.person(Post.Kind.INFORMATION_OFFICER), version)

    assert client.get(f"{reverse(TODAY)}?answer={other.pk}").status_code == 404


def test_what_is_no_number_is_no_post(client, learner, version):
    assert post(client, version, turn="x", q1="a").status_code == 404


def test_at_the_end_of_the_day_there_is_no_next_question(client, learner, version):
    html = text_of(post(client, version, q1="a"))

    assert "Today&#x27;s practice is done." in html
    assert "Practise some more" not in html


def test_more_is_offered_where_more_is_due(client, learner):
    bank = make.bank()
    for _number in range(17):
        make.wrong_card(learner, make.practice_question(bank), days_ago=5)
    for version in [card.question.versions.get() for card in Card.objects.all()[:15]]:
        make.practice_answer(learner, version)

    assert "Practise some more" in page(client, TODAY)
    assert "2 questions left" in page(client, "exams:practise_more")


def test_a_topic_of_another_township_is_not_there(client, learner):
    version = make.practice_question(topic="Typing")
    version.bank.unit = make.township()
    version.bank.save()

    url = reverse("exams:practise_topic", kwargs={"pk": version.question.topic_id})
    assert client.get(url).status_code == 404


def test_the_wrong_ones_of_an_exam_are_practised_from_its_result(client, learner):
    then = timezone.now() - 2 * DAY
    exam = make.exam(questions=2, at=then)
    attempt = make.handed_in(exam, learner, {1: "b", 2: "a"}, now=then)

    url = reverse("exams:practise_missed", kwargs={"pk": attempt.pk})
    assert url in page(client, "exams:result", pk=attempt.pk)
    assert "1 question left" in text_of(client.get(url))


def test_before_the_results_nothing_of_an_exam_is_practised(client, learner):
    attempt = make.handed_in(make.exam(questions=1), learner, {1: "b"})

    url = reverse("exams:practise_missed", kwargs={"pk": attempt.pk})
    assert client.get(url).status_code == 404


def test_the_result_of_an_exam_to_be_used_again_shows_points_only(client, learner):
    then = timezone.now() - 2 * DAY
    exam = make.exam(questions=1, at=then, to_be_reused=True)
    attempt = make.handed_in(exam, learner, {1: "b"}, now=then)

    html = page(client, "exams:result", pk=attempt.pk)

    assert "Your result" in html
    assert "wanted for another exam" in html
    assert "Right answer" not in html


def test_the_way_in_shows_topics_in_questions_not_in_percent(client, learner):
    bank = make.bank()
    versions = [make.practice_question(bank, topic="Typing") for _number in range(7)]
    for version in versions[:5]:
        make.practice_answer(learner, version)

    html = page(client, "exams:practice_home")

    assert "2 questions to go" in html
    assert "%" not in html.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_way_in_takes_as_many_queries_for_one_topic_as_for_three(
    client, learner, count, django_assert_num_queries
):
    for number in range(count):
        make.practice_question(topic=f"Topic {number}")

    with django_assert_num_queries(26):
        page(client, "exams:practice_home")


def test_a_rehearsal_that_is_open_is_offered(client, learner):
    make.exam(title="Spring rehearsal", kind=Exam.Kind.PRACTICE)

    assert "Spring rehearsal" in page(client, "exams:practice_home")


def test_mastered_topics_stand_in_the_training_record(client, learner):
    topic = make.practice_question(topic="Typing").question.topic
    MasteredTopic.objects.create(person=learner, topic=topic, on=today())

    assert "Typing" in page(client, "credentials:training_record")


def test_my_learning_shows_practice_topics_and_exams(client, learner, version):
    then = timezone.now() - 2 * DAY
    exam = make.exam(questions=1, at=then, title="Spring exam")
    make.handed_in(exam, learner, {1: "a"}, now=then)
    make.practice_answer(learner, version)

    html = page(client, "exams:my_learning")

    assert "1 question, on 1 day" in html
    assert "Spring exam" in html
    assert "Passed" in html


@pytest.mark.parametrize("count", [1, 3])
def test_my_learning_takes_as_many_queries_for_one_exam_as_for_three(
    client, learner, count, django_assert_num_queries
):
    then = timezone.now() - 2 * DAY
    for _number in range(count):
        make.handed_in(make.exam(questions=1, at=then), learner, {1: "a"}, now=then)

    with django_assert_num_queries(15):
        page(client, "exams:my_learning")


def test_a_topic_brings_what_an_exam_left_though_no_author_set_it_free(client, learner):
    then = timezone.now() - 2 * DAY
    exam = make.exam(questions=1, at=then)
    make.handed_in(exam, learner, {1: "b"}, now=then)
    question = exam.paper.questions.get().version.question
    question.topic = Topic.objects.create(bank=question.bank, name="Typing")
    question.save()
    practice.collect(exam, timezone.now())

    assert "1 question left" in page(client, "exams:practise_topic", pk=question.topic.pk)


def test_a_picture_is_shown_to_those_who_practise_its_question(client, learner, version):
    drawn = pictures.keep(drawing.drawn(make.image_bytes()), None)
    Version.objects.update(picture=drawn, picture_alt="A red field.")
    url = reverse("exams:picture", kwargs={"sha256": drawn.sha256})

    assert url in page(client, TODAY)
    assert client.get(url).status_code == 200


def test_a_picture_of_a_question_that_is_not_for_practice_is_not_there(client, learner, version):
    drawn = pictures.keep(drawing.drawn(make.image_bytes()), None)
    Version.objects.update(picture=drawn, picture_alt="A red field.")
    make.exam(bank_=version.bank, published=False)

    url = reverse("exams:picture", kwargs={"sha256": drawn.sha256})
    assert client.get(url).status_code == 404


def test_a_finished_exam_can_be_set_free_by_who_holds_it(client):
    client.force_login(make.person(Post.Kind.ORGANISER, make.county()))
    exam = make.exam(at=timezone.now() - 2 * DAY, to_be_reused=True)
    url = reverse("exams:exam_set_free", kwargs={"pk": exam.pk})

    assert url in page(client, "exams:exam_manage", pk=exam.pk)
    assert "may be read and practised now" in text_of(client.post(url, follow=True))


def test_an_exam_still_open_is_not_set_free(client):
    client.force_login(make.person(Post.Kind.ORGANISER, make.county()))
    exam = make.exam(to_be_reused=True)

    url = reverse("exams:exam_set_free", kwargs={"pk": exam.pk})
    assert "possible when the results are out" in text_of(client.post(url, follow=True))


def test_practice_stands_on_my_day_after_the_duties(client, learner, version):
    html = page(client, "portal:today")

    assert "Today&#x27;s practice" in html
    assert "1 question" in html


def test_before_an_exam_that_ends_soon_nobody_is_asked_to_practise(client, learner, version):
    make.exam()

    assert "Today&#x27;s practice" not in page(client, "portal:today")


def test_an_exam_that_is_open_for_days_leaves_room_for_practice(client, learner, version):
    make.exam(closes_at=timezone.now() + 2 * DAY)

    assert "Today&#x27;s practice" in page(client, "portal:today")


def test_when_the_day_is_done_my_day_says_nothing_of_practice(client, learner, version):
    make.practice_answer(learner, version)

    assert "Today&#x27;s practice" not in page(client, "portal:today")


def test_nothing_counts_days_in_a_row(client, learner, version):
    for days in range(3):
        make.practice_answer(learner, version, days_ago=3 - days)

    html = page(client, "exams:my_learning") + page(client, "exams:practice_home")

    assert "in a row" not in html
