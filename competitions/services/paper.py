"""A judge's sheet on paper: two people type it, neither seeing what the other typed."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Sheet
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import (
    light_the_lamp,
    lock_performance,
    plain,
    read_marks,
    write_marks,
)
from ledger import log


@dataclass(frozen=True)
class Difference:
    criterion: str
    first: str
    second: str


class MarksDiffer(ContestRefused):
    """Two people typed the same sheet, not the same marks; the paper decides."""

    def __init__(self, differences):
        super().__init__(_("You two did not type the same. Look at the paper again."))
        self.differences = differences


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
def compare(sheet, marks, person):
    """The second person typed the same from the paper: the sheet counts."""
    performance = lock_performance(sheet.performance_id)
    again = read_marks(performance.stage.rule_set.rules, marks)
    typed = Sheet.objects.awaited().filter(pk=sheet.pk, entered_by__isnull=False)
    if typed.filter(entered_by=person).exists():
        raise ContestRefused(_("Another person must compare what you typed."))
    if typed.exists():
        _refuse_differences(sheet, again, performance.stage.rule_set.rules)
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


def _refuse_differences(sheet, again, rules):
    first = dict(sheet.marks.values_list("criterion", "value"))
    differences = [
        Difference(c.title or c.key, plain(first[c.key]), plain(again[c.key]))
        for c in rules.criteria
        if first[c.key] != again[c.key]
    ]
    if differences:
        raise MarksDiffer(differences)


@transaction.atomic
def hand_to_pad(sheet, person):
    """What was typed is thrown away: the judge gives her marks on the pad after all."""
    performance = lock_performance(sheet.performance_id)
    if not Sheet.objects.awaited().filter(pk=sheet.pk).update(entered_by=None):
        raise ContestRefused(_("This sheet is not awaited any more."))
    sheet.marks.all().delete()
    log.append(
        performance.stage.log, "typed marks thrown away", person,
        entry=str(performance.entry), seat=sheet.seat.number,
    )  # fmt: skip
