"""The draw of the order, reproduced by anyone."""

import hashlib
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from competitions.draw import DrawRefused, commitment, draw, read_codes

TEAMS = [f"T{n:02d}" for n in range(1, 9)]
SECRET, PUBLIC = "k7Qw-19ZX-county-final", "4 6 1 3 2 5"
CODES = st.lists(st.text("TGX0123456789阿城", min_size=1), min_size=1, unique=True)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@pytest.fixture
def draw_order(tmp_path, capsys):
    def run(content, secret=SECRET, public=PUBLIC, as_json=True):
        teams = tmp_path / "teams.txt"
        teams.write_bytes(content)
        code = 0
        try:
            call_command("draw_order", str(teams), secret=secret, public=public, json=as_json)
        except SystemExit as ended:
            code = ended.code
        out = capsys.readouterr()
        return code, json.loads(out.out) if as_json else out

    return run


def test_the_example_is_reproduced(draw_order):
    code, found = draw_order("\n".join(TEAMS).encode())

    assert code == 0
    assert found["list_sha256"].startswith("e3516e8a")
    assert found["commitment"].startswith("6c49c8bcdf4040a2")
    assert found["order"] == ["T08", "T02", "T06", "T04", "T01", "T07", "T03", "T05"]
    assert list(found["keys"]) == TEAMS
    assert list(found) == ["list_sha256", "commitment", "order", "keys"]


def test_blank_lines_and_the_ends_of_lines_do_not_matter(draw_order):
    plain = draw_order("\n".join(TEAMS).encode())
    spaced = "\ufeff\r\n" + "\r\n\r\n".join(f" {team} " for team in TEAMS) + "\r\n"

    assert draw_order(spaced.encode()) == plain


def test_chinese_codes_can_be_drawn(draw_order):
    code, found = draw_order("阿城\n安乐".encode())

    digest = hashlib.sha256(f"{SECRET}|{PUBLIC}|阿城".encode()).hexdigest()
    assert (code, found["keys"]["阿城"]) == (0, digest)


@pytest.mark.parametrize(
    ("content", "errors"),
    [
        (b"", [{"message": "The list has no codes: one code a line."}]),
        (b" \n\r\n", [{"message": "The list has no codes: one code a line."}]),
        (
            b"T01\n\nT02\nT01",
            [{"row": 4, "message": "The code T01 is there twice; it stands in line 1 already."}],
        ),
        (
            b"T01,T02\nT03",
            [{"row": 1, "message": "The code “T01,T02” holds a comma, which separates codes."}],
        ),
        ("阿城".encode("gb18030"), [{"message": "The list is not text in UTF-8."}]),
        ("T01\nT02".encode("utf-16"), [{"message": "The list is not text in UTF-8."}]),
    ],
)
def test_a_list_that_cannot_be_drawn_from_is_refused(draw_order, content, errors):
    assert draw_order(content) == (1, {"errors": errors})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"secret": " "}, "The secret is empty."),
        ({"public": ""}, "The public value is empty."),
        ({"secret": "a\udcff"}, "The secret is not text in UTF-8."),
        ({"public": "a\udcff"}, "The public value is not text in UTF-8."),
    ],
)
def test_values_that_say_nothing_are_refused(draw_order, values, message):
    assert draw_order(b"T01", **values) == (1, {"errors": [{"message": message}]})


def test_a_list_that_is_not_there_is_named(capsys):
    with pytest.raises(SystemExit):
        call_command("draw_order", "nowhere.txt", secret=SECRET, public=PUBLIC, json=True)

    assert "nowhere.txt" in json.loads(capsys.readouterr().out)["errors"][0]["message"]


def test_without_json_it_prints_the_order(draw_order):
    code, out = draw_order("\n".join(TEAMS).encode(), as_json=False)

    lines = [line.split("\t") for line in out.out.splitlines()]
    assert [line[:2] for line in lines[2:4]] == [["1", "T08"], ["2", "T02"]]
    assert draw_order(b"", as_json=False)[1].err == "The list has no codes: one code a line.\n"


def test_it_needs_neither_database_nor_secret_key(tmp_path):
    (tmp_path / "teams.txt").write_text("\n".join(TEAMS))
    bare = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "nothing")}

    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "draw_order", "teams.txt"]
        + ["--secret", SECRET, "--public", PUBLIC, "--json"],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, json.loads(done.stdout)["order"][0]) == (0, "T08")
    assert not (tmp_path / "nothing").exists()


@given(CODES, WORDS, WORDS)
def test_everybody_is_drawn_once(codes, secret, public):
    assert sorted(draw(codes, secret, public).codes) == sorted(codes)


@given(CODES, WORDS, WORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_change_the_draw(codes, secret, public, random):
    shuffled = random.sample(codes, len(codes))

    assert draw(shuffled, secret, public).codes == draw(codes, secret, public).codes


@given(CODES, WORDS, WORDS)
def test_the_commitment_is_known_before_the_public_value(codes, secret, public):
    assert draw(codes, secret, public).commitment == commitment(secret, codes)


def test_a_list_of_bytes_that_are_no_text_is_refused():
    with pytest.raises(DrawRefused, match="list_not_utf8"):
        read_codes(b"T01\n\xff")
