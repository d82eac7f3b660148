"""A portal of its own for one run of `bench/exam.py`: database, county, real processes."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import requests

from bench.processors import seconds_of
from tests.browser.demo_site import BASE_DIR, free_port

CALM, LONGEST_WAIT = 0.15, 300


class Served:
    def __init__(self, folder, database, redis=False):
        self.folder, self.port = Path(folder), free_port()
        self.database = database
        outside = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "TLS", "DEMO", "VAR_DIR")
        kept = {name: value for name, value in os.environ.items() if name not in outside}
        self.environment = kept | {"VAR_DIR": str(self.folder / "var"), "DEMO": "0"}
        self.ports = {"POSTGRES_PORT": str(free_port()), "REDIS_PORT": str(free_port())}
        if database == "postgresql":
            url = f"postgres://postgres@127.0.0.1:{self.ports['POSTGRES_PORT']}/postgres"
            self.environment["DATABASE_URL"] = url
        if redis:
            self.environment["REDIS_URL"] = f"redis://127.0.0.1:{self.ports['REDIS_PORT']}/0"

    @contextmanager
    def database_up(self):
        """PostgreSQL with commits that reach the disk first; SQLite needs nobody."""
        if self.database == "sqlite":
            yield
            return
        self._servers("start", DURABLE="1")
        try:
            yield
        finally:
            self._servers("stop")

    def _servers(self, act, **more):
        environment = {**os.environ, **self.ports, **more}
        command = [BASE_DIR / ".ci" / "servers", act, self.folder / "servers"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

    def build(self, **county):
        self._run("site/config/new_env.py")
        self._run("manage.py", "prepare")
        return self.act("build", **county)

    def act(self, name, **told):
        """Of `bench/exam_county.py`, in a process of its own."""
        said = self._run("bench/exam_county.py", name, told=json.dumps(told))
        return json.loads(said.splitlines()[-1])

    def _run(self, *command, told=""):
        done = subprocess.run(
            [sys.executable, *command], cwd=BASE_DIR, env=self.environment, input=told,
            check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout

    @contextmanager
    def serving(self, workers):
        """The whole family of processes, up and calm."""
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        command += ["--workers", str(workers)]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            command, cwd=BASE_DIR, env=self.environment, stdout=subprocess.DEVNULL, stderr=log
        )
        try:
            self._wait()
            yield
        finally:
            self.process.terminate()
            self.process.wait(60)

    def _wait(self):
        """Until it answers, and has done what it does at its start."""
        limit = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < limit and not self._answers():
            time.sleep(0.2)
        used = -1
        while time.monotonic() < limit and self.seconds()["all"] - used > CALM:
            used = self.seconds()["all"]
            time.sleep(1)

    def _answers(self):
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=5).ok
        except requests.RequestException:
            return False

    def seconds(self):
        """Of the processor: those who serve, queue and clock, the database; and all together."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        web = children.read_text().split()[:1]
        used = {
            "web": seconds_of(*map(int, web)),
            "database": seconds_of(*self._database_processes()),
            "family": seconds_of(self.process.pid),
        }
        used["queue and clock"] = used.pop("family") - used["web"]
        return used | {"all": sum(used.values())}

    def _database_processes(self):
        if self.database == "postgresql":
            yield int((self.folder / "servers/postgres/postmaster.pid").read_text().split()[0])
