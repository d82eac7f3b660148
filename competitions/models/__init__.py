"""Contests from the call to the signed result."""

from competitions.models.advancement import Advancement, Origin
from competitions.models.awards import Award, AwardList, AwardRules
from competitions.models.contests import Contest, Entry, RuleSet, Stage
from competitions.models.corrections import Correction
from competitions.models.draws import Draw
from competitions.models.judging import Mark, Panel, Performance, Receipt, Seat, Sheet
from competitions.models.quiz import Quiz, QuizQuestion, QuizRuleSet, QuizTeam
from competitions.models.quiz_events import QuizEvent, QuizPress, QuizProtest
from competitions.models.registration import Call, Substitute
from competitions.models.results import ResultSnapshot
from competitions.models.reveal import Reveal
from competitions.models.seats import Conflict, SeatKey
from competitions.models.timing import Timekeeper, Timing

__all__ = [
    "Advancement",
    "Award",
    "AwardList",
    "AwardRules",
    "Call",
    "Conflict",
    "Contest",
    "Correction",
    "Draw",
    "Entry",
    "Mark",
    "Origin",
    "Panel",
    "Performance",
    "Quiz",
    "QuizEvent",
    "QuizPress",
    "QuizProtest",
    "QuizQuestion",
    "QuizRuleSet",
    "QuizTeam",
    "Receipt",
    "ResultSnapshot",
    "Reveal",
    "RuleSet",
    "Seat",
    "SeatKey",
    "Sheet",
    "Stage",
    "Substitute",
    "Timekeeper",
    "Timing",
]
