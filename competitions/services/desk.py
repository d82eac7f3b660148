"""What the control desk does about single sheets."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Performance, Sheet
from competitions.services.conflicts import call_reserve
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import light_the_lamp, lock_performance
from ledger import log

State = Performance.State


def excuse(sheet, state, reason, person):
    """The desk leaves a seat out for one entry: absent or void. A reserve judge takes over."""
    if state not in Sheet.LEFT_OUT:
        raise ContestRefused(_("A seat is left out as absent or as void."))
    with transaction.atomic():
        performance = lock_performance(sheet.performance_id)
        unlocked = performance.is_open or performance.is_all_in
        left_out = unlocked and Sheet.objects.current().filter(
            pk=sheet.pk, state__in=[Sheet.State.PENDING, Sheet.State.SUBMITTED]
        ).update(state=state, reason=reason)
        if not left_out:
            raise ContestRefused(_("This sheet cannot be left out any more."))
        call_reserve(performance)
        light_the_lamp(performance)
        log.append(
            performance.stage.log, state, person,
            entry=str(performance.entry), seat=sheet.seat.number, reason=reason,
        )  # fmt: skip


@transaction.atomic
def ask_correction(sheet, person):
    """The judge asks; nothing changes until the desk sends the sheet back."""
    asked = Sheet.objects.current().filter(
        pk=sheet.pk,
        state=Sheet.State.SUBMITTED,
        performance__state__in=[State.OPEN, State.ALL_IN],
    )
    if not asked.update(correction_asked_at=timezone.now()):
        raise ContestRefused(_("This entry is locked. Raise your hand."))
    log.append(
        sheet.performance.stage.log, "correction asked", person,
        entry=str(sheet.performance.entry), seat=sheet.seat.number,
    )  # fmt: skip


@transaction.atomic
def send_back(sheet, reason, person):
    """A new version to be marked; what was handed in stays and no longer counts."""
    performance = lock_performance(sheet.performance_id)
    replaced = Sheet.objects.current().filter(pk=sheet.pk).exclude(state=Sheet.State.RECUSED)
    if not (performance.is_open or performance.is_all_in) or not replaced.update(is_current=False):
        raise ContestRefused(_("This sheet cannot be sent back any more."))
    if performance.is_all_in:
        _reopen(performance)
    Sheet.objects.create(seat=sheet.seat, performance=performance, version=sheet.version + 1)
    log.append(
        performance.stage.log, "sent back", person,
        entry=str(performance.entry), seat=sheet.seat.number, reason=reason,
    )  # fmt: skip


def _reopen(performance):
    others = Performance.objects.filter(stage=performance.stage, state=State.OPEN)
    if others.exists():
        raise ContestRefused(_("Another entry is still being judged."))
    Performance.objects.filter(pk=performance.pk).update(state=State.OPEN)
