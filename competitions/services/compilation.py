"""From the rows of a stage to its result as data: what a snapshot holds, and how it is proved."""

import csv
import hashlib
import io
import json

from django.db.models import Prefetch

from competitions.models import Sheet
from competitions.scoring.sheets import Cell
from competitions.scoring.table import COLUMNS
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import plain
from competitions.tabulation import as_strings, tabulate
from competitions.words import sentence


def compile_result(stage, performances, before=None):
    """(data, hash of the rules, hash of the marks) of these performances of the stage.

    `before` is the data of the result shown until now: ranks are compared with it.
    """
    rules = stage.rule_set.rules
    performances = with_sheets(performances)
    cells = cells_of(performances, rules)
    table = tabulate(rules, cells)
    if table.faults:
        raise ContestRefused(" ".join(sentence(fault) for fault in table.faults))
    results = {result.entry: as_strings(result, rules) for result in table.results}
    ranks = {row["code"]: row["rank"] for row in before["results"]} if before else {}
    rows = [_row(p, results[_code(p)], rules, ranks) for p in performances]
    done = [performance.entry_id for performance in performances]
    data = {
        "contest": stage.contest.title,
        "stage": stage.title,
        "unit": stage.unit.name,
        "held_on": stage.held_on.isoformat(),
        "rules": stage.rule_set.data,
        "rules_version": stage.rule_set.version,
        "results": sorted(rows, key=lambda row: (row["rank"], row["code"])),
        "waiting": [
            {"code": f"{entry.order_no:02d}", "title": entry.title}
            for entry in stage.entries.exclude(pk__in=done)
        ],
    }
    return data, hash_of_rules(stage.rule_set.data), _sha256(marks_table(data))


def with_sheets(performances):
    current = Sheet.objects.current().select_related("seat").prefetch_related("marks")
    return list(
        performances.select_related("entry__unit").prefetch_related(
            Prefetch("sheets", queryset=current, to_attr="counted")
        )
    )


def cells_of(performances, rules):
    """A seat without a sheet for an entry was not on the panel for it: a reserve not called."""
    judges = sorted({sheet.seat.code for p in performances for sheet in p.counted})
    cells = []
    for performance in performances:
        sheets = {sheet.seat.code: sheet for sheet in performance.counted}
        for judge in judges:
            words = _words(sheets.get(judge), rules)
            cells += [Cell(_code(performance), judge, key, word) for key, word in words.items()]
    return cells


def _words(sheet, rules):
    keys = [criterion.key for criterion in rules.criteria]
    if sheet is None:
        return dict.fromkeys(keys, Sheet.State.ABSENT.value)
    if sheet.is_in:
        values = sheet.values()
        return {key: plain(values[key]) for key in keys}
    return dict.fromkeys(keys, "" if sheet.is_pending else str(sheet.state))


def _code(performance):
    return f"{performance.entry.order_no:02d}"


def _row(performance, result, rules, ranks_before):
    code = _code(performance)
    before = ranks_before.get(code)
    return {
        **result,
        "code": code,
        "performance": performance.pk,
        "title": performance.entry.title,
        "unit": performance.entry.unit.name,
        "change": None if before is None else before - result["rank"],
        "sheets": [_sheet(sheet, rules) for sheet in performance.counted],
    }


def _sheet(sheet, rules):
    marks = sheet.values() if sheet.is_in else {}
    return {
        "judge": sheet.seat.code,
        "state": str(sheet.state),
        "marks": {key: plain(value) for key, value in marks.items()},
        "total": plain(rules.own_total(marks)) if marks else None,
    }


def marks_table(data):
    """The marks of a result as the CSV that `manage.py tabulate` reads: the same every time."""
    keys = [criterion["key"] for criterion in data["rules"]["criteria"]]
    rows = sorted(data["results"], key=lambda row: row["code"])
    judges = sorted({sheet["judge"] for row in rows for sheet in row["sheets"]})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        sheets = {sheet["judge"]: sheet for sheet in row["sheets"]}
        for judge in judges:
            sheet = sheets.get(judge, {"state": "absent", "marks": {}})
            for key in keys:
                writer.writerow([row["code"], judge, key, sheet["marks"].get(key, sheet["state"])])
    return out.getvalue()


def hash_of_rules(data):
    return _sha256(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
