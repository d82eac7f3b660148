"""Saving answers: the one thing that everybody does twenty times in the same hour.

In plain SQL, because each save is asked for by a phone that waits, and hundreds of them at once:
the ORM takes three times as long to write the same two queries.
"""

import json
from datetime import UTC

from django.db import IntegrityError, connection, transaction

from exams import protocol
from exams.models import Attempt
from exams.protocol import Kept, Verdict
from exams.services import closing
from ledger import log

# Of older acts on the same questions only the place counts: their texts may be long and many.
_READ = """
SELECT a.deadline, a.state, a.epoch, a.told, o.device, o.seq, o.epoch, o.slot,
       CASE WHEN o.device = %s AND o.seq IN ({acts}) THEN o.value END, o.verdict
FROM exams_attempt a LEFT JOIN exams_op o ON o.attempt_id = a.id
 AND ((o.device = %s AND o.seq IN ({acts})) OR (o.slot IN ({acts}) AND o.verdict = 'accepted'))
WHERE a.id = %s{lock}
"""
_WRITE = """
INSERT INTO exams_op (attempt_id, device, seq, epoch, slot, value, client_mono_ms, prev_hash,
                      recv_at, verdict)
VALUES {acts}
"""
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def save(attempt_id, device, epoch, acts, received_at):
    """The sitting and the verdicts on these acts.

    Two queries: one reads the sitting with what is stored of these numbers and questions, one
    writes the new acts. The answers follow from the acts, at closing and on reading.
    """
    try:
        return _save(attempt_id, device, epoch, acts, received_at)
    except IntegrityError:
        # The same request twice at once: now the first is there to be read.
        return _save(attempt_id, device, epoch, acts, received_at)


@transaction.atomic
def _save(attempt_id, device, epoch, acts, received_at):
    with _cursor() as cursor:
        attempt, kept = _read(cursor, attempt_id, device, acts)
        counts = attempt.is_open and not closing.is_due(attempt, received_at)
        verdicts, fresh = protocol.judge(acts, device, epoch, kept, counts)
        if fresh:
            _write(cursor, attempt_id, device, epoch, fresh, received_at)
    if Verdict.CONFLICT in verdicts.values():
        conflicts = [seq for seq, verdict in verdicts.items() if verdict == Verdict.CONFLICT]
        log.append(f"attempt/{attempt.pk}", "conflict", None, device=device, seqs=conflicts)
    return attempt, verdicts


def _cursor():
    """PostgreSQL keeps the plan of what it is asked again and again; the ORM's cursor forbids it.

    It does so where `prepare_threshold` is set, which a pool of connections may forbid.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    return connection._prepare_cursor(ServerBindingCursor(connection.connection))


def _read(cursor, attempt_id, device, acts):
    """The sitting, locked, and what is stored of these numbers and questions."""
    places = ", ".join(["%s"] * len(acts))
    lock = " FOR UPDATE OF a" if connection.features.has_select_for_update_of else ""
    numbers = [device, *(act.seq for act in acts)]
    asked = [*numbers, *numbers, *(act.slot for act in acts), _key(attempt_id)]
    cursor.execute(_READ.format(acts=places, lock=lock), asked)
    rows = cursor.fetchall()
    if not rows:
        raise Attempt.DoesNotExist
    deadline, *rest = rows[0][:4]
    # In the order of the model's own fields.
    names = ("id", "deadline", "state", "epoch", "told")
    attempt = Attempt.from_db(connection.alias, names, (attempt_id, _moment(deadline), *rest))
    return attempt, [_kept(*row[4:]) for row in rows if row[5] is not None]


def _kept(device, seq, epoch, slot, value, verdict):
    return Kept(device, seq, epoch, slot, tuple(json.loads(value or "[]")), verdict)


def _write(cursor, attempt_id, device, epoch, fresh, received_at):
    key, at = _key(attempt_id), connection.ops.adapt_datetimefield_value(received_at)
    rows = []
    for act, verdict in fresh:
        value = json.dumps(act.value)
        rows += [key, device, act.seq, epoch, act.slot, value, act.mono, act.prev, at, verdict]
    cursor.execute(_WRITE.format(acts=", ".join([_ROW] * len(fresh))), rows)


def _key(attempt_id):
    return attempt_id if connection.features.has_native_uuid_field else attempt_id.hex


def _moment(stored):
    """SQLite keeps a moment without its zone, which is UTC."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
