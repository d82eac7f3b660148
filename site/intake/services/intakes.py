"""The life of an import: begun, its columns matched, checked, confirmed, perhaps taken back.

Five hundred lines are worked through at once, more of them by the queue, a chunk at a time; each
chunk queues the next. A chunk that is asked for twice is done once (RELIABILITY.md §4).
"""

import hashlib

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from intake.models import Intake
from intake.services import work
from ledger.jobs import enqueue
from organisation.importing import TableRefused

State = Intake.State
LONGEST_NAME = Intake._meta.get_field("file_name").max_length


class IntakeRefused(Exception):
    """Its message may be shown to the person who asked."""


def begin(person, importer, file_name, data, options):
    """Reads a file; TableRefused when it cannot be read as a whole. Nothing comes in yet."""
    # Before the transaction: nobody else's writing waits for a large file to be read.
    reading = importer.read(data, file_name, options)
    if not reading.lines:
        raise TableRefused(_("There is no row below the header."))
    intake = Intake(
        person=person,
        importer=importer.key,
        file_name=_shown(file_name),
        sha256=hashlib.sha256(data).hexdigest(),
        language=translation.get_language(),
        options=options,
        total=len(reading.lines),
        waiting=work.packed(reading.lines),
        headers=list(reading.headers),
        counted_in=reading.counted_in,
        columns=work.guessed(importer, reading),
    )
    with transaction.atomic():
        intake.save()
        return _proceed(intake)


@transaction.atomic
def match_columns(intake, columns):
    """Checks the rows under these columns; as often as one likes before it is confirmed."""
    if not _enter(intake, [State.READ, State.CHECKED], State.CHECKING, columns=columns):
        raise IntakeRefused(_("This import has gone on already. Here is how it stands."))
    return _proceed(intake)


@transaction.atomic
def confirm(intake, seen):
    """Lets the lines in that are right; pressing twice does it once.

    `seen` is the round of the page that was looked at: what is confirmed is what was seen.
    """
    counts = intake.counts
    if intake.state == State.CHECKED and seen != str(intake.round):
        raise IntakeRefused(_("The list was checked again meanwhile. Look at it once more."))
    if not counts.get("good"):
        raise IntakeRefused(_("There is no line in this file that can come in."))
    if intake.kind.whole and counts["faulty"]:
        raise IntakeRefused(_("This list comes in as a whole or not at all. Put it right first."))
    if not _enter(intake, [State.CHECKED], State.WRITING, notes=[]):
        raise IntakeRefused(_("This import has gone on already. Here is how it stands."))
    return _proceed(intake)


@transaction.atomic
def undo(intake):
    """Takes back all that came in, within ten minutes and as long as none of it is used."""
    undoable = Intake.objects.undoable(timezone.now())
    if not _enter(intake, [State.DONE], State.UNDOING, among=undoable, refusal=""):
        if Intake.objects.filter(pk=intake.pk).exclude(state=State.DONE).exists():
            raise IntakeRefused(_("This import has gone on already. Here is how it stands."))
        raise IntakeRefused(_("The ten minutes are over, so this can no longer be taken back."))
    return _proceed(intake)


@transaction.atomic
def go_on(intake_pk, state, cursor):
    """One chunk of what is under way, unless it is done already."""
    waiting = Intake.objects.select_for_update(of=["self"]).filter(pk=intake_pk)
    intake = waiting.filter(state=state, cursor=cursor).select_related("person").first()
    if intake is None:
        return
    with translation.override(intake.language):
        changes = work.STEPS[state](intake)
    Intake.objects.filter(pk=intake_pk).update(**changes)
    intake.refresh_from_db()
    if intake.state != state:
        _renumber(intake)
    _proceed(intake)


def _enter(intake, states, state, among=None, **changes):
    """The state changes only from one of these, and only as it was seen: once for two presses."""
    among = Intake.objects.all() if among is None else among
    there = among.filter(pk=intake.pk, state__in=states, round=intake.round)
    return there.update(state=state, cursor=0, **changes) and _renumber(intake)


def _renumber(intake):
    Intake.objects.filter(pk=intake.pk).update(round=intake.round + 1)
    intake.refresh_from_db()
    return True


def _proceed(intake):
    """A short list goes on at once, a long one by the queue."""
    if intake.is_under_way and intake.total <= work.CHUNK:
        go_on(intake.pk, intake.state, intake.cursor)
    elif intake.is_under_way:
        key = f"intake {intake.pk}.{intake.round} {intake.state} {intake.cursor}"
        enqueue("intake.tasks.go_on", intake.pk, intake.state, intake.cursor, key=key)
    intake.refresh_from_db()
    return intake


def _shown(name):
    """Names come from outside: only what can be shown, and not too long."""
    return "".join(char for char in name if char.isprintable())[:LONGEST_NAME] or "?"
