"""What is done with the lines, a chunk at a time. Each step returns what changes on the intake."""

import json
import zlib
from collections import defaultdict

from django.db.models import Count, Q
from django.utils import timezone

from intake.matching import guess
from intake.models import Intake, Row
from ledger import log
from organisation.importing import Given, ImportRefused, Line, ReadLine

CHUNK = 500
STREAM = "intake"
State = Intake.State


def packed(lines):
    """Read lines on their way into rows."""
    fields = [[r.number, dict(r.cells), dict(r.content), r.fault, r.doubt] for r in lines]
    return zlib.compress(json.dumps(fields, ensure_ascii=False).encode())


def _unpacked(data):
    return [ReadLine(*fields) for fields in json.loads(zlib.decompress(data))]


def guessed(importer, reading):
    """Which headers stand for which columns; None when there is nothing to match."""
    return guess(importer.columns, reading.headers) if reading.is_table else None


def stage(intake):
    """The next five hundred lines become rows."""
    lines = _unpacked(intake.waiting)
    begin, end = intake.cursor, min(intake.cursor + CHUNK, len(lines))
    Row.objects.bulk_create(
        Row(
            intake=intake,
            position=position,
            number=line.number,
            is_readable=not line.fault,
            cells=line.cells,
            content=line.content,
            fault=line.fault,
            doubt=line.doubt,
        )
        for position, line in enumerate(lines[begin:end], start=begin + 1)
    )
    if end < len(lines):
        return {"cursor": end}
    state = State.CHECKING if intake.columns is None else State.READ
    return {"state": state, "cursor": 0, "waiting": None}


def check(intake):
    """All lines at once: a line may be wrong because of another."""
    rows = list(intake.rows.filter(is_readable=True))
    try:
        result = intake.kind.check(_lines(intake, rows), _given(intake)) if rows else None
    except ImportRefused as refusal:
        return _refused(refusal)
    groups = defaultdict(list)
    for row, verdict in zip(rows, result.verdicts if result else [], strict=True):
        doubt = row.doubt if intake.columns is None else verdict.doubt
        groups[verdict.outcome, verdict.fault, doubt].append(row.pk)
    for (outcome, fault, doubt), keys in groups.items():
        for start in range(0, len(keys), CHUNK):
            chunk = Row.objects.filter(pk__in=keys[start : start + CHUNK])
            chunk.update(outcome=outcome, fault=fault, doubt=doubt)
    notes = result.notes if result else []
    return {"state": State.CHECKED, "cursor": 0, "notes": notes, "counts": _counts(intake)}


def write(intake):
    """The next lines come in, with what it takes to take them back."""
    rows = intake.rows.good().filter(position__gt=intake.cursor)
    rows = list(rows if intake.kind.whole else rows[:CHUNK])
    notes = intake.notes
    if rows:
        try:
            result = intake.kind.save(_lines(intake, rows), _given(intake))
        except ImportRefused as refusal:
            return _broken_off(intake, refusal)
        _keep(rows, result.verdicts)
        notes = [*notes, *result.notes]
        if intake.rows.good().filter(position__gt=rows[-1].position).exists():
            return {"cursor": rows[-1].position, "notes": notes}
    return {**_done(intake), "notes": notes}


def _broken_off(intake, refusal):
    """Nothing has come in, or the chunks before have, and they can be taken back."""
    if not intake.cursor:
        return _refused(refusal)
    left = intake.rows.good().filter(position__gt=intake.cursor)
    left.update(fault=_short(refusal), outcome="")
    return {**_done(intake), "refusal": _short(refusal)}


def _done(intake):
    counts = _counts(intake)
    facts = {"intake": intake.pk, "importer": intake.importer, **counts}
    log.append(STREAM, "imported", intake.person, **facts)
    done = {"state": State.DONE, "done_at": timezone.now(), "cursor": intake.total}
    return {**done, "counts": counts}


def take_back(intake):
    """Everything or nothing: a chunk left behind would be worse than either."""
    steps = intake.rows.exclude(outcome="").order_by("-position").values_list("undo", flat=True)
    try:
        intake.kind.undo([step for step in steps if step], _given(intake))
    except ImportRefused as refusal:
        return {"state": State.DONE, "cursor": intake.total, "refusal": _short(refusal)}
    intake.rows.good().delete()
    log.append(STREAM, "taken back", intake.person, intake=intake.pk, importer=intake.importer)
    return {"state": State.UNDONE, "cursor": intake.total}


STEPS = {
    State.READING: stage,
    State.CHECKING: check,
    State.WRITING: write,
    State.UNDOING: take_back,
}


def _lines(intake, rows):
    if intake.columns is None:
        return [Line(row.number, row.content) for row in rows]
    return [Line(row.number, intake.matched(row.cells)) for row in rows]


def _given(intake):
    return Given(intake.person, intake.options, intake.sha256)


def _keep(rows, verdicts):
    for row, verdict in zip(rows, verdicts, strict=True):
        row.outcome, row.undo = verdict.outcome, dict(verdict.undo)
        row.fault = verdict.fault or row.fault
    # They are all there: an upsert is many times faster than an update case by case.
    Row.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["intake", "position"],
        update_fields=["outcome", "undo", "fault"],
    )


def _counts(intake):
    of = {word: Count("pk", filter=Q(outcome=word)) for word in Row.Outcome.values}
    return intake.rows.aggregate(
        good=Count("pk", filter=Q(fault="")),
        faulty=Count("pk", filter=~Q(fault="")),
        doubtful=Count("pk", filter=Q(fault="") & ~Q(doubt="")),
        **of,
    )


def _refused(refusal):
    return {"state": State.REFUSED, "cursor": 0, "refusal": _short(refusal)}


def _short(refusal):
    return str(refusal)[: Intake._meta.get_field("refusal").max_length]
