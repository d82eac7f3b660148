"""Makes the forms that were asked for; called by the job queue, once."""

from decimal import Decimal
from importlib.metadata import version

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.assembly import rows as pieces
from exams.assembly.forms import assemble
from exams.models import Assembly
from exams.refusals import Refused
from exams.services import blueprints


@transaction.atomic
def make(assembly, now=None):
    """Makes forms and their paper, or writes down in words why there are none."""
    if assembly.state != Assembly.State.ASKED:
        return
    found = blueprints.supplied(assembly.blueprint)
    assembly.solver = f"OR-Tools {version('ortools')}"
    try:
        blueprints.refuse(found, assembly.forms)
        _fill(assembly, found)
    except blueprints.BlueprintRefused as refusal:
        assembly.state, assembly.reasons = Assembly.State.REFUSED, str(refusal)
    except Refused as refusal:
        assembly.state, assembly.reasons = Assembly.State.REFUSED, refusal.told(_)
    assembly.ended_at = now or timezone.now()
    assembly.save()


def _fill(assembly, found):
    items, wanted = pieces.for_forms(
        [blueprints.piece_of(line.row) for line in found],
        [line.items for line in found],
        assembly.forms,
        blueprints.enemy_pairs(found),
        assembly.seed,
    )
    assembly.bank_sha256 = pieces.digest(items)
    made = assemble(items, assembly.forms, wanted, assembly.seed)
    if made.shortages:
        raise blueprints.BlueprintRefused(
            _("Questions that may not be on one paper leave too few of row %(rows)s.")
            % {"rows": ", ".join(sorted({lack.topic or "–" for lack in made.shortages}))}
        )
    assembly.is_optimal, assembly.is_by_clock = made.is_optimal, made.is_by_clock
    assembly.spread, assembly.gap = _points(made.spread), _points(made.gap)
    assembly.result = [_told(form, items) for form in made.forms]
    assembly.paper = blueprints.paper_of_forms(assembly, made.forms, found)
    assembly.state = Assembly.State.MADE


def _points(halves):
    exact = Decimal(halves.numerator) / Decimal(halves.denominator) / pieces.HALVES
    return exact.quantize(Decimal("0.0001"))


def _told(form, items):
    chosen = set(form)
    expected = sum(item.points * item.difficulty for item in items if item.id in chosen)
    return {"expected": str(expected / pieces.HALVES), "versions": [int(v) for v in form]}
