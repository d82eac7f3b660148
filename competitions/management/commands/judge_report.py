"""What a spreadsheet of marks says of the judges; needs neither database nor secret."""

from django.core.management.base import BaseCommand

from competitions.judge_report import report
from competitions.offline import Unreadable, answer, as_errors, cells_of, rules_of
from competitions.scoring.faults import RulesRefused


class Command(BaseCommand):
    help = "Agreement, leniency and severity of the judges of MARKS.csv; a diagnosis, no score."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("marks", metavar="MARKS.csv")
        parser.add_argument("--rules", metavar="RULES.json", help="weights; without it 1 each")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, marks, rules, **options):
        found, faults = report([]), []
        try:
            parsed = rules_of(rules) if rules else None
            cells, faults = cells_of(marks)
            found = report(cells, parsed)
        except (Unreadable, RulesRefused) as refusal:
            faults = refusal.faults
        promised = _as_promised(found)
        # The key stands there only when something could not be read.
        if errors := as_errors([*faults, *found.faults]):
            promised["errors"] = errors
        answer(self, promised, _lines(promised), options["json"])


def _as_promised(found):
    return {
        "kendall_w": _number(found.w),
        "chi2": _number(found.chi2),
        "icc": {form: _number(value) for form, value in found.icc.items()},
        "alpha": _number(found.alpha),
        "judges": [
            {
                "judge": line.judge,
                "leniency": _number(line.leniency),
                "severity_logit": _number(line.severity),
                "se": _number(line.error),
            }
            for line in found.judges
        ],
    }


def _number(value):
    """Six places are more than such numbers can bear; nought has no sign."""
    return None if value is None else round(value, 6) + 0.0


def _lines(promised):
    yield from ([key, promised[key]] for key in ("kendall_w", "chi2", "alpha"))
    yield from ([f"icc({form})", value] for form, value in promised["icc"].items())
    yield from (judge.values() for judge in promised["judges"])
