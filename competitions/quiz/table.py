"""The ledger as a table that anybody can add up, and back."""

import csv
import io
from decimal import Decimal

from competitions.quiz.events import Event

BASE = "base"
COLUMNS = (
    "number", "at", "round", "question", "act", "team", "outcome", "value", "teams", "delta",
    "reverses", "by",
)  # fmt: skip


def as_row(event):
    """An event as plain JSON: decimals are strings, so that they stay exact."""
    return {
        "number": event.number,
        "at": event.at,
        "round": event.round,
        "question": event.question,
        "act": event.act,
        "team": event.team,
        "outcome": event.outcome,
        "value": event.value,
        "teams": list(event.teams),
        "delta": str(event.delta),
        "reverses": event.reverses,
        "by": event.by,
    }


def as_event(row):
    return Event(**{**row, "teams": tuple(row["teams"]), "delta": points(row["delta"])})


def points(text):
    """Whole points are whole numbers; only a paper brings hundredths."""
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value


def plain(value):
    """Points as they are shown: 130, 87.5."""
    return f"{Decimal(value).normalize():f}"


def as_csv(base, teams, rows):
    """One line an event. The score of a team is the sum of `delta` over its lines, the first of
    which gives it the base."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for team in teams:
        start = {"number": 0, "act": BASE, "team": team, "delta": base}
        writer.writerow([start.get(column, "") for column in COLUMNS])
    for row in rows:
        writer.writerow([_cell(column, row[column]) for column in COLUMNS])
    return out.getvalue()


def _cell(column, value):
    """No spreadsheet runs what somebody typed; points keep their sign."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    runs = column != "delta" and str(value).startswith(("=", "+", "-", "@"))
    return f"'{value}" if runs else value


def scores_of(text):
    """team → score, from nothing but the CSV."""
    scores = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["team"]:
            scores[row["team"]] = scores.get(row["team"], 0) + points(row["delta"])
    return scores
