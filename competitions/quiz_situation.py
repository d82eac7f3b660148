"""Where a quiz stands at this moment: what the host, the hall and the teams are shown of it."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.utils import timezone

from competitions.models import Quiz, QuizEvent, QuizTeam
from competitions.quiz.events import Event, Question, question_in, standing
from competitions.quiz.ledger import Ledger
from competitions.quiz.table import plain
from competitions.quiz_ledger import last_put, ledger_of, teams_of


@dataclass(frozen=True)
class TeamLine:
    team: QuizTeam
    score: str
    claimed: int  # its place among those who claimed; 0 when it did not
    has_right: bool
    outcome: str  # of its answer or foul, in words
    is_right: bool
    pressed_early: bool


@dataclass(frozen=True)
class Situation:
    quiz: Quiz
    ledger: Ledger
    put: Event | None  # the last question that counts
    question: Question
    lines: list[TeamLine]

    @property
    def round(self):
        return self.ledger.rules.rounds[self.put.round] if self.put else None

    @property
    def is_on(self):
        return self.put is not None and not self.question.is_over(self.round)

    @property
    def claimed(self):
        """Those who claimed the question, in their order."""
        lines = [line for line in self.lines if line.claimed]
        return sorted(lines, key=lambda line: line.claimed)

    @property
    def seconds_left(self):
        """By the server's clock; None where no time runs."""
        if self.quiz.clock_started_at is None:
            return None
        ends = self.quiz.clock_started_at + timedelta(seconds=self.quiz.clock_seconds)
        return max(0.0, round((ends - timezone.now()).total_seconds(), 1))

    @property
    def whole_seconds(self):
        return None if self.seconds_left is None else ceil(self.seconds_left)

    def line_of(self, team):
        return next((line for line in self.lines if line.team.pk == team.pk), None)


def situation_of(quiz):
    teams = teams_of(quiz)
    ledger = ledger_of(quiz, teams)
    put = last_put(ledger)
    question = Question()
    if put:
        question = question_in(standing(ledger.events), put.round, put.question)
    return Situation(quiz, ledger, put, question, _lines(quiz, teams, ledger, put, question))


def _lines(quiz, teams, ledger, put, question):
    scores = ledger.scores()
    right = question.with_right(ledger.rules.rounds[put.round]) if put else ()
    early = _early(quiz, put)
    return [
        TeamLine(
            team=team,
            score=plain(scores[team.key]),
            claimed=_place(team.key, question.buzzed),
            has_right=team.key in right,
            outcome=_words(question.tried.get(team.key)),
            is_right=question.tried.get(team.key) == QuizEvent.Outcome.RIGHT,
            pressed_early=team.pk in early,
        )
        for team in teams
    ]


def _early(quiz, put):
    if put is None or not quiz.rules.rounds[put.round].is_buzzed:
        return set()
    presses = quiz.presses.filter(round=put.round, question=put.question, is_early=True)
    return set(presses.values_list("team", flat=True))


def _place(key, keys):
    return keys.index(key) + 1 if key in keys else 0


def _words(outcome):
    return str(QuizEvent.Outcome(outcome).label) if outcome else ""
