"""What everybody reads of a draw of villages, and reckons again."""

import shlex
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams.models import SpotDraw
from exams.services import spot_draws
from organisation.periods import today
from tests import make
from tests.exams.spreadsheets import runner

pytestmark = pytest.mark.django_db


def url(name, **kwargs):
    return reverse(f"exams:{name}", kwargs=kwargs or None)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_before_the_draw_neither_villages_nor_the_hour_are_told(client, world):
    exam = make.spot_exam(title="Secret test")
    draw = make.sealed(exam, size=2)

    page = text_of(client.get(draw.get_absolute_url()))
    rows = text_of(client.get(url("spot_township", number=1, code=world.township.code)))

    assert draw.seal in page
    assert draw.pool_sha256 in page
    for hidden in (draw.secret, "Secret test", "manage.py"):
        assert hidden not in page + rows
    assert client.get(url("spot_tickets", number=1)).status_code == 404


def test_the_pool_is_handed_out_byte_for_byte(client, world):
    draw = make.sealed()

    answer = client.get(url("spot_pool", number=draw.round))

    assert answer.content == draw.pool.encode()


def test_after_the_draw_the_villages_and_all_to_check_them_are_told(client, world):
    draw = make.drawn(size=1)
    (row,) = draw.villages.exclude(won="").select_related("unit")

    page = text_of(client.get(draw.get_absolute_url()))

    assert draw.secret in page
    assert row.unit.name in page
    assert draw.exam.title in page
    assert "Reckoned again just now: the same villages." in page


def test_the_printed_command_draws_the_same_villages(client, world, tmp_path, monkeypatch, capsys):
    for count in (7, 5, 3):
        make.villages(count)
    now = timezone.now()
    day = today() + timedelta(days=1)
    draw = make.sealed(
        make.spot_exam(at=now + timedelta(days=3)), 8, minimum=1,
        public_name="Lottery", public_on=day,
    )  # fmt: skip
    spot_draws.reveal(draw, "03 11 17 + 09", make.person(), now + timedelta(days=1))
    draw.refresh_from_db()
    (tmp_path / "spot-draw-1.csv").write_bytes(client.get(url("spot_pool", number=1)).content)
    monkeypatch.chdir(tmp_path)

    command = client.get(draw.get_absolute_url()).context["command"]
    words = shlex.split(command)
    found = runner(capsys)(*words[2:]).json

    drawn = spot_draws.drawn_of(draw)
    assert words[:3] == ["python", "manage.py", "draw_villages"]
    assert (found["allocation"], found["selected"]) == (drawn.allocation, drawn.selected)
    assert found["pool_sha256"] == draw.pool_sha256
    kept = set(draw.villages.exclude(won="").values_list("unit__code", flat=True))
    assert {code for codes in found["selected"].values() for code in codes} == kept


def test_the_smallest_tickets_of_the_file_are_those_that_won(client, world):
    make.villages(9)
    draw = make.drawn(size=1)

    lines = client.get(url("spot_tickets", number=1)).content.decode().splitlines()

    rows = [dict(zip(lines[0].split(","), line.split(","), strict=True)) for line in lines[1:]]
    (won,) = (row for row in rows if row["won"])
    column = "ticket" if won["won"] == "turn" else "free_ticket"
    own = [row[column] for row in rows if row["stratum"] == won["stratum"]]
    assert won[column] == min(own)
    assert len(rows) == draw.villages.count()


def test_a_draw_that_was_given_up_stays_readable(client, world):
    draw = make.drawn()
    (row,) = draw.villages.exclude(won="").select_related("unit")
    spot_draws.ask_to_give_up(draw, "A village was missing.", make.person(), timezone.now())
    spot_draws.give_up(draw, make.person(), timezone.now())

    page = text_of(client.get(draw.get_absolute_url()))
    rounds = text_of(client.get(url("spot_list")))

    assert "A village was missing." in page
    assert row.unit.name in page
    assert "Draw no. 1" in rounds
    assert "Given up" in rounds


def test_the_list_says_how_far_the_cycle_is(client, world):
    make.sealed()

    page = text_of(client.get(url("spot_list")))

    assert "Of 3 villages 0 have had their turn in this cycle, 3 were never drawn." in page


def test_a_township_that_is_not_in_the_pool_is_not_there(client, world):
    make.sealed()
    other = make.township()

    assert client.get(url("spot_township", number=1, code=other.code)).status_code == 404
    assert client.get(url("spot_detail", number=9)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_their_length(client, django_assert_num_queries, count):
    for _number in range(count):
        make.villages(count)
    for _number in range(count):
        make.drawn(make.spot_exam(), size=count)
    code = make.villages(1)[0].get_parent().code
    code = SpotDraw.objects.first().villages.first().township.code

    with django_assert_num_queries(5):
        client.get(url("spot_list"))
    with django_assert_num_queries(4):
        client.get(url("spot_township", number=1, code=code))
    with django_assert_num_queries(4):
        client.get(url("spot_detail", number=1))
