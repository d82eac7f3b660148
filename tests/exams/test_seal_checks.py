"""Looking at the seals: by the command, at night, and on a page."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from exams import tasks
from exams.models import Op
from exams.protocol import Act
from exams.services import sealing, sittings
from inbox.models import Message
from ledger import log
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
URL = reverse("exams:seal_list")


@pytest.fixture
def sealed():
    """A day with one answer, sealed."""
    attempt, now = make.attempt(), timezone.now()
    _attempt, epoch = sittings.claim(attempt.pk, "A", "n", now)
    sittings.save(attempt.pk, "A", epoch, [Act(1, 1, ("a",))], now)
    return sealing.seal(today())


def change_an_answer():
    Op.objects.update(value=["b"])


def text_of(response):
    return " ".join(response.content.decode().split())


def run(*options):
    out = StringIO()
    call_command("check_seals", *options, stdout=out)
    return out.getvalue()


def check_at_night():
    tasks.check_seals(today().isoformat())()


def test_the_command_says_that_all_fit(sealed):
    assert run() == "All seals fit: 1.\n"
    assert json.loads(run("--json")) == {"seals": 1, "days": [], "chain": None}


def test_the_command_fails_where_one_does_not_fit(sealed, capsys):
    change_an_answer()

    with pytest.raises(SystemExit) as ended:
        call_command("check_seals")

    assert ended.value.code == 1
    assert f"The seal of {today().isoformat()} does not fit." in capsys.readouterr().out


def test_at_night_those_who_answer_for_it_are_told_once(world, sealed):
    change_an_answer()

    check_at_night()
    check_at_night()

    told = Message.objects.filter(title="A day's seal of the exams does not fit")
    assert set(told.values_list("person", flat=True)) == {world["organiser"].pk, world["audit"].pk}


def test_nobody_is_told_while_all_fit(world, sealed):
    check_at_night()

    assert not Message.objects.exists()
    assert sealing.last_check()[1].is_whole


@pytest.mark.parametrize("name", ["organiser", "audit"])
def test_the_page_says_what_was_found(client, world, sealed, name):
    client.force_login(world[name])
    before = text_of(client.get(URL))

    whole = text_of(client.post(reverse("exams:seals_check"), follow=True))
    change_an_answer()
    broken = text_of(client.post(reverse("exams:seals_check"), follow=True))

    assert "Nobody has looked at the seals yet." in before
    assert "All 1 seals fit, looked at" in whole
    assert "Days whose seal does not fit: 1, looked at" in broken
    assert "Does not fit" in broken


def test_looking_at_the_page_checks_nothing(client, world, sealed):
    client.force_login(world["organiser"])

    client.get(URL)

    assert sealing.last_check() == (None, None)


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_needs_the_same_queries_for_any_number(
    client, world, days, django_assert_num_queries
):
    empty = {name: {"n": 0, "sha256": ""} for name in sealing.SEALED}
    for day in range(1, days + 1):
        log.append(sealing.STREAM, "seal", None, day=f"2026-01-0{day}", **empty)
    client.force_login(world["organiser"])
    client.get(URL)

    with django_assert_num_queries(9):
        client.get(URL)
