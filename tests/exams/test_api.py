import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams import tickets
from exams.models import Attempt
from exams.services import sittings
from ledger.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def call(client, name, attempt, **body):
    address = reverse(f"exams:attempt_{name}", kwargs={"pk": attempt.pk})
    return client.post(address, json.dumps(body), content_type="application/json")


@pytest.fixture
def attempt():
    return make.attempt()


@pytest.fixture
def claimed(client, attempt):
    """The reply to the first claim, made without a session."""
    ticket = tickets.issue(attempt.pk, attempt.person_id)
    return call(client, "claim", attempt, ticket=ticket, device="A", nonce="n").json()


def ops(client, attempt, ticket, *items, epoch=1):
    return call(client, "ops", attempt, ticket=ticket, device="A", epoch=epoch, ops=list(items))


def test_start_gives_the_whole_paper_without_a_key(client):
    called = make.candidate()
    client.force_login(called.person)
    body = {"exam": called.exam.pk, "nonce": "n"}

    reply = client.post(reverse("exams:attempt_start"), body, content_type="application/json")

    questions = reply.json()["questions"]
    assert len(questions) == 3
    assert {key for q in questions for key in q} == {
        "slot", "type", "text", "choose", "options", "parts",
    }  # fmt: skip
    assert {key for q in questions for o in q["options"] for key in o} == {"id", "text"}


def test_a_ticket_alone_authorises_claim_save_and_hand_in(client, attempt, claimed):
    saved = ops(client, attempt, claimed["ticket"], {"seq": 1, "slot": 2, "value": ["a"]})
    done = call(
        client, "submit", attempt, ticket=claimed["ticket"], device="A", key="k", last_seq=1
    )

    assert (saved.json()["ack"], saved.json()["state"]) == ({"1": "accepted"}, "open")
    assert done.json()["receipt"]["answered"] == 1
    assert len(done.json()["receipt"]["code"]) == 4


def test_a_save_costs_one_query(client, attempt, claimed, django_assert_num_queries):
    with django_assert_num_queries(1):
        ops(client, attempt, claimed["ticket"], {"seq": 1, "slot": 1, "value": ["a"]})


def test_a_save_of_somebody_signed_in_loads_neither_session_nor_person(
    client, attempt, claimed, django_assert_num_queries
):
    client.force_login(attempt.person)

    with django_assert_num_queries(1):
        ops(client, attempt, claimed["ticket"], {"seq": 1, "slot": 1, "value": ["a"]})


def test_a_save_is_less_than_a_kilobyte_up_and_down(client, attempt, claimed):
    item = {"seq": 1, "slot": 1, "value": ["a"], "mono": 123456, "prev": "f" * 64}
    reply = ops(client, attempt, claimed["ticket"], item)

    up = json.dumps({"ticket": claimed["ticket"], "device": "d" * 24, "epoch": 1, "ops": [item]})
    assert len(up) + len(reply.content) <= 1024


@pytest.mark.parametrize("call_name", ["claim", "ops", "submit"])
def test_a_forged_ticket_is_refused_with_a_sentence(client, attempt, call_name):
    reply = call(client, call_name, attempt, ticket="forged", device="A")

    assert reply.status_code == 401
    assert "Sign in again" in reply.json()["message"]


def test_a_ticket_of_another_sitting_is_worth_nothing(client, attempt, claimed):
    other = make.attempt()

    assert (
        ops(client, other, claimed["ticket"], {"seq": 1, "slot": 1, "value": []}).status_code == 401
    )


def test_the_ticket_of_the_page_may_claim_but_not_save(client, attempt):
    ticket = tickets.issue(attempt.pk, attempt.person_id)

    reply = ops(client, attempt, ticket, {"seq": 1, "slot": 1, "value": ["a"]}, epoch=0)

    assert reply.status_code == 400


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"seq": 0, "slot": 1, "value": []},
        {"seq": 1, "slot": "1", "value": []},
        {"seq": 1, "slot": 1, "value": "a"},
        {"seq": 1, "slot": 1, "value": [1]},
        {"seq": True, "slot": 1, "value": []},
        {"seq": 1, "slot": 1, "value": ["x" * 13]},
    ],
)
def test_what_our_pages_never_send_is_refused_whole(client, attempt, claimed, item):
    assert ops(client, attempt, claimed["ticket"], item).status_code == 400
    assert attempt.ops.count() == 0


def test_missing_acts_are_named(client, attempt, claimed):
    ops(client, attempt, claimed["ticket"], {"seq": 2, "slot": 1, "value": ["a"]})

    reply = call(
        client, "submit", attempt, ticket=claimed["ticket"], device="A", key="k", last_seq=3
    )

    assert (reply.status_code, reply.json()["missing"]) == (409, [1, 3])


def test_the_device_that_lost_the_sitting_is_told(client, attempt, claimed):
    sittings.claim(attempt.pk, "B", "other", timezone.now())

    reply = call(
        client, "submit", attempt, ticket=claimed["ticket"], device="A", key="k", last_seq=0
    )

    assert (reply.status_code, reply.json()) == (409, {"error": "moved"})


def test_reading_gives_answers_and_time(client, attempt, claimed):
    ops(client, attempt, claimed["ticket"], {"seq": 1, "slot": 1, "value": ["b"]})

    address = reverse("exams:attempt_detail", kwargs={"pk": attempt.pk})
    reply = client.get(address, headers={"X-Ticket": claimed["ticket"]}).json()

    assert reply["answers"] == {"1": ["b"]}
    assert reply["deadline"] - reply["server_time"] <= 30 * 60 * 1000


def test_a_page_that_is_behind_an_extension_is_told_the_new_end(client, attempt, claimed):
    body = {"ticket": claimed["ticket"], "device": "A", "key": "k", "last_seq": 0, "over": True}

    reply = call(client, "submit", attempt, **body)

    assert (reply.status_code, reply.json()["error"]) == (409, "early")
    assert reply.json()["deadline"] == claimed["deadline"]


def test_where_and_with_what_a_sitting_is_claimed_is_kept(client, attempt, claimed):
    claim = attempt.claims.get()

    assert (claim.address, claim.agent) == ("127.0.0.1", "")
    assert Entry.objects.filter(stream=f"attempt/{attempt.pk}", verb="claim").exists()


def test_leaving_the_page_is_noted_once_and_changes_no_verdict(client, attempt, claimed):
    body = {"ticket": claimed["ticket"], "device": "A", "epoch": 1, "away": [[1000, 61_500]]}
    item = {"seq": 1, "slot": 1, "value": ["a"]}

    replies = [call(client, "ops", attempt, ops=[item], **body).json()["ack"] for _n in range(2)]

    assert replies == [{"1": "accepted"}] * 2
    assert list(attempt.signals.values_list("kind", "from_ms", "seconds")) == [("away", 1000, 60)]


@pytest.mark.parametrize("away", ["x", [[1]], [[2, 1]], [["1", "2"]], [[0, 2**60]], {"a": 1}])
def test_a_signal_that_makes_no_sense_does_not_stop_an_answer(client, attempt, claimed, away):
    item = {"seq": 1, "slot": 1, "value": ["a"]}

    reply = call(
        client, "ops", attempt, ticket=claimed["ticket"], device="A", epoch=1, ops=[item], away=away
    )

    assert reply.json()["ack"] == {"1": "accepted"}
    assert attempt.signals.count() == 0


def test_a_save_after_the_end_closes_the_sitting(client, attempt, claimed):
    over = timezone.now() - timedelta(minutes=5)
    Attempt.objects.filter(pk=attempt.pk).update(deadline=over)

    reply = ops(client, attempt, claimed["ticket"], {"seq": 1, "slot": 1, "value": ["a"]}).json()

    assert (reply["ack"], reply["state"]) == ({"1": "late"}, "marked")
