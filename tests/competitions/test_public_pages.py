"""What anybody reads of a contest without signing in; rules on trial."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from competitions.models import RuleSet
from tests import make

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"competitions:{name}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def test_the_season_shows_announced_contests_only(client):
    known, draft = make.contest(), make.contest(announced=False)

    shown = page(client.get(url("contest_season")))

    assert (known.title in shown, draft.title in shown) == (True, False)
    assert client.get(url("contest_public", draft.pk)).status_code == 404
    assert client.get(url("contest_calendar", draft.pk)).status_code == 404


def test_the_page_leads_to_all_there_is_to_read(client):
    stage = make.judged_stage(35, 30)
    make.award_rules(stage)
    make.award_list(stage)

    shown = page(client.get(url("contest_public", stage.contest_id)))

    assert url("result_list", stage.pk) in shown
    assert url("award_list", stage.pk) in shown
    assert url("draw", stage.pk) not in shown


def test_an_open_call_tells_its_deadline(client):
    stage = make.stage()
    called = make.call(stage)

    shown = page(client.get(url("contest_public", stage.contest_id)))

    local = timezone.localtime(called.closes_at)
    assert "Registration until" in shown
    assert f"{local.year}" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(client, count, django_assert_num_queries):
    contest = make.contest()
    for _number in range(count):
        make.call(make.stage(contest))

    with django_assert_num_queries(7):
        client.get(url("contest_public", contest.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_the_season_takes_the_same_queries(client, count, django_assert_num_queries):
    for _number in range(count):
        make.contest()

    with django_assert_num_queries(2):
        client.get(url("contest_season"))


def test_days_and_deadlines_go_into_a_calendar(client):
    stage = make.stage()
    called = make.call(stage)

    content = client.get(url("contest_calendar", stage.contest_id)).content
    events = {
        str(event["summary"]): event["dtstart"].dt
        for event in Calendar.from_ical(content).walk("vevent")
    }

    assert events[f"{stage.contest} · {stage}"] == stage.held_on
    deadline = events[f"Registration ends: {stage}"]
    assert abs(deadline - called.closes_at) < timedelta(seconds=1)


# --- rules on trial --------------------------------------------------------------------------


@pytest.fixture
def draft(client, world):
    client.force_login(world["organiser"])
    return make.rule_set(make.contest(world.county), published=False)


TABLE = "entry,judge,criterion,mark\n" + "".join(
    f"A,{judge},content,{mark}\nA,{judge},manner,50\n"
    for judge, mark in enumerate([20, 25, 30, 35, 40], start=1)
)


def test_rules_are_tried_on_a_pasted_table(client, draft):
    shown = page(client.post(url("rules_try", draft.pk), {"marks": TABLE}))

    assert "<b>80.00</b>" in shown
    assert "<del>1: 70.00</del>" in shown
    assert "<del>5: 90.00</del>" in shown
    assert RuleSet.objects.count() == 1


def test_rules_are_tried_on_a_file(client, draft):
    file = SimpleUploadedFile("marks.csv", TABLE.encode("gb18030"))

    assert "<b>80.00</b>" in page(client.post(url("rules_try", draft.pk), {"file": file}))


def test_rules_are_tried_on_made_up_marks(client, draft):
    shown = client.post(url("rules_try", draft.pk), {"made_up": "1"})

    trial = shown.context["trial"]
    assert (len(trial.rows), trial.faults) == (6, [])
    assert "02,02,content,recused" in shown.content.decode()


def test_what_is_wrong_is_said_with_its_row(client, draft):
    shown = page(client.post(url("rules_try", draft.pk), {"marks": TABLE + "B,1,voice,3\n"}))

    assert "Row 12: The rules know no criterion “voice”." in shown
    assert "<b>80.00</b>" in shown
    assert "B,1,voice,3" in shown


@pytest.mark.parametrize("form", [{}, {"marks": "  "}])
def test_nothing_is_a_sentence(client, draft, form):
    shown = page(client.post(url("rules_try", draft.pk), {**form, "x": "1"}))

    assert "Paste marks, choose a file, or take made-up marks." in shown


def test_a_picture_is_no_table(client, draft):
    file = SimpleUploadedFile("marks.csv", b"\xff\xff\x00\x81")

    shown = page(client.post(url("rules_try", draft.pk), {"file": file}))

    assert "This file is not a table with commas." in shown
