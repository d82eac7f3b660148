"""A migrated database in a second: built once per set of migrations, then copied.

SQLite is always a file: in memory, fifty racing threads get "table is locked".
"""

import contextlib
import fcntl
import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

PACKAGES = ("django", "wagtail", "django-q2", "django-allauth", "modelsearch")


def fingerprint():
    """Changes with any migration of ours and with any package that brings its own."""
    digest = hashlib.sha256(repr([version(name) for name in PACKAGES]).encode())
    for path in sorted(settings.BASE_DIR.glob("**/migrations/*.py")):
        if ".venv" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def is_sqlite():
    return connection.vendor == "sqlite"


class Copies:
    """The template, and the copy this worker uses."""

    def __init__(self, folder, worker):
        self.cache = Path(settings.VAR_DIR) / "test-databases"
        self.cache.mkdir(parents=True, exist_ok=True)
        self.key = fingerprint()
        self.file = folder / "db.sqlite3"
        self.original = dict(settings.DATABASES["default"])
        self.name = f"test_{self.key}_{worker}"

    def prepare(self):
        with self._alone():
            (self._sqlite_template if is_sqlite() else self._postgres_template)()
        self.restore()

    def let_be_emptied(self):
        """SQLite empties a table line by line, which a trigger may refuse; PostgreSQL does not.
        What is dropped here is there again after `restore`."""
        if not is_sqlite():
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")

    def restore(self):
        """Puts the copy back to the freshly migrated state."""
        connections.close_all()
        if is_sqlite():
            for suffix in ("-wal", "-shm"):
                Path(f"{self.file}{suffix}").unlink(missing_ok=True)
            shutil.copyfile(self.cache / f"{self.key}.sqlite3", self.file)
            self._use(str(self.file))
        else:
            self._recreate(self.name, template=f"template_{self.key}")
            self._use(self.name)

    def drop(self):
        connections.close_all()
        if not is_sqlite():
            self._run(f'DROP DATABASE IF EXISTS "{self.name}"')

    def _use(self, name):
        for handle in connections.all():
            handle.close()
            handle.settings_dict["NAME"] = name
        settings.DATABASES["default"]["NAME"] = name

    @contextlib.contextmanager
    def _alone(self):
        with (self.cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _migrate(self):
        call_command("migrate", verbosity=0)

    def _sqlite_template(self):
        template = self.cache / f"{self.key}.sqlite3"
        if template.exists():
            return
        building = template.with_suffix(".building")
        building.unlink(missing_ok=True)
        self._use(str(building))
        self._migrate()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        building.replace(template)

    def _postgres_template(self):
        name = f"template_{self.key}"
        if self._rows("SELECT 1 FROM pg_database WHERE datname = %s", [name]):
            return
        building = f"building_{self.key}"
        self._recreate(building, template="template0")
        self._use(building)
        self._migrate()
        connections.close_all()
        self._use(self.original["NAME"])
        self._run(f'ALTER DATABASE "{building}" RENAME TO "{name}"')

    def _recreate(self, name, template):
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')

    def _run(self, statement):
        with self._maintenance() as cursor:
            cursor.execute(statement)

    def _rows(self, statement, values):
        with self._maintenance() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    @contextlib.contextmanager
    def _maintenance(self):
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            yield cursor
