"""What proves a result: its marks and times as tables, always the same, and their fingerprints.

Pure: the data of a snapshot in, text and hashes out.
"""

import csv
import hashlib
import io
import json

from competitions.scoring.table import COLUMNS
from competitions.scoring.timesheet import write_times


def marks_table(data):
    """The marks of a result as the CSV that `manage.py tabulate` reads: the same every time."""
    keys = [criterion["key"] for criterion in data["rules"]["criteria"]]
    rows = in_order(data)
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


def times_table(data):
    """The times as the CSV that `tabulate --penalties` reads; empty where none were taken."""
    timed = [(row["code"], row["time"]) for row in in_order(data) if row.get("time")]
    if not timed:
        return ""
    return write_times(
        (code, time["seconds"], time["points"], time["line"]) for code, time in timed
    )


def in_order(data):
    return sorted(data["results"], key=lambda row: row["code"])


def hash_of_input(data):
    """Over everything people gave: marks, and after them the times."""
    return hash_of_tables(marks_table(data), times_table(data))


def hash_of_tables(marks, times):
    return _sha256(marks + times)


def hash_of_rules(rules):
    return _sha256(json.dumps(rules, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
