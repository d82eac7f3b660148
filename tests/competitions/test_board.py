"""The hall sees what is published, and nothing else."""

import re

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
PUBLIC = ["board", "board_rows", "result_list", "result_sheet", "result_marks", "result_rules"]


def url(name, stage):
    return reverse(f"competitions:{name}", args=[stage.pk])


@pytest.fixture
def stage():
    """One result published, a second locked and confirmed, a third all in, a fourth half in."""
    stage = make.stage_with_panel(judges=3, entries=5)
    make.judge_all(make.open_entry(stage), 30, 30, 30)
    make.snapshot(stage)
    make.judge_all(make.open_entry(stage), 37, 37, 37)
    make.snapshot(stage, published=False)
    make.judge_all(make.open_entry(stage), 33, 33, 33)
    make.hand_in(make.open_entry(stage).sheets.select_related("seat__judge").first(), content=39)
    return stage


@pytest.mark.parametrize("page", PUBLIC)
def test_only_published_results_are_shown(client, stage, page):
    text = client.get(url(page, stage)).content.decode()

    assert [secret for secret in ("87.00", "83.00", "37", "33", "39") if f">{secret}" in text] == []
    assert "02,01,content" not in text
    assert "03,01,content" not in text


def test_the_published_result_is_shown(client, stage):
    text = client.get(url("board_rows", stage)).content.decode()

    assert "80.00" in text
    assert "Judged 1 of 5" in text


def test_no_single_judges_mark_is_on_the_board(client):
    stage = make.stage_with_panel(judges=5)
    make.judge_all(make.open_entry(stage), 11, 30, 30, 30, 40)
    make.snapshot(stage)

    page = client.get(url("board", stage)).content.decode()

    # Without the time of day, which may be eleven.
    text = re.sub(r"<time[^>]*>.*?</time>", "", page)
    assert "80.00" in text
    assert ">61" not in text
    assert ">11" not in text


def test_unchanged_rows_are_not_sent_again(client, stage):
    first = client.get(url("board_rows", stage))

    again = client.get(url("board_rows", stage), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_new_result_is_a_new_version(client):
    stage = make.stage_with_panel(judges=3, entries=2)
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)
    known = {"if-none-match": client.get(url("board_rows", stage))["ETag"]}
    make.judge_all(make.open_entry(stage))

    make.snapshot(stage)

    assert client.get(url("board_rows", stage), headers=known).status_code == 200


def test_before_the_start_the_board_lists_the_entries(client):
    stage = make.stage_with_panel(entries=3)

    text = client.get(url("board", stage)).content.decode()

    assert "About to begin" in text
    assert [str(entry) in text for entry in stage.entries.all()] == [True] * 3


def test_the_last_result_is_called_final(client):
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)

    assert "Final result" in client.get(url("board", stage)).content.decode()


@pytest.mark.parametrize("page", PUBLIC)
def test_a_contest_that_is_not_announced_has_no_public_page(client, page):
    stage = make.stage_with_panel(announced=False)
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)

    assert client.get(url(page, stage)).status_code == 404


def test_contestants_are_told_once_when_all_is_out():
    contestant = make.person()
    stage = make.stage_with_panel(entries=1)
    make.entry(stage, people=[contestant])
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)
    assert contestant.messages.count() == 0
    make.judge_all(make.open_entry(stage))

    make.snapshot(stage)

    assert contestant.messages.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_takes_the_same_queries(client, count, django_assert_num_queries):
    stage = make.stage_with_panel(judges=3, entries=count)
    for _ in range(count):
        make.judge_all(make.open_entry(stage))
        make.snapshot(stage)

    with django_assert_num_queries(4):
        client.get(url("board_rows", stage))
