"""Whether this process can do its work: asked by the proxy and by the supervisor."""

import shutil
import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ledger.life import beat
from ledger.watch import queue_is_stuck

WRITE_SECONDS = 0.2
FREE_SHARE = 0.10
_seen_migrated = []


def troubles():
    """Names of what is wrong; empty when work can be taken."""
    checks = {
        "database": writes_in_time,
        "migrations": is_migrated,
        "disk": has_room,
        "queue": lambda: not queue_is_stuck(),
    }
    try:
        return [name for name, is_well in checks.items() if not is_well()]
    except DatabaseError:
        return ["database"]


def writes_in_time():
    start = time.perf_counter()
    beat("probe")
    return time.perf_counter() - start <= WRITE_SECONDS


def is_migrated():
    """Looked up until it is true once: no migration is undone under a running process."""
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_migrated.append(True)
    return True


def has_room():
    usage = shutil.disk_usage(settings.VAR_DIR)
    return usage.free / usage.total > FREE_SHARE
