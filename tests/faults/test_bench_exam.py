"""The bench of an exam, small: real processes, and the database beside what people were told."""

import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]


@pytest.mark.fault
def test_a_small_exam_loses_nothing_while_questions_are_changed():
    command = [sys.executable, "bench/exam.py", "--database", "sqlite", "--people", "3"]
    command += ["--arrival", "1", "--pause", "0.1", "--editing", "--no-clock"]

    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "complete sittings: 3," in done.stdout
    assert "lost 0" in done.stdout
