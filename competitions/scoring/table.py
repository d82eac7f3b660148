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
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [name.strip() for name in next(rows, [])]
        faults = _header_faults(header)
        return ([], faults) if faults else _read_rows(header, rows)
    except csv.Error:
        return [], [Fault("not_a_table")]


def _read_rows(header, rows):
    columns = (*COLUMNS, "group")
    # Short rows are padded, so that a column that is not there can be asked for as well.
    places = [header.index(name) if name in header else len(header) for name in columns]
    cells, faults = [], []
    for number, row in enumerate(rows, start=2):
        values = list(map(str.strip, row))
        if not any(values):
            continue
        too_many = len(values) > len(header)
        values += [""] * (len(header) + 1 - len(values))
        cell = Cell(*[values[place] for place in places], number)
        if too_many or not (cell.entry and cell.judge):
            faults.append(Fault("bad_row", number, cell.entry or None))
        else:
            cells.append(cell)
    return cells, faults


def _header_faults(header):
    missing = [name for name in COLUMNS if name not in header]
    twice = [name for name in (*COLUMNS, "group") if header.count(name) > 1]
    if missing:
        return [Fault("missing_columns", 1, facts={"columns": ", ".join(missing)})]
    return [Fault("columns_twice", 1, facts={"columns": ", ".join(twice)})] if twice else []
