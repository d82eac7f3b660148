"""What a ruling does to a ledger: what was written is taken back, and written anew."""

from django.utils.translation import gettext as _

from competitions.models import QuizEvent
from competitions.quiz.events import ANSWERS, standing
from competitions.services.refusal import ContestRefused

STANDS, VOID, UNDONE = "stands", "void", "undone"
DECISIONS = (STANDS, *ANSWERS, UNDONE, VOID)


def correct(pen, event, decision):
    """Takes back what was written of the question from this line on, the last line first; the
    whole question where it is thrown out. `pen` is a Writing, or a Ledger to see what would be."""
    first = 1 if decision == VOID else event.number
    of_question = [
        other.number
        for other in standing(pen.events)
        if (other.round, other.question) == (event.round, event.question)
        and other.act != QuizEvent.Act.PUT
        and other.number >= first
    ]
    for number in reversed(of_question):
        pen.undo(number)
    if decision == VOID:
        pen.record("void", event.round, event.question)
    elif decision in ANSWERS:
        _judge_anew(pen, event, decision)


def _judge_anew(pen, event, outcome):
    if event.team_id is None:
        raise ContestRefused(_("This line is of no single team. It can only be taken back."))
    pen.record("answer", event.round, event.question, team=event.team.key, outcome=outcome)
