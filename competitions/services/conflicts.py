"""Who does not mark whom: by unit, by kin, by her own word; and who answers for an exception."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Conflict, Performance, Seat, Sheet
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import light_the_lamp, lock_performance
from ledger import log

State = Performance.State


def recusals(entry, seats):
    """seat pk → what was noted, or nothing for the same unit; seats that may mark are not in it."""
    noted = {c.seat_id: c for c in Conflict.objects.filter(entry=entry, seat__in=seats)}
    found = {}
    for seat in seats:
        conflict = noted.get(seat.pk)
        if conflict is not None:
            if conflict.overridden_by_id is None:
                found[seat.pk] = str(conflict.get_kind_display())
        elif seat.belongs_to(entry.delegation):
            found[seat.pk] = ""
    return found


def declare(seat, entry, kind, note, person):
    """From now on the judge does not mark this entry; on stage a reserve judge sits in."""
    if entry.stage_id != seat.panel.stage_id:
        raise ContestRefused(_("This entry is on another stage."))
    with transaction.atomic():
        performance = lock_performance(entry.performance.pk)
        if performance.state not in (State.WAITING, State.OPEN, State.ALL_IN):
            raise ContestRefused(_("This entry is locked. Ask for a correction."))
        try:
            with transaction.atomic():
                Conflict.objects.create(
                    seat=seat, entry=entry, kind=kind, note=note, declared_by=person
                )
        except IntegrityError:
            raise ContestRefused(_("This is noted already.")) from None
        _step_back(seat, performance, kind)
        log.append(
            performance.stage.log, "conflict noted", person,
            entry=str(entry), seat=seat.number, kind=str(kind), note=note,
        )  # fmt: skip


def _step_back(seat, performance, kind):
    """The sheet that waits or is in does not count any more."""
    mine = Sheet.objects.current().filter(
        seat=seat,
        performance=performance,
        state__in=[Sheet.State.PENDING, Sheet.State.SUBMITTED],
    )
    if mine.update(state=Sheet.State.RECUSED, reason=str(Conflict.Kind(kind).label)):
        call_reserve(performance)
        light_the_lamp(performance)


def call_reserve(performance):
    """The first reserve judge who has no sheet yet and no conflict with the entry."""
    if not performance.is_open:
        return
    panel = performance.stage.panel
    free = list(
        panel.seats.reserve().exclude(sheets__performance=performance).select_related("unit")
    )
    barred = recusals(performance.entry, free)
    for seat in free:
        if seat.pk not in barred:
            Sheet.objects.create(seat=seat, performance=performance)
            return


@transaction.atomic
def override(seat, entry, reason, person):
    """The judge marks all the same; who decided it and why stands for everybody to read."""
    if person.pk == seat.judge_id:
        raise ContestRefused(_("The judge herself cannot decide this."))
    performance = lock_performance(entry.performance.pk)
    if performance.state != State.WAITING:
        raise ContestRefused(_("%(entry)s has been on stage already.") % {"entry": entry})
    if seat.pk not in recusals(entry, Seat.objects.filter(pk=seat.pk).select_related("unit")):
        raise ContestRefused(_("There is no conflict to be overridden."))
    decided = {
        "overridden_by": person, "overridden_at": timezone.now(), "override_reason": reason,
    }  # fmt: skip
    Conflict.objects.update_or_create(
        seat=seat,
        entry=entry,
        defaults=decided,
        create_defaults={**decided, "kind": Conflict.Kind.UNIT, "declared_by": person},
    )
    log.append(
        performance.stage.log, "conflict overridden", person,
        entry=str(entry), seat=seat.number, reason=reason,
    )  # fmt: skip
