"""From the opening of a performance to the last mark."""

import hashlib
import json

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Performance, Receipt, Sheet
from competitions.services.conflicts import recusals
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import (
    clock,
    light_the_lamp,
    lock_performance,
    plain,
    read_marks,
    received,
    write_marks,
)
from competitions.tabulation import FEWEST_JUDGES
from ledger import log

State = Performance.State


def open_performance(performance, person):
    """The host's act: the pads of the panel show this entry from now on."""
    stage = performance.stage
    if stage.rule_set is None:
        raise ContestRefused(_("Publish the rules first."))
    panel = getattr(stage, "panel", None)
    if panel is None or not panel.approved_at:
        raise ContestRefused(_("Approve the panel first."))
    try:
        with transaction.atomic():
            _open(performance, panel)
            log.append(stage.log, "opened", person, entry=str(performance.entry))
    except IntegrityError:
        raise ContestRefused(_("Another entry is still being judged.")) from None


def _open(performance, panel):
    opened = Performance.objects.filter(pk=performance.pk, state=State.WAITING).update(
        state=State.OPEN, opened_at=timezone.now()
    )
    if not opened:
        raise ContestRefused(_("%(entry)s has been on stage already.") % {"entry": performance})
    seats = list(panel.seats.select_related("unit"))
    barred = recusals(performance.entry, seats)
    main = [seat for seat in seats if seat.kind == seat.Kind.MAIN]
    recused = [seat for seat in main if seat.pk in barred]
    spare = [seat for seat in seats if seat not in main and seat.pk not in barred]
    # A neutral reserve sits in for each recused judge, so that n stays the same.
    marking = [seat for seat in main if seat not in recused] + spare[: len(recused)]
    if len(marking) < FEWEST_JUDGES:
        raise ContestRefused(_("Too few judges of other units are left for this entry."))
    Sheet.objects.bulk_create(
        [
            Sheet(
                seat=seat,
                performance=performance,
                state=Sheet.State.RECUSED,
                reason=barred[seat.pk],
            )
            for seat in recused
        ]
        + [Sheet(seat=seat, performance=performance) for seat in marking]
    )


def submit(person, seat, performance, key, version, marks):
    """Takes a judge's marks once; the same sending again gets the same reply.

    `marks` is criterion → text. The reply is the body the pad shows.
    """
    digest = _digest(seat.pk, performance.pk, version, marks)
    if stored := _stored(person, key, digest):
        return stored
    try:
        with transaction.atomic():
            return _submit(person, seat, performance.pk, key, version, marks, digest)
    except (ContestRefused, IntegrityError) as refusal:
        # The same sending may have come in twice at once, and its twin was first.
        if stored := _stored(person, key, digest):
            return stored
        if isinstance(refusal, ContestRefused):
            raise
        raise ContestRefused(_("This entry is closed. Raise your hand.")) from None


def _submit(person, seat, performance_pk, key, version, marks, digest):
    performance = lock_performance(performance_pk)
    values = read_marks(performance.stage.rule_set.rules, marks)
    total = performance.stage.rule_set.rules.own_total(values)
    now = timezone.now()
    mine = Sheet.objects.awaited().filter(
        seat=seat, performance=performance, version=version, entered_by=None
    )
    taken = performance.is_open and mine.update(
        state=Sheet.State.SUBMITTED, submitted_at=now, client_key=key
    )
    if not taken:
        raise ContestRefused(
            _("This entry is locked. Your %(total)s points were not taken. Raise your hand.")
            % {"total": plain(total)}
        )
    sheet = Sheet.objects.get(client_key=key)
    write_marks(sheet, values)
    light_the_lamp(performance)
    log.append(
        performance.stage.log, "marks in", person,
        entry=str(performance.entry), seat=seat.number, version=version,
        marks={key: str(value) for key, value in values.items()},
    )  # fmt: skip
    body = {"total": plain(total), "at": clock(now), "message": received(total, now)}
    Receipt.objects.create(person=person, key=key, digest=digest, body=body)
    return body


def _digest(*what):
    return hashlib.sha256(json.dumps(what, sort_keys=True, default=str).encode()).hexdigest()


def _stored(person, key, digest):
    receipt = Receipt.objects.filter(person=person, key=key).first()
    if receipt is None:
        return None
    if receipt.digest != digest:
        raise ContestRefused(_("Marks were sent already. Load the page again."))
    return receipt.body
