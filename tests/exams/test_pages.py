"""Exams as those meet them who are called: the list, the way in, receipt and result."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams.models import Attempt
from exams.moments import moment_in_words, window_in_words
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def trainee(client, world):
    client.force_login(world["officer"])
    return world["officer"]


@pytest.fixture
def exam(world):
    """An exam of two questions, open now."""
    return make.exam([world.township], title="Typing exam", questions=2)


def detail(client, exam):
    return text_of(client.get(reverse("exams:exam_detail", kwargs={"pk": exam.pk})))


def result(client, attempt):
    return text_of(client.get(reverse("exams:result", kwargs={"pk": attempt.pk})))


def moved(exam, by):
    """The whole window of the exam, and its results, at another time."""
    exam.opens_at += by
    exam.closes_at += by
    exam.results_at += by
    exam.save(update_fields=["opens_at", "closes_at", "results_at"])
    return exam


def test_what_can_be_sat_now_stands_above_the_others(client, world, trainee, exam):
    moved(make.exam([world.township], title="Exam to come"), timedelta(days=3))

    page = text_of(client.get(reverse("exams:exam_list")))

    assert page.index("Typing exam") < page.index("Exam to come")
    assert "Not sat yet" in page
    assert "Not open yet" in page


def test_the_list_shows_only_exams_the_person_is_called_to(client, world, trainee):
    make.person(Post.Kind.INFORMATION_OFFICER, world.elsewhere)
    make.exam([world.elsewhere], title="Of another township")

    assert "Of another township" not in text_of(client.get(reverse("exams:exam_list")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client, world, trainee, count, django_assert_num_queries
):
    for _number in range(count):
        make.exam([world.township])
        moved(make.exam([world.township]), timedelta(days=1))
    client.get(reverse("exams:exam_list"))

    with django_assert_num_queries(10):
        client.get(reverse("exams:exam_list"))


def test_before_it_opens_the_page_says_when_to_come_back(client, trainee, exam):
    moved(exam, timedelta(days=1))

    page = detail(client, exam)

    assert f"It opens {moment_in_words(exam.opens_at, timezone.now())}. Come back then." in page
    assert "Start the exam" not in page


def test_an_open_exam_is_started_and_a_begun_one_continued(client, trainee, exam):
    fresh = detail(client, exam)
    make.attempt(exam, trainee)

    assert "Start the exam" in fresh
    assert "Continue the exam" in detail(client, exam)


def test_an_exam_that_was_missed_says_so(client, trainee, exam):
    moved(exam, -timedelta(days=2))

    assert "The exam is over. You did not sit it." in detail(client, exam)


def test_looking_at_an_exam_begins_nothing(client, trainee, exam):
    detail(client, exam)

    assert not Attempt.objects.exists()


def test_before_the_results_only_the_receipt_is_shown(client, trainee, exam):
    attempt = make.handed_in(exam, trainee, {1: "a", 2: "b"})

    page = result(client, attempt)

    assert f"number {attempt.code}" in page
    assert f"The result comes {moment_in_words(exam.results_at, timezone.now())}" in page
    assert "Your result" not in page
    assert "Right answer" not in page


def test_the_result_comes_before_the_receipt_and_explains_what_was_wrong(client, world, trainee):
    exam = make.exam([world.township], at=timezone.now() - timedelta(days=1), questions=2)
    attempt = make.handed_in(exam, trainee, {1: "a", 2: "b"}, now=exam.opens_at)

    page = result(client, attempt)

    assert page.index("50 points") < page.index("Right answer") < page.index(attempt.code)
    assert "1 of 2 questions right." in page


def test_true_and_false_are_said_in_words(client, world, trainee):
    bank = make.bank()
    make.question(bank, type_="truefalse", right="true")
    yesterday = timezone.now() - timedelta(days=1)
    exam = make.exam([world.township], bank_=bank, at=yesterday)
    attempt = make.handed_in(exam, trainee, {1: ["false"]}, now=exam.opens_at)

    page = result(client, attempt)

    assert "<dd>False</dd>" in page
    assert "<b>True</b>" in page


def test_a_paper_handed_in_at_the_very_end_says_that_time_was_over(client, trainee, exam):
    attempt = make.handed_in(exam, trainee, {1: "a"})
    Attempt.objects.filter(pk=attempt.pk).update(deadline=attempt.submitted_at)

    assert "The 1 questions you answered count." in result(client, attempt)


def test_another_persons_result_is_not_there(client, world, trainee, exam):
    theirs = make.handed_in(exam, world["officer.neighbour"])

    answer = client.get(reverse("exams:result", kwargs={"pk": theirs.pk}))

    assert answer.status_code == 404


MORNING = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)  # 8:00 in the county


@pytest.mark.parametrize(
    ("opens", "closes", "now", "words"),
    [
        (MORNING, MORNING + 9 * HOUR, MORNING, "today 8:00–17:00"),
        (MORNING, MORNING + 9 * HOUR, MORNING - 48 * HOUR, "Dec. 1 (Tuesday) 8:00–17:00"),
        (
            MORNING, MORNING + 33 * HOUR, MORNING - 48 * HOUR,
            "Dec. 1 (Tuesday) 8:00 to Dec. 2 (Wednesday) 17:00",
        ),
        (
            MORNING, MORNING + 9 * HOUR, MORNING + 90 * 24 * HOUR,
            "Dec. 1, 2026 (Tuesday) 8:00–17:00",
        ),
    ],
)  # fmt: skip
def test_a_window_is_said_as_people_say_it(opens, closes, now, words):
    assert window_in_words(opens, closes, now) == words


def test_a_paper_of_twenty_is_less_than_16_kilobytes_on_the_wire(client):
    bank = make.bank()
    for number in range(20):
        stem = "".join(chr(0x4E00 + (number * 397 + n * 53) % 9000) for n in range(60))
        options = [
            "".join(chr(0x4E00 + (number * 61 + n * 89 + o) % 9000) for n in range(16))
            for o in range(0, 400, 100)
        ]
        make.question(bank, text=stem, options=options)
    attempt = make.attempt(make.exam(bank_=bank))
    client.force_login(attempt.person)

    page = client.get(attempt.get_absolute_url()).content

    assert page.count(b"<fieldset") == 20
    assert len(gzip.compress(page, 6)) <= 16 * 1024
