"""What a person may put right in the tree of units; lists do the rest (`unit_import.py`)."""

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation.models import Unit
from organisation.rights import Act


class UnitRefused(Exception):
    """Its message may be shown to the person who asked."""


def may_import_units(person):
    """A list of all units is for whoever keeps those of the whole county."""
    return Unit.objects.run_by(person, Act.KEEP_UNITS).counties().exists()


@transaction.atomic
def set_successors(actor, unit, codes):
    """Which units took the place of one that has ended."""
    if unit.valid_to is None:
        raise UnitRefused(_("This unit has not ended. Only a unit that ended has successors."))
    successors = [_latest(code) for code in codes]
    if unit in successors:
        raise UnitRefused(_("A unit does not succeed itself."))
    unit.successors.set(successors)
    log.append("units", "successors set", actor, unit=unit.code, successors=list(codes))


def _latest(code):
    unit = Unit.objects.filter(code=code).order_by("-valid_from").first()
    if unit is None:
        raise UnitRefused(_("There is no unit with the code “%(code)s”.") % {"code": code})
    return unit
