"""Small panels written as tables, for the tests of the rule."""

from competitions.scoring.rules import parse_rules
from competitions.scoring.sheets import Cell
from competitions.tabulation import as_strings, tabulate

WEIGHTS = {"content": "0.4", "skill": "0.3", "slides": "0.1", "impression": "0.2"}


def rules(weights=None, **changes):
    data = {
        "criteria": [{"key": key, "weight": w} for key, w in (weights or {"mark": "1"}).items()],
        "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
        "rounding": {"mode": "half_up", "criterion": 2, "weighted": 2, "total": 2},
        "ties": [],
        "ranking": "1224",
    }
    for key, value in changes.items():
        data[key] = {**data[key], **value} if isinstance(value, dict) else value
    return parse_rules(data)


def cells(sheets, keys=("mark",), group=""):
    """{entry: [one sheet a judge]}; a sheet is one mark or a list of marks, or a word."""
    return [
        Cell(entry, f"J{number}", key, str(mark), group)
        for entry, judges in sheets.items()
        for number, sheet in enumerate(judges, start=1)
        for key, mark in zip(
            keys, sheet if isinstance(sheet, list) else [sheet] * len(keys), strict=True
        )
    ]


def results(rule_set, given):
    return {r.entry: as_strings(r, rule_set) for r in tabulate(rule_set, given).results}


def totals(rule_set, given):
    return {entry: result["total"] for entry, result in results(rule_set, given).items()}


def ranks(rule_set, given):
    found = results(rule_set, given)
    return {entry: (result["rank"], result["tied"]) for entry, result in found.items()}


def faults(rule_set, given):
    return [(fault.code, fault.entry) for fault in tabulate(rule_set, given).faults]
