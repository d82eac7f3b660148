"""From the rows of a quiz to its ledger, which knows the rules and no database."""

from competitions.quiz.events import Event, question_in, standing
from competitions.quiz.ledger import Ledger
from competitions.quiz.table import points


def teams_of(quiz):
    return list(quiz.teams.select_related("entry"))


def ledger_of(quiz, teams=None):
    """All that is written so far; `teams` where they are at hand already."""
    teams = teams_of(quiz) if teams is None else teams
    keys = {team.pk: team.key for team in teams}
    rows = quiz.events.select_related("by", "reverses")
    return Ledger(quiz.rules, keys.values(), [as_event(row, keys) for row in rows])


def as_event(row, keys):
    return Event(
        row.number,
        row.act,
        row.round,
        row.question,
        team=keys.get(row.team_id),
        outcome=row.outcome or None,
        value=row.value,
        teams=tuple(row.teams),
        delta=points(row.delta),
        reverses=row.reverses.number if row.reverses_id else None,
        by=str(row.by) if row.by_id else "",
        at=row.at.isoformat(),
    )


def last_put(ledger):
    """The event that put the last question which counts; None before the first."""
    return next((e for e in reversed(standing(ledger.events)) if e.act == "put"), None)


def question_on(ledger):
    """The event that put the question being answered now; None between questions."""
    put = last_put(ledger)
    if put is None:
        return None
    question = question_in(standing(ledger.events), put.round, put.question)
    return None if question.is_over(ledger.rules.rounds[put.round]) else put
