"""Real processes: the promises about orphans cannot be shown otherwise."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = """
import sys
from portal.supervisor import Child, Supervisor
code = "import os,subprocess,sys,time;subprocess.Popen(['sleep','600']);" \\
       "open(sys.argv[1],'a').write(str(os.getpid())+chr(10));time.sleep(600)"
child = Child("web", [sys.executable, "-c", code, sys.argv[1]])
sys.exit(Supervisor([child], sys.argv[2]).run())
"""


def until(condition, seconds=20):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.02)


def group_lives(number):
    # Running, sleeping or in the disk: a zombie does no work.
    found = subprocess.run(
        ["pgrep", "-g", str(number), "-r", "R,S,D"], capture_output=True, check=False
    )
    return found.returncode == 0


class Running:
    def __init__(self, folder):
        self.starts_file = Path(folder) / "starts"
        self.starts_file.touch()
        self.run_dir = Path(folder) / "run"
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(self.starts_file), str(self.run_dir)],
            env={**os.environ, "PYTHONPATH": str(settings.SITE_DIR)},
            stderr=subprocess.DEVNULL,
        )

    @property
    def starts(self):
        return [int(line) for line in self.starts_file.read_text().split()]


@pytest.fixture
def running(tmp_path):
    running = Running(tmp_path)
    until(lambda: running.starts)
    yield running
    running.process.terminate()
    running.process.wait(20)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ending_the_supervisor_leaves_no_orphan(running, number):
    running.process.send_signal(number)

    assert running.process.wait(20) == 0
    until(lambda: not group_lives(running.starts[0]))


def test_a_killed_child_is_started_again_after_its_whole_group_was_ended(running):
    first = running.starts[0]

    os.kill(first, signal.SIGKILL)

    until(lambda: len(running.starts) == 2)
    until(lambda: not group_lives(first))


def test_a_restart_can_be_asked_for(running):
    (running.run_dir / "restart-web").touch()

    until(lambda: len(running.starts) == 2)
    until(lambda: not group_lives(running.starts[0]))


def test_a_killed_supervisor_takes_its_children_with_it(running):
    running.process.kill()
    running.process.wait(20)

    until(lambda: not Path(f"/proc/{running.starts[0]}").exists() or _is_zombie(running.starts[0]))


def _is_zombie(number):
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
