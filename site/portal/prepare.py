"""Brings database and files to the state of the code; does only what is not done yet."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def missing_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def static_fingerprint():
    """Changes when any static file of ours or of a package does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            digest.update(f"{path} {storage.get_modified_time(path).timestamp()}\n".encode())
    return digest.hexdigest()


def collect_static(say):
    """Collects, bundles and compresses when something changed since the last time."""
    stamp = settings.STATIC_ROOT / ".fingerprint"
    current = static_fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return False
    say("Collecting and compressing static files (once)…")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)
    return True


def migrate(say):
    plan = missing_migrations()
    if plan:
        say(f"Preparing the database: {len(plan)} steps…")
        call_command("migrate", interactive=False, verbosity=0)
        # Pages made by migrations are not in the index of the search yet.
        call_command("update_index", verbosity=0)
    return bool(plan)
