"""Runs the three processes of the portal and ends them together.

Plain Python: this process only watches, so it loads no Django. Each child leads a process
group of its own; a child that ends is started again after its whole group was ended, because a
part of a group that lives on would do the work twice (RELIABILITY.md §3).
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 30  # seconds a group has to finish its work before it is killed
CALM = 60  # seconds after which an ended process counts as having run well
LONGEST_PAUSE = 30  # seconds between starts of a process that keeps ending
PR_SET_PDEATHSIG = 1


def _die_with_parent():
    """If the supervisor is killed, the kernel ends its children: no orphans."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    name: str
    command: list
    process: subprocess.Popen | None = None
    started: float = 0
    failures: int = 0
    resume_at: float = field(default=0)

    def start(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, start_new_session=True, preexec_fn=_die_with_parent
        )

    def kill_group(self):
        # The group outlives its leader as long as one member runs.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


def end(children, patience=PATIENCE):
    """Asks every leader to end its family, waits, and kills what is left of the groups.

    Only the leader is asked: a queue whose members get the signal too waits for them for ever.
    """
    running = [child for child in children if child.process is not None]
    for child in running:
        with contextlib.suppress(ProcessLookupError):
            child.process.terminate()
    limit = time.monotonic() + patience
    for child in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(limit - time.monotonic(), 0))
        child.kill_group()
        child.process.wait()
        child.process = None


class Supervisor:
    def __init__(self, children, run_dir):
        self.children = children
        self.run_dir = Path(run_dir)
        self.ending = False

    def run(self):
        """Until SIGINT or SIGTERM; returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        self.run_dir.mkdir(parents=True, exist_ok=True)
        (self.run_dir / "supervisor.pid").write_text(str(os.getpid()))
        try:
            for child in self.children:
                child.start()
            while not self.ending:
                self._look()
                time.sleep(0.5)
        finally:
            end(self.children)
            (self.run_dir / "supervisor.pid").unlink(missing_ok=True)
        return 0

    def _end(self, number, frame):
        self.ending = True

    def _look(self):
        now = time.monotonic()
        for child in self.children:
            asked = self.run_dir / f"restart-{child.name}"
            if asked.exists():
                asked.unlink()
                print(f"{child.name}: restarted on request", file=sys.stderr, flush=True)
                end([child])
                child.start()
            elif child.process is None:
                if now >= child.resume_at:
                    child.start()
            elif child.process.poll() is not None:
                self._after_end(child, now)

    def _after_end(self, child, now):
        code = child.process.returncode
        child.failures = 0 if now - child.started > CALM else child.failures + 1
        pause = min(2 ** max(child.failures - 1, 0) - 1, LONGEST_PAUSE)
        print(
            f"{child.name}: ended with {code}, starts again in {pause} s",
            file=sys.stderr,
            flush=True,
        )
        end([child], patience=5)
        child.resume_at = now + pause


def children_of(base_dir, host, port, workers):
    python, manage = sys.executable, str(Path(base_dir) / "manage.py")
    granian = [python, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
    web = ["--host", host, "--port", str(port), "--workers", str(workers)]
    # One thread a worker: more only wait for one another (STACK.md §6).
    calm = ["--blocking-threads", "1", "--respawn-failed-workers", "--no-access-log"]
    quiet = ["--log-level", "warning", "--workers-kill-timeout", "30s"]
    return [
        Child("web", [*granian, *web, *calm, *quiet]),
        Child("queue", [python, manage, "qcluster"]),
        Child("clock", [python, manage, "clock"]),
    ]


if __name__ == "__main__":
    base_dir, var_dir, host, port, workers = sys.argv[1:]
    family = children_of(base_dir, host, port, workers)
    sys.exit(Supervisor(family, Path(var_dir) / "run").run())
