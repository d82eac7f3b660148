"""The password hash is compiled where it can be; nobody is left without one."""

import os
import subprocess

import pytest
from django.conf import settings

SCRIPT = settings.SITE_DIR / "config" / "native_hash"
# A Python that writes down what it is asked, and does what this test says of it.
STAND_IN = """#!/bin/sh
echo "$*" >> "$SAID"
case "$*" in
"-m venv "*) mkdir -p "$3/bin" "$3/made" && touch "$3/made/argon2.whl" && cp "$0" "$3/bin/python" ;;
*" wheel "*) exit "$COMPILES" ;;
"-c "*) exit "$WORKS" ;;
esac
"""


@pytest.fixture
def ask(tmp_path):
    stand_in = tmp_path / "python"
    stand_in.write_text(STAND_IN)
    stand_in.chmod(0o755)
    said = tmp_path / "said"

    def run(compiles=True, works=True, **environment):
        answers = {"SAID": said, "COMPILES": str(int(not compiles)), "WORKS": str(int(not works))}
        done = subprocess.run(
            [SCRIPT, stand_in],
            env={**os.environ, "NATIVE_HASH": "1", **answers, **environment},
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout, said.read_text() if said.exists() else ""

    return run


def test_what_is_compiled_here_replaces_what_came_ready_made(ask):
    printed, asked = ask()

    assert "is compiled for this machine" in printed
    assert "--require-hashes --no-deps --no-cache-dir --no-build-isolation" in asked
    assert "--no-deps --force-reinstall" in asked
    assert asked.rstrip().splitlines()[-1].startswith("-c ")


def test_without_a_compiler_the_ready_made_one_stays(ask):
    printed, asked = ask(compiles=False)

    assert "stays" in printed
    assert "--force-reinstall" not in asked


def test_what_does_not_work_is_put_back(ask):
    printed, asked = ask(works=False)

    assert "stays" in printed
    assert asked.rstrip().splitlines()[-1].endswith("requirements/native.txt")
    assert "--require-hashes --no-deps --force-reinstall" in asked


def test_it_is_left_out_on_request(ask):
    assert ask(NATIVE_HASH="0") == ("", "")


def test_the_compiled_one_is_of_the_same_version():
    lists = settings.BASE_DIR / "requirements"

    (line,) = [x for x in (lists / "native.txt").read_text().splitlines() if "==" in x]

    assert line in (lists / "base.txt").read_text().splitlines()
