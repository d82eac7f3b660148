"""Contests from the call to the signed result."""

from competitions.models.contests import Contest, Entry, RuleSet, Stage
from competitions.models.draws import Draw
from competitions.models.judging import Mark, Panel, Performance, Receipt, Seat, Sheet
from competitions.models.results import ResultSnapshot
from competitions.models.reveal import Reveal
from competitions.models.timing import Timekeeper, Timing

__all__ = [
    "Contest",
    "Draw",
    "Entry",
    "Mark",
    "Panel",
    "Performance",
    "Receipt",
    "ResultSnapshot",
    "Reveal",
    "RuleSet",
    "Seat",
    "Sheet",
    "Stage",
    "Timekeeper",
    "Timing",
]
