"""Makes the forms that were asked for; called by the job queue, once."""

from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.metadata import version

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exams.assembly import rows as pieces
from exams.assembly.blueprint import Assembly as Assembled
from exams.assembly.blueprint import Item
from exams.assembly.forms import assemble
from exams.models import Assembly
from exams.refusals import Refused
from exams.services import blueprints


@dataclass(frozen=True)
class Outcome:
    """Forms and how they were found, or the reasons why there are none."""

    solver: str
    bank_sha256: str = ""
    found: list[blueprints.Supplied] = ()
    items: list[Item] = ()
    made: Assembled | None = None
    reasons: str = ""


def make(assembly, now=None):
    """Makes forms and their paper, or writes down in words why there are none."""
    keep(assembly, reckon(assembly), now)


def reckon(assembly):
    """Finds the forms: takes long and writes nothing."""
    outcome = Outcome(f"OR-Tools {version('ortools')}")
    if assembly.state != Assembly.State.ASKED:
        return outcome
    try:
        return _found(assembly, outcome)
    except blueprints.BlueprintRefused as refusal:
        return replace(outcome, reasons=str(refusal))
    except Refused as refusal:
        return replace(outcome, reasons=refusal.told(_))


def _found(assembly, outcome):
    found = blueprints.supplied(assembly.blueprint)
    blueprints.refuse(found, assembly.forms)
    items, wanted = pieces.for_forms(
        [blueprints.piece_of(line.row) for line in found],
        [line.items for line in found],
        assembly.forms,
        blueprints.enemy_pairs(found),
        assembly.seed,
    )
    made = assemble(items, assembly.forms, wanted, assembly.seed)
    if made.shortages:
        raise blueprints.BlueprintRefused(
            _("Questions that may not be on one paper leave too few of row %(rows)s.")
            % {"rows": ", ".join(sorted({lack.topic or "–" for lack in made.shortages}))}
        )
    return replace(outcome, bank_sha256=pieces.digest(items), found=found, items=items, made=made)


@transaction.atomic
def keep(assembly, outcome, now=None):
    """Writes down what came of it, unless that was done meanwhile."""
    assembly.refresh_from_db(from_queryset=Assembly.objects.select_for_update())
    if assembly.state != Assembly.State.ASKED:
        return
    assembly.solver, assembly.reasons = outcome.solver, outcome.reasons
    assembly.bank_sha256 = outcome.bank_sha256
    assembly.state = Assembly.State.REFUSED
    if outcome.made:
        _fill(assembly, outcome)
    assembly.ended_at = now or timezone.now()
    assembly.save()


def _fill(assembly, outcome):
    made, items = outcome.made, outcome.items
    assembly.is_optimal, assembly.is_by_clock = made.is_optimal, made.is_by_clock
    assembly.spread, assembly.gap = _points(made.spread), _points(made.gap)
    assembly.result = [_told(form, items) for form in made.forms]
    assembly.paper = blueprints.paper_of_forms(assembly, made.forms, outcome.found)
    assembly.state = Assembly.State.MADE


def _points(halves):
    exact = Decimal(halves.numerator) / Decimal(halves.denominator) / pieces.HALVES
    return exact.quantize(Decimal("0.0001"))


def _told(form, items):
    chosen = set(form)
    expected = sum(item.points * item.difficulty for item in items if item.id in chosen)
    return {"expected": str(expected / pieces.HALVES), "versions": [int(v) for v in form]}
