"""The portal's own door with two things the product does not have: places where a test may halt it
to kill it there, and room for one planted mistake (`broken.py`).
"""

import os
import threading
from pathlib import Path

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from config.wsgi import application as portal
from tests.faults import broken

STOPS = Path(os.environ["STOPS"])
commit, execute = BaseDatabaseWrapper._commit, CursorWrapper.execute
leave = CursorWrapper.__exit__
WRITES = ("INSERT", "UPDATE", "DELETE")


def halt_if_asked(place):
    """Halts this process, once, where the test has left a file of this name."""
    try:
        (STOPS / place).rename(STOPS / f"{place}.reached")
    except FileNotFoundError:
        return
    threading.Event().wait()


def commit_with_stops(connection):
    halt_if_asked("before-commit")
    commit(connection)
    halt_if_asked("after-commit")


def execute_with_stops(cursor, sql, params=None):
    """What writes outside a transaction is committed by itself."""
    if cursor.db.in_atomic_block or not sql.lstrip().startswith(WRITES):
        return execute(cursor, sql, params)
    halt_if_asked("before-commit")
    done = execute(cursor, sql, params)
    # What returns rows is committed when the last of them is read.
    cursor.__dict__["returns"] = "RETURNING" in sql
    if not cursor.__dict__["returns"]:
        halt_if_asked("after-commit")
    return done


def leave_with_stops(cursor, *error):
    leave(cursor, *error)
    if cursor.__dict__.get("returns"):
        halt_if_asked("after-commit")


BaseDatabaseWrapper._commit = commit_with_stops
CursorWrapper.execute = execute_with_stops
CursorWrapper.__exit__ = leave_with_stops
broken.plant(os.environ.get("BROKEN", ""), setattr)
application = StaticFilesHandler(portal)
