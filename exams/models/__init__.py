"""Banks and papers; exams and who is called to them; sittings and their marks."""

from exams.models.banks import Bank, Option, Question, ReviewStep, Topic, Version
from exams.models.exams import Candidate, Exam, MarkingRun
from exams.models.papers import Paper, PaperQuestion
from exams.models.pictures import Picture
from exams.models.sittings import Answer, Attempt, Claim, Op, Permutation, Score

__all__ = [
    "Answer",
    "Attempt",
    "Bank",
    "Candidate",
    "Claim",
    "Exam",
    "MarkingRun",
    "Op",
    "Option",
    "Paper",
    "PaperQuestion",
    "Permutation",
    "Picture",
    "Question",
    "ReviewStep",
    "Score",
    "Topic",
    "Version",
]
