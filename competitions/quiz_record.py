"""A quiz laid out for reading: every line that was written, those that were undone struck out."""

from dataclasses import dataclass
from datetime import datetime

from competitions.models import QuizEvent
from competitions.quiz.table import plain, points


@dataclass(frozen=True)
class Line:
    number: int
    at: datetime
    where: str
    team: str
    what: str
    points: str
    by: str
    is_undone: bool


@dataclass(frozen=True)
class Record:
    base: str
    rows: list[dict]  # the standing
    lines: list[Line]
    rules: dict


def record_of(data):
    names = {row["code"]: row["title"] for row in data["results"]}
    undone = {row["reverses"] for row in data["ledger"]}
    return Record(
        base=plain(data["rules"].get("base", 0)),
        rows=data["results"],
        lines=[_line(row, names, undone) for row in data["ledger"]],
        rules=data["rules"],
    )


def _line(row, names, undone):
    return Line(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        where=f"{row['round']} {row['question']}".strip(),
        team=names.get(row["team"], ""),
        what=_what(row, names),
        points=_signed(row["delta"]),
        by=row["by"],
        is_undone=row["number"] in undone,
    )


def _what(row, names):
    words = [str(QuizEvent.Act(row["act"]).label)]
    if row["outcome"]:
        words = [str(QuizEvent.Outcome(row["outcome"]).label)]
    if row["act"] == "put" and len(row["teams"]) < len(names):
        words += [names.get(key, key) for key in row["teams"]]
    if row["value"]:
        words.append(str(row["value"]))
    if row["reverses"]:
        words.append(str(row["reverses"]))
    return " ".join(words)


def _signed(delta):
    value = points(delta)
    if not value:
        return ""
    return f"+{plain(value)}" if value > 0 else plain(value)


def line_in_words(event):
    """A line of the ledger in one line: 17. 抢答题 3 · 阿城镇 · 答对 +10."""
    team = f" · {event.team}" if event.team_id else ""
    what = event.get_outcome_display() or event.get_act_display()
    points = f" {event.delta:+.0f}" if event.delta else ""
    return f"{event.number}. {event.round} {event.question}{team} · {what}{points}"


def outcome_in_words(outcome):
    """What a line said, or what a correction makes of it."""
    if outcome == "undone":
        return str(QuizEvent.Act.REVERSE.label)
    if outcome in QuizEvent.Outcome.values:
        return str(QuizEvent.Outcome(outcome).label)
    return str(QuizEvent.Act(outcome).label)
