"""Saving answers: the one thing that everybody does twenty times in the same hour.

In plain SQL, because each save is asked for by a phone that waits, and hundreds of them at once:
the ORM takes three times as long to write the same queries.
"""

import json
from datetime import UTC

from django.db import IntegrityError, connection, transaction

from exams import protocol
from exams.models import Attempt
from exams.protocol import GRACE, Kept, Verdict
from exams.services import closing
from ledger import log
from ledger.plain_sql import stored

# Of older acts on the same questions only the place counts: their texts may be long and many.
_READ = """
SELECT a.deadline, a.state, a.epoch, a.told, o.device, o.seq, o.epoch, o.slot,
       CASE WHEN o.device = %s AND o.seq IN ({acts}) THEN o.value END, o.verdict
FROM exams_attempt a LEFT JOIN exams_op o ON o.attempt_id = a.id
 AND ((o.device = %s AND o.seq IN ({acts})) OR (o.slot IN ({acts}) AND o.verdict = 'accepted'))
WHERE a.id = %s{lock}
"""
_COLUMNS = """exams_op (attempt_id, device, seq, epoch, slot, value, client_mono_ms, prev_hash,
                 recv_at, verdict)"""
_ROW = ", ".join(["%s"] * 10)
_WRITE = f"INSERT INTO {_COLUMNS} VALUES {{acts}}"
# What `protocol.judge` accepts at once: a new number, in time, and nothing newer there on the
# question. Anything else writes nothing.
_WRITE_PLAIN = f"""
INSERT INTO {_COLUMNS}
SELECT {_ROW} FROM exams_attempt a
WHERE a.id = %s AND a.state = 'open' AND a.deadline >= %s
 AND NOT EXISTS (
  SELECT 1 FROM exams_op o WHERE o.attempt_id = a.id AND o.slot = %s AND o.verdict = 'accepted'
   AND (o.epoch > %s OR (o.epoch = %s AND o.seq > %s)))
{{lock}}
ON CONFLICT DO NOTHING
RETURNING (SELECT deadline FROM exams_attempt WHERE id = attempt_id),
 (SELECT epoch FROM exams_attempt WHERE id = attempt_id),
 (SELECT told FROM exams_attempt WHERE id = attempt_id)
"""


def save(attempt_id, device, epoch, acts, received_at):
    """The sitting and the verdicts on these acts.

    One query for a single new act, as nearly all are. Of several, or when that one finds that it
    is not so plain, one reads the sitting with what is stored of these numbers and questions, and
    one writes the new acts. The answers follow from the acts, at closing and on reading.
    """
    done = _save_plain(attempt_id, device, epoch, acts[0], received_at) if len(acts) == 1 else None
    try:
        return done or _save(attempt_id, device, epoch, acts, received_at)
    except IntegrityError:
        # The same request twice at once: now the first is there to be read.
        return _save(attempt_id, device, epoch, acts, received_at)


def _save_plain(attempt_id, device, epoch, act, received_at):
    """Without a transaction around it: the database begins and ends one itself.

    None if it is not that plain: then nothing is written, and it is judged under a lock.
    """
    share = "FOR SHARE" if connection.features.has_select_for_update else ""
    row = _row(attempt_id, device, epoch, act, Verdict.ACCEPTED, received_at)
    in_time = _key(attempt_id), stored(received_at - GRACE)
    nothing_newer = act.slot, epoch, epoch, act.seq
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_PLAIN.format(lock=share), [*row, *in_time, *nothing_newer])
        # To the last row: only then has SQLite committed, or said that it could not.
        found = cursor.fetchall()
    if not found:
        return None
    deadline, *rest = found[0]
    return _sitting(attempt_id, deadline, Attempt.State.OPEN, *rest), {act.seq: Verdict.ACCEPTED}


@transaction.atomic
def _save(attempt_id, device, epoch, acts, received_at):
    lock = " FOR UPDATE OF a" if connection.features.has_select_for_update_of else ""
    with connection.cursor() as cursor:
        asked = (attempt_id, device, epoch, acts, received_at)
        attempt, verdicts, fresh = _judged(cursor, *asked, lock)
        if fresh:
            _write(cursor, attempt_id, device, epoch, fresh, received_at)
    return attempt, verdicts


def _judged(cursor, attempt_id, device, epoch, acts, received_at, lock=""):
    """The sitting, the verdicts, and which acts are new with theirs."""
    attempt, kept = _read(cursor, attempt_id, device, acts, lock)
    counts = attempt.is_open and not closing.is_due(attempt, received_at)
    verdicts, fresh = protocol.judge(acts, device, epoch, kept, counts)
    if Verdict.CONFLICT in verdicts.values():
        conflicts = [seq for seq, verdict in verdicts.items() if verdict == Verdict.CONFLICT]
        log.append(f"attempt/{attempt.pk}", "conflict", None, device=device, seqs=conflicts)
    return attempt, verdicts, fresh


def _read(cursor, attempt_id, device, acts, lock):
    """The sitting, and what is stored of these numbers and questions."""
    places = ", ".join(["%s"] * len(acts))
    numbers = [device, *(act.seq for act in acts)]
    asked = [*numbers, *numbers, *(act.slot for act in acts), _key(attempt_id)]
    cursor.execute(_READ.format(acts=places, lock=lock), asked)
    rows = cursor.fetchall()
    if not rows:
        raise Attempt.DoesNotExist
    attempt = _sitting(attempt_id, *rows[0][:4])
    return attempt, [_kept(*row[4:]) for row in rows if row[5] is not None]


def _sitting(attempt_id, deadline, state, epoch, told):
    # In the order of the model's own fields.
    names = ("id", "deadline", "state", "epoch", "told")
    values = attempt_id, _moment(deadline), state, epoch, told
    return Attempt.from_db(connection.alias, names, values)


def _kept(device, seq, epoch, slot, value, verdict):
    return Kept(device, seq, epoch, slot, tuple(json.loads(value or "[]")), verdict)


def _write(cursor, attempt_id, device, epoch, fresh, received_at):
    rows = [_row(attempt_id, device, epoch, *one, received_at) for one in fresh]
    places = ", ".join([f"({_ROW})"] * len(rows))
    cursor.execute(_WRITE.format(acts=places), [value for row in rows for value in row])


def _row(attempt_id, device, epoch, act, verdict, received_at):
    key, at, value = _key(attempt_id), stored(received_at), json.dumps(act.value)
    return [key, device, act.seq, epoch, act.slot, value, act.mono, act.prev, at, verdict]


def _key(attempt_id):
    return attempt_id if connection.features.has_native_uuid_field else attempt_id.hex


def _moment(stored):
    """SQLite keeps a moment without its zone, which is UTC."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
