"""S10: nothing of the key or the result leaves the server before its time.

Two papers that differ in nothing but the key must look the same until the results are out.
"""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from exams.models import Exam
from exams.services import sittings
from tests import make
from tests.faults.phone import Phone

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
# What differs from one sitting to the next whatever its key: tokens, numbers, codes, times.
PASSING = re.compile(
    r"[\w.]+~[\w-]+|[A-Za-z0-9]{32,}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|[A-Z2-9]{4}\b"
    r"|\d{3,}|\d+:\d\d|(?<=/exams/)\d+|(?<=Person )\d+"
)


def sitting_with_key(right):
    bank = make.bank()
    for text in ("Which is the colour?", "Which is the other?"):
        make.question(bank, text=text, right=right)
    exam = make.exam(bank_=bank, title="Exam", count=2)
    return make.candidate(exam)


def seen(text):
    """What is left when all that passes is taken out."""
    return PASSING.sub("#", text)


def everything_shown(client, called):
    """The paper as data, the page, and the receipt after question 1 was answered with "a"."""
    client.force_login(called.person)
    body = json.dumps({"exam": called.exam_id, "nonce": "n"})
    address = reverse("exams:attempt_start")
    start = client.post(address, body, content_type="application/json").content.decode()
    attempt = called.exam.attempts.get(person=called.person)
    page = client.get(attempt.get_absolute_url()).content.decode()
    claim = {"ticket": json.loads(start)["ticket"], "device": "A", "nonce": "n"}
    base = f"/exams/attempts/{attempt.pk}/"
    call = {"content_type": "application/json"}
    ticket = client.post(base + "claim", json.dumps(claim), **call).json()["ticket"]
    act = {"seq": 1, "slot": 1, "value": ["a"]}
    ops = {"ticket": ticket, "device": "A", "epoch": 1, "ops": [act]}
    saved = client.post(base + "ops", json.dumps(ops), **call).content.decode()
    submit = {"ticket": ticket, "device": "A", "key": "k", "last_seq": 1}
    done = client.post(base + "submit", json.dumps(submit), **call).content.decode()
    return [seen(text) for text in (start, page, saved, done, result_page(client, attempt))]


def result_page(client, attempt):
    return client.get(reverse("exams:result", kwargs={"pk": attempt.pk})).content.decode()


@pytest.fixture
def twins(monkeypatch):
    """Nothing is shuffled, so that what stands at which place can be compared."""
    monkeypatch.setattr(sittings._lots, "shuffle", lambda items: None)
    return [sitting_with_key("a"), sitting_with_key("b")]


def test_papers_with_different_keys_look_the_same_until_the_results(client, twins):
    shown = [everything_shown(client, called) for called in twins]

    assert shown[0] == shown[1]


def test_a_key_in_the_paper_is_seen(client, twins, planted):
    planted("key_in_the_paper")

    shown = [everything_shown(client, called) for called in twins]

    assert [one == other for one, other in zip(*shown, strict=True)][0] is False


def test_after_the_results_they_differ(client, twins):
    for called in twins:
        everything_shown(client, called)
    Exam.objects.update(closes_at=timezone.now(), results_at=timezone.now())

    pages = []
    for called in twins:
        client.force_login(called.person)
        pages.append(seen(result_page(client, called.exam.attempts.get())))

    assert pages[0] != pages[1]


def test_questions_of_others_are_no_answers(phones, attempt):
    phone = phones("A").claim()
    phone.answer(1, "a")
    phone.answer(999, "a")
    phone.answer(2, "no-such")
    receipt = phone.insist(phone.hand_in)

    assert set(attempt.answers.values_list("slot", flat=True)) <= {1, 2}
    assert receipt["answered"] == 2


def test_the_ticket_of_one_sitting_opens_no_other(phones, line, attempt):
    phone = phones("A").claim()
    other = Phone(line.port, make.attempt(attempt.exam), "A")
    other.ticket, other.epoch = phone.ticket, 1
    other.tap(1, "a")

    with pytest.raises(AssertionError, match="401"):
        other.send()

    assert other.attempt.ops.count() == 0
