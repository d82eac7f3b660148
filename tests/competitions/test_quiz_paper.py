"""What the written paper brings, read from the published results of an exam."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from competitions.models import Quiz
from competitions.quiz_ledger import ledger_of
from competitions.services.quiz import paper, setup
from competitions.services.refusal import ContestRefused
from tests import make
from tests.make.quizzes import QUIZ_RULES

pytestmark = pytest.mark.django_db


def quiz_after(*teams, counts="start", by="sum", best=2, out=True):
    """A quiz whose teams are lists of members, each the number of right answers of three."""
    data = {**QUIZ_RULES, "paper": {"best": best, "by": by, "counts": counts}}
    quiz = make.quiz(data=data, teams=0)
    begun = timezone.now() - timedelta(hours=3)
    exam = make.exam(
        opens_at=begun - timedelta(hours=1),
        closes_at=timezone.now() - timedelta(minutes=5 if out else -60),
        at=begun,
    )
    for members in teams:
        people = [_wrote(exam, right, begun) for right in members]
        make.entry(quiz.stage, people=people)
    setup.choose_teams(quiz, quiz.stage.entries.all())
    Quiz.objects.filter(pk=quiz.pk).update(exam=exam)
    return Quiz.objects.select_related("stage__contest", "rule_set", "exam").get(pk=quiz.pk)


def _wrote(exam, right, begun):
    person = make.person("information_officer", make.village())
    answers = {slot: ["a"] for slot in range(1, right + 1)}
    make.handed_in(exam, person, answers, now=begun)
    return person


def points(quiz):
    return [line.points for line in sorted(paper.paper_lines(quiz), key=lambda x: x.entry.pk)]


def test_a_team_has_the_sum_of_its_best_members():
    quiz = quiz_after([3, 1, 2], [2])

    one = points(quiz)

    assert one[0] / one[1] == Decimal("2.5")


def test_a_mean_has_two_places():
    quiz = quiz_after([1, 1, 0], best=3, by="mean")

    [mean] = points(quiz)

    assert mean == mean.quantize(Decimal("0.01"))


def test_points_to_start_with_are_lines_of_the_ledger():
    quiz = quiz_after([3], [1])
    before = points(quiz)

    paper.take_over(quiz, make.person())

    assert list(ledger_of(quiz).scores().values()) == [100 + value for value in before]


def test_they_are_taken_over_once():
    quiz = quiz_after([3], [1])
    paper.take_over(quiz, make.person())

    with pytest.raises(ContestRefused, match="written down already"):
        paper.take_over(quiz, make.person())


def test_not_after_the_first_question():
    quiz = quiz_after([3], [1])
    make.put(quiz)

    with pytest.raises(ContestRefused, match="first question has been put"):
        paper.take_over(quiz, make.person())


def test_results_that_are_not_out_are_not_read():
    quiz = quiz_after([3], [1], out=False)

    with pytest.raises(ContestRefused, match="not out yet"):
        paper.take_over(quiz, make.person())


def test_the_best_come_on_stage_and_who_shares_the_last_place_too():
    quiz = quiz_after([3], [1], [2], [2], counts="selection")

    paper.select(quiz, 2)

    assert [team.entry.order_no for team in quiz.teams.all()] == [1, 3, 4]


def test_the_page_says_why_there_is_nothing_yet(client):
    quiz = make.quiz()
    client.force_login(make.person("organiser", make.county()))

    page = client.get(reverse("competitions:quiz_paper", args=[quiz.pk])).content.decode()

    assert "By the rules of this quiz there is no written paper." in page


def test_the_page_takes_the_points_over_and_names_no_person(client):
    quiz = quiz_after([3], [1])
    client.force_login(make.person("organiser", make.county()))
    address = reverse("competitions:quiz_paper", args=[quiz.pk])
    page = client.get(address).content.decode()

    client.post(reverse("competitions:quiz_paper_take", args=[quiz.pk]))

    assert quiz.events.filter(act="paper").count() == 2
    names = [str(p) for entry in quiz.stage.entries.all() for p in entry.people.all()]
    assert [name for name in names if name in page] == []


def test_the_page_chooses_the_teams(client):
    quiz = quiz_after([3], [1], [2], counts="selection")
    client.force_login(make.person("organiser", make.county()))
    address = reverse("competitions:quiz_paper_take", args=[quiz.pk])

    nothing = client.post(address, {}, follow=True).content.decode()
    client.post(address, {"places": 2})

    assert "Write how many teams come on stage" in nothing
    assert quiz.teams.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, count, django_assert_num_queries):
    quiz = quiz_after(*[[2]] * count)
    client.force_login(make.person("organiser", make.county()))

    with django_assert_num_queries(11):
        client.get(reverse("competitions:quiz_paper", args=[quiz.pk]))
