"""Marks from a spreadsheet: `entry,judge,criterion,mark[,group]`, one cell a line."""

import csv
import io

from competitions.scoring.faults import Fault
from competitions.scoring.sheets import Cell

COLUMNS = ("entry", "judge", "criterion", "mark")


def decode(content):
    """UTF-8 with or without a mark at its beginning, else GB 18030; ValueError for neither."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def read_cells(text):
    """(cells, faults); a row counts from 1 and the header is row 1."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return [], [Fault("not_a_table")]
    header = [name.strip() for name in (rows[0] if rows else [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        return [], [Fault("missing_columns", 1, facts={"columns": ", ".join(missing)})]
    cells, faults = [], []
    for number, row in enumerate(rows[1:], start=2):
        values = [value.strip() for value in row]
        if not any(values):
            continue
        cell = dict(zip(header, values, strict=False))
        if len(values) > len(header) or not (cell["entry"] and cell.get("judge")):
            faults.append(Fault("bad_row", number, cell["entry"] or None))
        else:
            cells.append(_cell(cell, number))
    return cells, faults


def _cell(values, row):
    return Cell(
        entry=values["entry"],
        judge=values["judge"],
        criterion=values.get("criterion", ""),
        mark=values.get("mark", ""),
        group=values.get("group", ""),
        row=row,
    )
