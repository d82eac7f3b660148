"""The official result of a spreadsheet of marks; needs neither database nor secret."""

import json
import sys
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand

from competitions.scoring.faults import Fault, RulesRefused
from competitions.scoring.rules import parse_rules
from competitions.scoring.table import decode, read_cells
from competitions.tabulation import as_strings, tabulate
from competitions.words import sentence


class Unreadable(Exception):
    def __init__(self, code, **facts):
        super().__init__(code)
        self.faults = [Fault(code, facts=facts)]


class Command(BaseCommand):
    help = "Totals and ranks of MARKS.csv (entry,judge,criterion,mark[,group]) by RULES.json."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("marks", metavar="MARKS.csv")
        parser.add_argument("--rules", required=True, metavar="RULES.json")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, marks, rules, **options):
        try:
            found = _tabulated(marks, rules)
        except (Unreadable, RulesRefused) as refusal:
            found = {"entries": [], "errors": [_error(fault) for fault in refusal.faults]}
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._print(found)
        if found["errors"]:
            sys.exit(1)

    def _print(self, found):
        for entry in found["entries"]:
            cells = (entry["group"], entry["rank"], entry["entry"], entry["total"], entry["n"])
            self.stdout.write("\t".join("-" if cell is None else str(cell) for cell in cells))
        for error in found["errors"]:
            where = [str(error[key]) for key in ("row", "entry") if key in error]
            self.stderr.write(": ".join([*where, error["message"]]))


def _tabulated(marks, rules):
    parsed = parse_rules(_json(rules))
    cells, faults = read_cells(_text(marks))
    table = tabulate(parsed, cells)
    return {
        "entries": [as_strings(result, parsed) for result in table.results],
        "errors": [_error(fault) for fault in (*faults, *table.faults)],
    }


def _text(name):
    try:
        return decode(Path(name).read_bytes())
    except OSError:
        raise Unreadable("no_such_file", name=name) from None
    except UnicodeDecodeError:
        raise Unreadable("not_text", name=name) from None


def _json(name):
    try:
        return json.loads(_text(name), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise Unreadable("not_json") from None


def _error(fault):
    error = {"row": fault.row, "entry": fault.entry, "message": sentence(fault)}
    return {key: value for key, value in error.items() if value is not None}
