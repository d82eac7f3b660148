"""Times on stage as a table: `entry,seconds[,points,line]`, one entry a line."""

import csv
import io

from competitions.scoring.faults import Fault

COLUMNS = ("entry", "seconds", "points", "line")
NEEDED = ("entry", "seconds")
MOST_SECONDS = 86_400


def write_times(rows):
    """The table of (entry, seconds, points, line): the same every time. Seconds may be None."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()


def read_times(text):
    """(entry → seconds or None, faults). What it says of points is recomputed, not believed."""
    try:
        rows = [list(map(str.strip, row)) for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        return {}, [Fault("not_a_timesheet")]
    header = rows[0] if rows else []
    if missing := [name for name in NEEDED if name not in header]:
        return {}, [Fault("missing_columns", 1, facts={"columns": ", ".join(missing)})]
    entry_at, seconds_at = (header.index(name) for name in NEEDED)
    times, faults = {}, []
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            row += [""] * (len(header) - len(row))
            _take(times, faults, number, row[entry_at], row[seconds_at])
    return times, faults


def _take(times, faults, number, entry, text):
    if not entry or entry in times:
        faults.append(Fault("time_twice", number, entry or None))
    elif not text:
        times[entry] = None
    elif text.isascii() and text.isdigit() and int(text) <= MOST_SECONDS:
        times[entry] = int(text)
    else:
        faults.append(Fault("not_seconds", number, entry, {"text": text[:20]}))
