"""From the ledger to the standing two people sign, and the table anybody can add up."""

import csv
import hashlib
import io

import pytest
from django.urls import reverse

from competitions.indicators import entries_judged
from competitions.models import Contest, Performance, Reveal
from competitions.quiz.table import scores_of
from competitions.services import results, reveal
from competitions.services.quiz import results as quiz_results
from competitions.services.quiz import setup
from competitions.services.refusal import ContestRefused
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    """02 is at 110, 01 at 90 with one line undone, 03 at 100."""
    made = make.quiz()
    make.put(made)
    make.deed(made, "quick 1 claim 01")
    make.deed(made, "quick 1 claim 02")
    make.deed(made, "quick 1 answer 01 wrong")
    make.deed(made, "quick 1 answer 02 right")
    return made


def ledger_of_the_page(client, quiz):
    return client.get(reverse("competitions:quiz_ledger", args=[quiz.pk])).content.decode()


def test_the_result_has_the_shape_of_a_judged_one(quiz):
    data = make.quiz_result(quiz).data

    judged = make.stage_with_panel(judges=3)
    make.judge_all(make.open_entry(judged))
    row = make.snapshot(judged).data["results"][0]
    assert [row.keys() - ours.keys() for ours in data["results"]] == [set()] * 3
    assert [(r["code"], r["rank"], r["total"]) for r in data["results"]] == [
        ("02", 1, "110"),
        ("03", 2, "100"),
        ("01", 3, "90"),
    ]


def test_anybody_adds_the_table_up_to_the_published_scores(client, quiz):
    snapshot = make.quiz_result(quiz)

    rows = list(csv.DictReader(io.StringIO(ledger_of_the_page(client, quiz))))

    sums = {}
    for row in rows:
        if row["team"]:
            sums[row["team"]] = sums.get(row["team"], 0) + int(row["delta"])
    assert {r["code"]: r["total"] for r in snapshot.data["results"]} == {
        team: str(total) for team, total in sums.items()
    }
    assert scores_of(ledger_of_the_page(client, quiz)) == sums


def test_the_check_sum_is_that_of_the_table(client, quiz):
    snapshot = make.quiz_result(quiz)

    text = ledger_of_the_page(client, quiz)

    assert hashlib.sha256(text.encode()).hexdigest() == snapshot.input_hash


def test_a_round_that_looks_like_a_formula_is_a_text_in_the_table(client):
    data = {"base": 0, "rounds": [{"key": "=1+1", "kind": "required"}], "ties": []}
    quiz = make.quiz(data=data)
    make.put(quiz, "=1+1")
    make.deed(quiz, "=1+1 1 void")
    make.quiz_result(quiz)

    assert ",'=1+1," in ledger_of_the_page(client, quiz)


def test_before_publication_only_who_watches_reads_the_ledger(client, quiz):
    address = reverse("competitions:quiz_record", args=[quiz.pk])
    make.quiz_result(quiz, published=False)
    anonymous = client.get(address).status_code
    client.force_login(make.person("organiser", make.county()))

    assert (anonymous, client.get(address).status_code) == (404, 200)


def test_one_person_cannot_sign_twice(quiz):
    person = make.person()
    snapshot = make.quiz_result(quiz, by=person, confirmed=False)

    with pytest.raises(ContestRefused, match="Another person"):
        quiz_results.confirm(snapshot, person)


def test_a_question_that_is_on_is_ended_first(quiz):
    make.put(quiz)

    with pytest.raises(ContestRefused, match="still on"):
        make.quiz_result(quiz)


def test_an_empty_ledger_is_no_result():
    with pytest.raises(ContestRefused, match="Nothing is written"):
        make.quiz_result(make.quiz())


def test_sent_back_the_ledger_is_open_again(quiz):
    snapshot = make.quiz_result(quiz, confirmed=False)

    results.discard(snapshot, "A line is missing", make.person())

    make.put(quiz)
    assert quiz.events.count() == 6


def test_published_it_counts_like_every_other_result(quiz):
    make.quiz_result(quiz)

    stage = quiz.stage
    counted = entries_judged([stage.unit], Month(stage.held_on.year, stage.held_on.month))
    assert set(stage.performances.values_list("state", flat=True)) == {Performance.State.PUBLISHED}
    assert counted[stage.unit_id].value == 3


@pytest.mark.parametrize("page", ["result_sheet", "result_marks", "result_rules"])
def test_pages_of_judged_results_do_not_open_for_a_quiz(client, quiz, page):
    make.quiz_result(quiz)

    assert client.get(reverse(f"competitions:{page}", args=[quiz.stage_id])).status_code == 404


def test_at_a_ceremony_nothing_of_the_quiz_is_read_before_its_turn(client, quiz):
    reveal.choose(quiz.stage, Reveal.Mode.CEREMONY, 2, make.person())
    make.quiz_result(quiz)
    pages = ["quiz_board", "quiz_board_live", "quiz_record", "quiz_ledger"]
    addresses = [reverse(f"competitions:{page}", args=[quiz.pk]) for page in pages]

    before = [client.get(address) for address in addresses]
    reveal.reveal_all(quiz.stage, make.person())

    assert [answer.status_code for answer in before] == [200, 200, 404, 404]
    first = str(quiz.teams.get(entry__order_no=2))
    assert [first in answer.content.decode() for answer in before] == [False] * 4
    assert [client.get(address).status_code for address in addresses] == [200] * 4


@pytest.mark.parametrize("page", ["chain", "bundle", "judges"])
def test_proofs_and_reports_about_judges_do_not_open_for_a_quiz(client, quiz, page):
    make.quiz_result(quiz)
    client.force_login(make.person("organiser", make.county()))

    assert client.get(reverse(f"competitions:{page}", args=[quiz.stage_id])).status_code == 404


def test_results_board_and_check_lead_to_the_pages_of_the_quiz(client, quiz):
    snapshot = make.quiz_result(quiz)
    client.force_login(make.person("organiser", make.county()))

    listed = client.get(reverse("competitions:result_list", args=[quiz.stage_id]))
    board = client.get(reverse("competitions:board", args=[quiz.stage_id]))
    check = client.get(reverse("competitions:result_check", args=[snapshot.pk]))
    desk = client.get(reverse("competitions:desk", args=[quiz.stage_id]))

    assert reverse("competitions:quiz_record", args=[quiz.pk]) in listed.content.decode()
    assert board["Location"] == reverse("competitions:quiz_board", args=[quiz.pk])
    assert check["Location"] == reverse("competitions:quiz_result", args=[snapshot.pk])
    assert desk["Location"] == reverse("competitions:quiz_desk", args=[quiz.pk])


def test_the_whole_way_in_the_browser(client, quiz):
    organiser = make.person("organiser", make.county())
    client.force_login(organiser)
    client.post(reverse("competitions:quiz_lock", args=[quiz.pk]))
    snapshot = quiz.stage.snapshots.get()
    own = client.post(
        reverse("competitions:quiz_confirm", args=[snapshot.pk]), follow=True
    ).content.decode()
    client.force_login(make.person("supervisor", make.county()))
    client.post(reverse("competitions:quiz_confirm", args=[snapshot.pk]))
    client.force_login(organiser)
    client.post(reverse("competitions:quiz_publish", args=[snapshot.pk]))

    snapshot.refresh_from_db()
    assert "Another person must confirm what you locked." in own
    assert snapshot.published_by == organiser
    client.logout()
    page = client.get(reverse("competitions:quiz_record", args=[quiz.pk])).content.decode()
    assert snapshot.input_hash in page


def test_a_speech_contest_is_no_quiz():
    stage = make.quiz_stage()
    Contest.objects.filter(pk=stage.contest_id).update(kind=Contest.Kind.SPEECH)
    stage.contest.refresh_from_db()

    with pytest.raises(ContestRefused, match="knowledge"):
        setup.set_up(stage, make.person())
