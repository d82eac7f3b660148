"""The append-only log: write a line, prove that none was changed."""

import json

from django.db import connection
from django.utils import timezone

from ledger import chain
from ledger.models import Entry
from ledger.plain_sql import stored

TRIES = 20


# Plain SQL: whoever signs in, begins, takes over or hands in writes a line, hundreds in a minute.
_LAST = "SELECT number, hash FROM ledger_entry WHERE stream = %s ORDER BY number DESC LIMIT 1"
_HAS = "SELECT 1 FROM ledger_entry WHERE stream = %s AND verb = %s LIMIT 1"
_COLUMNS = ("stream", "number", "at", "actor_id", "actor", "verb", "facts", "previous_hash", "hash")
_WRITE = f"""
INSERT INTO ledger_entry ({", ".join(_COLUMNS)}) VALUES ({", ".join(["%s"] * len(_COLUMNS))})
ON CONFLICT (stream, number) DO NOTHING RETURNING id
"""


def append(stream, verb, actor=None, **facts):
    """Adds a line to a stream and returns it; `facts` must be JSON.

    Two writers may race for the same number: the constraint lets one win, the other tries the
    next. Written in the caller's transaction, so the line and the deed stay or go together.
    """
    with connection.cursor() as cursor:
        for _attempt in range(TRIES):
            number, previous = _last_of(cursor, stream)
            entry = Entry(
                stream=stream,
                number=number + 1,
                at=timezone.now(),
                actor_id=str(actor.pk) if actor is not None else "",
                actor=str(actor) if actor is not None else "system",
                verb=verb,
                facts=facts,
                previous_hash=previous,
            )
            entry.hash = hash_of(entry)
            cursor.execute(_WRITE, _stored(entry))
            if written := cursor.fetchone():
                entry.pk = written[0]
                return entry
    raise RuntimeError(f"The log {stream} is too busy to be written.")


def has(stream, verb):
    """Whether a stream has a line with this verb."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS, [stream, verb])
        return cursor.fetchone() is not None


def _last_of(cursor, stream):
    cursor.execute(_LAST, [stream])
    return cursor.fetchone() or (0, "")


def _stored(entry):
    """Its columns as the database takes them."""
    written = {"at": stored(entry.at), "facts": json.dumps(entry.facts)}
    return [written.get(name, getattr(entry, name)) for name in _COLUMNS]


def as_line(entry):
    """The line as it is signed, and its hash."""
    return {
        "stream": entry.stream,
        "number": entry.number,
        "at": entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        "actor_id": entry.actor_id,
        "actor": entry.actor,
        "verb": entry.verb,
        "facts": entry.facts,
        "previous": entry.previous_hash,
        "hash": entry.hash,
    }


def hash_of(entry):
    """SHA-256 over the line and the hash of the line before it, lower-case hex."""
    return chain.hash_of_line(as_line(entry))


def lines_of(stream):
    """Every line of a stream, the first one first, to be proved elsewhere."""
    return [as_line(entry) for entry in Entry.objects.filter(stream=stream).order_by("number")]


def broken_at(stream):
    """The number of the first line that was changed, removed or put in; None if whole."""
    entries = Entry.objects.filter(stream=stream).order_by("number").iterator()
    return chain.broken_at(as_line(entry) for entry in entries)
