"""The commands that run on files alone, without database or secret: what they read and answer."""

import json
import sys
from decimal import Decimal
from pathlib import Path

from competitions.scoring.faults import Fault
from competitions.scoring.rules import parse_rules
from competitions.scoring.table import decode, read_cells
from competitions.scoring.timesheet import read_times
from competitions.words import sentence


class Unreadable(Exception):
    """A file is not what it should be; `faults` says why."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.faults = [Fault(code, facts=facts)]


def content_of(name):
    try:
        return Path(name).read_bytes()
    except OSError:
        raise Unreadable("no_such_file", name=name) from None


def rules_of(name):
    """The rule set in this file; RulesRefused says what is wrong in it."""
    try:
        return parse_rules(json.loads(_text(name), parse_float=Decimal))
    except (ValueError, RecursionError):
        raise Unreadable("not_json") from None


def cells_of(name):
    """(cells, faults) of a table of marks."""
    return read_cells(_text(name))


def times_of(name):
    """(entry → seconds, faults) of a table of times on stage."""
    return read_times(_text(name))


def _text(name):
    try:
        return decode(content_of(name))
    except UnicodeDecodeError:
        raise Unreadable("not_text", name=name) from None


def as_errors(faults):
    return [_error(fault) for fault in faults]


def _error(fault):
    error = {"row": fault.row, "entry": fault.entry, "message": sentence(fault)}
    return {key: value for key, value in error.items() if value is not None}


def answer(command, found, lines, as_json):
    """Prints one JSON object, or lines and, apart from them, errors; ends with 1 on errors."""
    errors = found.get("errors", [])
    if as_json:
        command.stdout.write(json.dumps(found, ensure_ascii=False))
    else:
        for line in lines:
            command.stdout.write("\t".join("-" if cell is None else str(cell) for cell in line))
        for error in errors:
            command.stderr.write(": ".join(str(value) for value in error.values()))
    if errors:
        sys.exit(1)
