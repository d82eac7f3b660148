"""How a making of forms stands, in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from exams.assembly.blueprint import STATUS_WORDS
from exams.models import Assembly
from ledger.models import JobAttempts


@dataclass(frozen=True)
class Standing:
    is_over: bool
    words: str
    is_in_trouble: bool = False


def state_of(assembly):
    if assembly.state == Assembly.State.MADE:
        return Standing(True, _("The forms are made."))
    if assembly.state == Assembly.State.REFUSED:
        return Standing(True, _("No forms were made."), True)
    job = JobAttempts.objects.filter(key=assembly.job_key).first()
    if job is None:
        return Standing(False, _("Waiting for its turn."))
    if job.parked:
        return Standing(True, _("It did not work. Ask whoever looks after the server."), True)
    if job.error:
        return Standing(False, _("It did not work at once and is tried again."), True)
    return Standing(False, _("The forms are being made. A minute at the most."))


def quality(assembly):
    """What was reached, in words that need no knowledge of solvers."""
    if assembly.is_optimal:
        status = STATUS_WORDS["optimal"]
        return _("%(status)s.") % {"status": _(status)}
    status = STATUS_WORDS["feasible"]
    facts = {"status": _(status), "gap": _short(assembly.gap)}
    return _("%(status)s; others could be nearer by %(gap)s points at most.") % facts


def forms_of(assembly):
    """(number, expected score, questions) of each form."""
    return [
        (number, _short(Decimal(form["expected"])), len(form["versions"]))
        for number, form in enumerate(assembly.result, start=1)
    ]


def _short(number):
    return f"{number.quantize(Decimal('0.01')).normalize():f}"
