"""A judge's sheet on paper: one person types it, another compares it with the paper."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Sheet
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import (
    light_the_lamp,
    lock_performance,
    read_marks,
    write_marks,
)
from ledger import log


@transaction.atomic
def type_in(sheet, marks, person):
    """The typed marks wait for a second person; typed again, they replace what was typed."""
    performance = lock_performance(sheet.performance_id)
    values = read_marks(performance.stage.rule_set.rules, marks)
    waiting = Sheet.objects.awaited().filter(pk=sheet.pk)
    if not performance.is_open or not waiting.update(entered_by=person):
        raise ContestRefused(_("This sheet is not awaited any more."))
    sheet.marks.all().delete()
    write_marks(sheet, values)
    log.append(
        performance.stage.log, "typed from paper", person,
        entry=str(performance.entry), seat=sheet.seat.number,
        marks={key: str(value) for key, value in values.items()},
    )  # fmt: skip


@transaction.atomic
def compare(sheet, person):
    """The second person found the same on the paper: the sheet counts."""
    performance = lock_performance(sheet.performance_id)
    typed = Sheet.objects.awaited().filter(pk=sheet.pk, entered_by__isnull=False)
    if typed.filter(entered_by=person).exists():
        raise ContestRefused(_("Another person must compare what you typed."))
    taken = performance.is_open and typed.update(
        state=Sheet.State.SUBMITTED, submitted_at=timezone.now(), confirmed_by=person
    )
    if not taken:
        raise ContestRefused(_("This sheet is not awaited any more."))
    light_the_lamp(performance)
    log.append(
        performance.stage.log, "compared with paper", person,
        entry=str(performance.entry), seat=sheet.seat.number,
    )  # fmt: skip


@transaction.atomic
def hand_to_pad(sheet, person):
    """What was typed does not agree with the paper: it is thrown away."""
    performance = lock_performance(sheet.performance_id)
    if not Sheet.objects.awaited().filter(pk=sheet.pk).update(entered_by=None):
        raise ContestRefused(_("This sheet is not awaited any more."))
    sheet.marks.all().delete()
    log.append(
        performance.stage.log, "typed marks thrown away", person,
        entry=str(performance.entry), seat=sheet.seat.number,
    )  # fmt: skip
