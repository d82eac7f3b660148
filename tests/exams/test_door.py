"""Claims and saves that never see the middleware: what is let in, and what goes on to the view."""

import json
from io import BytesIO

import pytest
from django.utils import timezone

from exams import door, tickets
from exams.services import sittings
from tests import make

pytestmark = pytest.mark.django_db

ACT = {"seq": 1, "slot": 1, "value": ["a"]}
HANDED_ON = "503 Handed on"


@pytest.fixture
def attempt():
    return make.attempt()


@pytest.fixture
def save(attempt):
    """What a phone would send after its claim."""
    _attempt, epoch = sittings.claim(attempt.pk, "A", "n", timezone.now())
    ticket = tickets.issue(attempt.pk, attempt.person_id, epoch)
    return {"ticket": ticket, "device": "A", "epoch": epoch, "ops": [ACT]}


def knock(attempt, body, **environ):
    """(status, reply, what the application behind the door can read)."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": f"/exams/attempts/{attempt.pk}/ops",
        "HTTP_HOST": "testserver",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": BytesIO(content),
        **environ,
    }
    said = []
    application = door.before(lambda _environ, start: start(HANDED_ON, []) or [b"{}"])
    reply = b"".join(application(environ, lambda status, headers: said.append((status, headers))))
    return said[0][0], json.loads(reply), environ["wsgi.input"].read()


def test_a_save_is_answered_as_the_view_answers_it(client, attempt, save):
    status, reply, _rest = knock(attempt, save)

    address = f"/exams/attempts/{attempt.pk}/ops"
    again = client.post(address, json.dumps(save), content_type="application/json").json()
    assert status == "200 OK"
    assert reply["ack"] == {"1": "accepted"}
    assert reply | {"server_time": 0} == again | {"server_time": 0}
    assert attempt.ops.count() == 1


def test_a_save_takes_two_queries(attempt, save, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        knock(attempt, save)


def test_acts_that_come_together_are_kept_together(attempt, save):
    save["ops"] = [ACT, {"seq": 2, "slot": 2, "value": ["b", "a"]}, {**ACT, "seq": 3, "value": []}]

    _status, reply, _rest = knock(attempt, save)

    assert reply["ack"] == {"1": "accepted", "2": "accepted", "3": "accepted"}
    assert sittings.answers_so_far(attempt) == {2: ["a", "b"]}


@pytest.mark.parametrize(
    "change",
    [
        {"ticket": "forged"},
        {"ops": []},
        {"ops": [{"seq": 0, "slot": 1, "value": []}]},
        {"epoch": 7},
        {"device": ""},
    ],
)
def test_what_must_be_refused_is_handed_on_whole(attempt, save, change):
    body = json.dumps({**save, **change}).encode()

    status, _reply, rest = knock(attempt, body)

    assert (status, rest) == (HANDED_ON, body)
    assert attempt.ops.count() == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"no json", b"\xff"])
def test_what_is_no_save_is_handed_on(attempt, body):
    assert knock(attempt, body)[0] == HANDED_ON


@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "GET"},
        {"PATH_INFO": "/exams/attempts/x/ops"},
        {"HTTP_HOST": "elsewhere.example"},
        {"CONTENT_LENGTH": ""},
        {"CONTENT_LENGTH": "9000000"},
    ],
)
def test_what_is_not_plainly_ours_is_handed_on(attempt, save, environ):
    assert knock(attempt, save, **environ)[0] == HANDED_ON
    assert attempt.ops.count() == 0


def test_behind_tls_only_what_came_over_tls_is_let_in(attempt, save, settings):
    settings.TLS = True

    assert knock(attempt, save)[0] == HANDED_ON
    assert knock(attempt, save, HTTP_X_FORWARDED_PROTO="https")[0] == "200 OK"


def test_a_ticket_of_another_sitting_is_handed_on(attempt, save):
    assert knock(make.attempt(), save)[0] == HANDED_ON


@pytest.fixture
def claim(attempt):
    """What a phone sends when its page is open."""
    ticket = tickets.issue(attempt.pk, attempt.person_id)
    return {"ticket": ticket, "device": "A", "nonce": "n", "after": 0}


def knock_to_claim(attempt, body):
    return knock(
        attempt,
        body,
        PATH_INFO=f"/exams/attempts/{attempt.pk}/claim",
        REMOTE_ADDR="10.1.2.3",
        HTTP_USER_AGENT="Phone 9",
    )


def test_a_claim_is_answered_as_the_view_answers_it(client, attempt, claim):
    status, reply, _rest = knock_to_claim(attempt, claim)

    address = f"/exams/attempts/{attempt.pk}/claim"
    again = client.post(address, json.dumps(claim), content_type="application/json").json()
    assert status == "200 OK"
    assert reply["claimed"] == 1
    own = {"server_time": 0, "ticket": ""}
    assert reply | own == again | own
    assert tickets.read(reply["ticket"], attempt.pk).epoch == 1


def test_a_claim_keeps_from_where_it_came(attempt, claim):
    knock_to_claim(attempt, claim)

    made = attempt.claims.get()
    assert (made.address, made.agent, made.device) == ("10.1.2.3", "Phone 9", "A")


def test_a_claim_that_must_ask_first_is_handed_on(attempt, claim):
    sittings.claim(attempt.pk, "B", "other", timezone.now())

    status, _reply, rest = knock_to_claim(attempt, claim)

    assert (status, json.loads(rest)) == (HANDED_ON, claim)
    assert attempt.claims.count() == 1


@pytest.mark.parametrize("change", [{"ticket": "forged"}, {"nonce": ""}, {"after": "0"}])
def test_a_claim_that_is_not_ours_is_handed_on(attempt, claim, change):
    assert knock_to_claim(attempt, claim | change)[0] == HANDED_ON
    assert attempt.claims.count() == 0
