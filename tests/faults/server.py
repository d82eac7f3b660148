"""The portal as real processes on the test's own database: halted, killed and started anew."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests
from django.conf import settings
from django.db import connection, connections

from tests.browser.demo_site import BASE_DIR, free_port


def until(condition, what, seconds=30):
    """Waits for a true value and returns it."""
    limit = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < limit, f"waited {seconds} s in vain: {what}"
        time.sleep(0.02)
    return value


def address_of_database():
    """The test's database as the server is told of it."""
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


class Server:
    """`with Server(folder) as server:` a web server that leads a process group of its own."""

    def __init__(self, folder, *, workers=1, database=None, prepare=None, **environment):
        self.folder = Path(folder)
        self.workers = workers
        self.prepare = prepare
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        # The copy this test uses was opened by this process: the server comes to a closed file.
        connections.close_all()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings_test",
            "DATABASE_URL": database or address_of_database(),
            "VAR_DIR": str(settings.VAR_DIR),
            "PYTHONPATH": f"{BASE_DIR}{os.pathsep}{BASE_DIR / 'site'}",
            "STOPS": str(self.folder),
            **environment,
        }

    def __enter__(self):
        return self.start()

    def __exit__(self, *failure):
        self.kill()

    def start(self):
        """Up again on the same port; how long that took is in `came_up_after`."""
        begun = time.monotonic()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        command += ["tests.faults.door:application", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(self.workers)]
        command += ["--blocking-threads", "1", "--respawn-failed-workers", "--no-access-log"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=BASE_DIR, env=self.environment, start_new_session=True,
                stdout=log, stderr=log, preexec_fn=self.prepare,
            )  # fmt: skip
        until(self.is_up, "the server to come up", 90)
        self.came_up_after = time.monotonic() - begun
        return self

    def is_up(self):
        assert self.process.poll() is None, self.log
        with contextlib.suppress(requests.RequestException):
            return requests.get(self.url + "/healthz", timeout=2).ok
        return False

    @property
    def log(self):
        return (self.folder / "server.log").read_text(errors="replace")

    def kill(self):
        """SIGKILL for the whole tree of processes."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def pids_of_workers(self):
        pids = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                name, _, rest = status.read_text().rpartition(")")
                state, parent = rest.split()[:2]
                if int(parent) == self.process.pid and state != "Z":
                    pids.append(int(name.split()[0]))
        return sorted(pids)

    def kill_a_worker(self):
        """SIGKILL for the oldest worker; the server has to notice by itself."""
        pid = self.pids_of_workers()[0]
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return pid

    def halt_at(self, place):
        (self.folder / f"{place}.reached").unlink(missing_ok=True)
        (self.folder / place).touch()

    def wait_until_halted(self, place):
        until((self.folder / f"{place}.reached").exists, f"the server to halt at {place}")
