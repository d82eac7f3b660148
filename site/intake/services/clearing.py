"""Lines of files are about people: they stay no longer than they are of use."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from intake.models import UNDO_TIME, Intake, Row
from organisation.periods import start_of

State = Intake.State
KEPT = timedelta(days=7)


@transaction.atomic
def clear_old(day):
    """What can be neither undone nor put right, and everything after seven days."""
    now = timezone.now()
    over = Q(intake__done_at__lte=now - UNDO_TIME) | Q(intake__state=State.REFUSED)
    Row.objects.good().filter(over).delete()
    old = Intake.objects.filter(begun_at__lt=start_of(day) - KEPT).exclude(
        # A work that stands still is put right by a person, and then needs its lines.
        state__in=[State.WRITING, State.UNDOING]
    )
    for intake in old.filter(state__in=Intake.UNCONFIRMED):
        with translation.override(intake.language):
            _give_up(intake)
    Row.objects.filter(intake__in=old).delete()


def _give_up(intake):
    Intake.objects.filter(pk=intake.pk, state=intake.state).update(
        state=State.REFUSED,
        cursor=0,
        waiting=None,
        refusal=_("It was not confirmed within seven days. Choose the file again."),
    )
