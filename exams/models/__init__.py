"""Banks and papers; exams and who is called to them; sittings and their marks; practice."""

from exams.models.absences import Absence
from exams.models.analyses import Analysis, QuestionAnalysis
from exams.models.appeals import Appeal
from exams.models.banks import Bank, Option, Question, ReviewStep, Topic, Version
from exams.models.blueprints import Assembly, Blueprint, BlueprintRow
from exams.models.exams import Candidate, Exam, MarkingRun
from exams.models.extensions import Allowance, Extension
from exams.models.handed_in import HandedIn
from exams.models.human_marks import Marker, Reading, Script
from exams.models.key_changes import KeyChange
from exams.models.late import LateClaim
from exams.models.paper_entries import PaperEntry
from exams.models.papers import Paper, PaperQuestion
from exams.models.pictures import Picture
from exams.models.practice import Card, MasteredTopic, PracticeAnswer
from exams.models.sittings import Answer, Attempt, Claim, Op, Permutation, Score
from exams.models.spot_draws import SpotDraw, SpotVillage
from exams.models.watch import Announcement, Signal

__all__ = [
    "Analysis",
    "Absence",
    "Allowance",
    "Announcement",
    "Answer",
    "Appeal",
    "Assembly",
    "Attempt",
    "Bank",
    "Blueprint",
    "BlueprintRow",
    "Candidate",
    "Card",
    "Claim",
    "Exam",
    "Extension",
    "HandedIn",
    "KeyChange",
    "LateClaim",
    "Marker",
    "MarkingRun",
    "MasteredTopic",
    "Op",
    "Option",
    "Paper",
    "PaperEntry",
    "PaperQuestion",
    "Permutation",
    "Picture",
    "PracticeAnswer",
    "Question",
    "QuestionAnalysis",
    "Reading",
    "ReviewStep",
    "Score",
    "Script",
    "Signal",
    "SpotDraw",
    "SpotVillage",
    "Topic",
    "Version",
]
