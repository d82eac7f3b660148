"""What the hall sees of a quiz: nothing before it is opened, then scores and who claimed."""

from dataclasses import dataclass

from competitions.board import FINAL, PHASES, RUNNING, WAITING
from competitions.models import Quiz
from competitions.quiz_situation import Situation, situation_of
from competitions.showing import Shown


@dataclass(frozen=True)
class QuizBoard:
    quiz: Quiz
    shown: Shown  # as much of the published result as may be shown
    situation: Situation | None  # only while the organiser shows it

    @property
    def stage(self):
        return self.quiz.stage

    @property
    def rows(self):
        return self.shown.rows

    @property
    def lines(self):
        return self.situation.lines if self.situation else []

    @property
    def is_over(self):
        return self.shown.is_full

    @property
    def state(self):
        running = self.situation or self.shown.snapshot
        return PHASES[FINAL if self.is_over else RUNNING if running else WAITING]

    @property
    def is_dense(self):
        return max(len(self.rows), len(self.lines)) > 18


def board_version(quiz, shown):
    """Without a result and closed, what the host does changes nothing in the hall."""
    if shown.snapshot:
        return f"board.{quiz.pk}.result.{shown.version}"
    return f"board.{quiz.pk}.{quiz.change if quiz.shown_at else 'closed'}"


def quiz_board_of(quiz, shown):
    """With a result the live scores are gone: what is held back of it is not read from them."""
    live = situation_of(quiz) if quiz.shown_at and not shown.snapshot else None
    return QuizBoard(quiz, shown, live)
