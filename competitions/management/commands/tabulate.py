"""The official result of a spreadsheet of marks; needs neither database nor secret."""

from django.core.management.base import BaseCommand

from competitions.offline import (
    Unreadable,
    answer,
    as_errors,
    cells_of,
    rules_of,
    times_of,
)
from competitions.scoring.faults import RulesRefused
from competitions.scoring.penalty import points_off
from competitions.tabulation import as_strings, tabulate, with_penalties

COLUMNS = ("group", "rank", "entry", "total", "n")


class Command(BaseCommand):
    help = "Totals and ranks of MARKS.csv (entry,judge,criterion,mark[,group]) by RULES.json."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("marks", metavar="MARKS.csv")
        parser.add_argument("--rules", required=True, metavar="RULES.json")
        parser.add_argument(
            "--penalties", metavar="PENALTIES.csv", help="entry,seconds: by the time in the rules"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, marks, rules, penalties=None, **options):
        try:
            found = _tabulated(marks, rules, penalties)
        except (Unreadable, RulesRefused) as refusal:
            found = {"entries": [], "errors": as_errors(refusal.faults)}
        lines = [[entry[name] for name in COLUMNS] for entry in found["entries"]]
        answer(self, found, lines, options["json"])


def _tabulated(marks, rules, penalties):
    parsed = rules_of(rules)
    cells, faults = cells_of(marks)
    table = tabulate(parsed, cells)
    if penalties:
        times, unread = times_of(penalties)
        faults = [*faults, *unread]
        table = with_penalties(table, parsed, points_off(times, parsed.time))
    return {
        "entries": [as_strings(result, parsed) for result in table.results],
        "errors": as_errors([*faults, *table.faults]),
    }
