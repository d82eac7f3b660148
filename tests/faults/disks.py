"""A disk that fills up and is freed again: a small mount, or else a limit on file size."""

import contextlib
import os
import pwd
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

ROOM = 3 * 1024 * 1024


@contextlib.contextmanager
def small_mount(size):
    """A folder on a disk of its own; skips where this process may not mount."""
    folder = Path(tempfile.mkdtemp(prefix="small-disk-"))
    folder.chmod(0o755)
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder))
    try:
        if not mounted:
            pytest.skip("Mounting a small disk is not allowed here.")
        yield folder
    finally:
        if mounted:
            _run("umount", "--lazy", str(folder))
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command):
    with contextlib.suppress(FileNotFoundError):
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    return False


def fill(folder):
    """To the last byte."""
    with contextlib.suppress(OSError), (folder / "ballast").open("wb", buffering=0) as ballast:
        for size in (65536, 512, 1):
            with contextlib.suppress(OSError):
                while ballast.write(b"x" * size):
                    pass


class SqliteOnMount:
    """The test's database on a small disk while the server runs; brought back afterwards."""

    def __init__(self, stack):
        connections.close_all()
        self.home = Path(settings.DATABASES["default"]["NAME"])
        self.folder = stack.enter_context(small_mount(self.home.stat().st_size + ROOM))
        self.file = self.folder / "db.sqlite3"
        copy_database(self.home, self.file)
        self.address = f"sqlite:///{self.file}"

    def fill(self, server):
        fill(self.folder)

    def free(self, server):
        (self.folder / "ballast").unlink()

    def bring_back(self):
        copy_database(self.file, self.home)


class SqliteWithLimit:
    """No file of the server may grow; needs no rights at all."""

    address = None

    def __init__(self, stack):
        self.home = Path(settings.DATABASES["default"]["NAME"])

    def fill(self, server):
        journal = Path(f"{self.home}-wal")
        self._limit(server, journal.stat().st_size if journal.exists() else 1)

    def free(self, server):
        self._limit(server, resource.RLIM_INFINITY)

    def bring_back(self):
        pass

    def _limit(self, server, size):
        for pid in [server.process.pid, *server.pids_of_workers()]:
            _soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


class PostgresOnMount:
    """The table of acts in a tablespace on a small disk."""

    address = None

    def __init__(self, stack):
        self.folder = stack.enter_context(small_mount(ROOM))
        owner = self._one("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
        if not Path(owner).exists():
            pytest.skip("The PostgreSQL server is on another machine.")
        os.chown(self.folder, *pwd.getpwuid(Path(owner).stat().st_uid)[2:4])
        # Of the whole server, which other tests use beside this one.
        self.name = f"small_{os.getpid()}"
        self._do(f"CREATE TABLESPACE {self.name} LOCATION '{self.folder}'")
        stack.callback(self._leave)
        self._do(f"ALTER TABLE exams_op SET TABLESPACE {self.name}")

    def fill(self, server):
        fill(self.folder)

    def free(self, server):
        (self.folder / "ballast").unlink()

    def bring_back(self):
        pass

    def _leave(self):
        with contextlib.suppress(FileNotFoundError):
            (self.folder / "ballast").unlink()
        self._do("ALTER TABLE exams_op SET TABLESPACE pg_default")
        self._do(f"DROP TABLESPACE {self.name}")

    def _do(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    def _one(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]


def copy_database(source, target):
    """A whole copy, with what is still in the journal."""
    with (
        contextlib.closing(sqlite3.connect(source)) as here,
        contextlib.closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)


def kinds():
    if connection.vendor == "sqlite":
        return [SqliteOnMount, SqliteWithLimit]
    return [PostgresOnMount]
