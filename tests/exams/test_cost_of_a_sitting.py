"""What each step of an exam may ask of the database; `make bench-exam` shows what it comes to.

Transactions are not counted.
"""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exams.models import Attempt, Exam
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "four-horses-and-a-lamp"
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def called():
    """An officer with a password, called to an exam of three questions."""
    officer = make.person(Post.Kind.INFORMATION_OFFICER, password=PASSWORD)
    return make.candidate(make.exam(), officer)


@pytest.fixture
def sitting(client, called):
    """Her sitting, with its tickets; she is signed in."""
    client.force_login(called.person)
    return Sitting(client, make.attempt(called.exam, called.person))


class Sitting:
    def __init__(self, client, attempt):
        self.client, self.attempt = client, attempt
        self.body = {"ticket": "", "device": "A", "epoch": 1}

    def load(self):
        page = self.client.get(self.attempt.get_absolute_url())
        self.body["ticket"] = page.context["ticket"]

    def claim(self):
        reply = self._call("claim", nonce=uuid.uuid4().hex)
        self.body["ticket"] = reply["ticket"]

    def save(self, slot=1):
        self._call("ops", ops=[{"seq": slot, "slot": slot, "value": ["a"]}])

    def submit(self):
        self._call("submit", key="k", last_seq=3)

    def result(self):
        return self.client.get(reverse("exams:result", kwargs={"pk": self.attempt.pk}))

    def _call(self, name, **more):
        address = reverse(f"exams:attempt_{name}", kwargs={"pk": self.attempt.pk})
        body = json.dumps(self.body | more)
        reply = self.client.post(address, body, content_type="application/json")
        assert reply.status_code == 200
        return reply.json()


def asked(work, *arguments):
    """How many queries it takes."""
    with CaptureQueriesContext(connection) as captured:
        work(*arguments)
    sql = [query["sql"] or "" for query in captured.captured_queries]
    return len([one for one in sql if not one.lstrip().startswith(TRANSACTION)])


def handed_in(sitting):
    sitting.load()
    sitting.claim()
    for slot in (1, 2, 3):
        sitting.save(slot)
    sitting.submit()


def test_signing_in(client, called):
    form = {"login": called.person.username, "password": PASSWORD}

    assert asked(client.get, "/account/login/") == 0
    assert asked(client.post, "/account/login/", form) <= 8
    assert client.session["_auth_user_id"] == str(called.person.pk)


def test_starting(client, called):
    client.force_login(called.person)
    form = {"exam": called.exam.pk, "nonce": "n"}

    assert asked(client.get, f"/exams/{called.exam.pk}/") <= 7
    assert asked(client.post, reverse("exams:attempt_start"), form) <= 11
    assert Attempt.objects.filter(person=called.person).count() == 1


def test_loading_the_paper(sitting):
    assert asked(sitting.load) <= 6
    assert asked(sitting.claim) <= 6


def test_saving(sitting):
    sitting.load()
    sitting.claim()

    assert [asked(sitting.save, slot) for slot in (1, 2, 3)] == [1, 1, 1]


def test_handing_in_and_its_receipt(sitting):
    sitting.load()
    sitting.claim()
    for slot in (1, 2, 3):
        sitting.save(slot)

    assert asked(sitting.submit) <= 10
    assert asked(sitting.result) <= 4


def test_seeing_the_result(sitting):
    handed_in(sitting)
    Exam.objects.update(closes_at=timezone.now(), results_at=timezone.now())

    assert asked(sitting.result) <= 10


def test_the_length_of_the_paper_changes_nothing(client, called):
    longer = make.candidate(make.exam(questions=9), called.person)
    client.force_login(called.person)
    client.get("/exams/")
    counts = []

    for one in (called, longer):
        sitting = Sitting(client, make.attempt(one.exam, called.person))
        counts.append([asked(step) for step in (sitting.load, sitting.claim, sitting.result)])

    assert counts[0] == counts[1]
