"""A line of the ledger after the lock: what a correction would do, and its doing."""

from django.utils.translation import gettext as _

from competitions.models import QuizEvent
from competitions.quiz.acts import ActRefused
from competitions.quiz.events import standing
from competitions.quiz_ledger import ledger_of, teams_of
from competitions.services.quiz.results import compile_quiz
from competitions.services.quiz.rulings import correct
from competitions.services.quiz.writing import in_turn, said_of
from competitions.services.refusal import ContestRefused

Act = QuizEvent.Act
NOT_CORRECTED = (Act.PAPER, Act.PUT, Act.PASS, Act.REVERSE)


def refuse_impossible(event, decision):
    """Tried on a copy: what could not be written is not proposed."""
    teams = {team.key: team for team in teams_of(event.quiz)}
    ledger = ledger_of(event.quiz, teams.values())
    if event.number not in {e.number for e in standing(ledger.events)}:
        raise ContestRefused(_("This line does not count. Choose another one."))
    if event.act in NOT_CORRECTED:
        raise ContestRefused(_("This line cannot be corrected. Choose another one."))
    try:
        correct(ledger, event, decision)
    except ActRefused as refusal:
        raise ContestRefused(said_of(refusal.fault, teams)) from None


def write(correction, person):
    """The lines that put it right; the page of the host stays closed."""

    def deed(writing):
        correct(writing, correction.event, correction.after["outcome"])
        writing.set_moment()

    return in_turn(correction.event.quiz, person, deed, is_correction=True)


def compile_anew(stage):
    return compile_quiz(stage.quiz)
