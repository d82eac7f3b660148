"""The host's page: the question with its answer, and every act that is possible now."""

from collections import Counter
from dataclasses import dataclass

from competitions.models import QuizEvent, ResultSnapshot
from competitions.quiz.events import decided, stakes_of, standing
from competitions.quiz.rules import BUZZER, REQUIRED, RISK, SUDDEN_DEATH, Round
from competitions.quiz.standing import choosing
from competitions.quiz_situation import Situation, TeamLine
from competitions.services.quiz.stage import next_number
from exams.frozen import answers_of, right_words

LINES = 12
CHOICES = ("single", "multiple", "truefalse")


@dataclass(frozen=True)
class Wording:
    type: str
    text: str
    options: list
    right: list[str]
    why: str


@dataclass(frozen=True)
class Act:
    do: str  # as the form sends it
    outcome: str
    label: str
    points: int


@dataclass(frozen=True)
class TeamActs:
    line: TeamLine
    answers: list[Act]
    fouls: list[Act]
    may_claim: bool


@dataclass(frozen=True)
class Stakes:
    line: TeamLine
    values: list[int]  # that it may still choose


@dataclass(frozen=True)
class DeskView:
    situation: Situation
    round: Round  # the one on, or the one chosen for the next question
    snapshot: ResultSnapshot | None
    written: list[QuizEvent]  # the last lines, the newest first

    @property
    def rounds(self):
        return list(self.situation.ledger.rules.rounds.values())

    @property
    def kind(self):
        return self.round.kind

    @property
    def is_required(self):
        return self.kind == REQUIRED

    @property
    def is_buzzer(self):
        return self.kind == BUZZER

    @property
    def is_risk(self):
        return self.kind == RISK

    @property
    def is_sudden_death(self):
        return self.kind == SUDDEN_DEATH

    @property
    def undo(self):
        """The last line that counts."""
        events = standing(self.situation.ledger.events)
        return next((row for row in self.written if events and row.number == events[-1].number), 0)

    @property
    def wording(self):
        """The question as it is kept from the bank; None where the host has it on paper."""
        put = self.situation.put
        if not self.situation.is_on:
            return None
        kept = self.situation.quiz.questions.filter(round=put.round, number=int(put.question))
        question = kept.select_related("version").prefetch_related("version__options").first()
        return wording_of(question.version) if question else None

    @property
    def next(self):
        return next_number(self.situation.quiz, self.situation.ledger, self.round.key)

    @property
    def acts(self):
        return [self._acts(line) for line in self.situation.lines]

    def _acts(self, line):
        key = line.team.key
        put_to = key in self.situation.put.teams and key not in self.situation.question.tried
        answers = [self._act("answer", key, o) for o in ("right", "wrong") if line.has_right]
        fouls = [
            self._act("answer", key, outcome)
            for outcome in ("early", "spoke")
            if put_to and getattr(self.round, outcome) is not None
        ]
        may_claim = put_to and self.round.is_buzzed and not line.claimed
        return TeamActs(line, answers, fouls, may_claim)

    def _act(self, verb, key, outcome):
        label = QuizEvent.Outcome(outcome).label
        points = self.round.points(outcome, self.situation.put.value)
        return Act(f"{verb} {key} {outcome}", outcome, label, points)

    @property
    def choosing(self):
        """The teams that still choose a stake; only the first of them may do it now."""
        ledger, events = self.situation.ledger, standing(self.situation.ledger.events)
        lines = {line.team.key: line for line in self.situation.lines}
        return [
            Stakes(lines[key], self._stakes_left(events, key))
            for key in choosing(ledger, self.round.key)
        ]

    def _stakes_left(self, events, key):
        used = stakes_of(events, self.round.key, key)
        return [value for value in self.round.values if value not in used]

    @property
    def undecided(self):
        """(line, shares its score) for every team that sudden death can still place."""
        ledger = self.situation.ledger
        out = decided(ledger.rules, standing(ledger.events))
        lines = [line for line in self.situation.lines if line.team.key not in out]
        shared = Counter(line.score for line in lines)
        return [(line, shared[line.score] > 1) for line in lines]


def desk_view(situation, wanted=""):
    rounds = situation.ledger.rules.rounds
    if situation.is_on:
        round_ = situation.round
    else:
        last = situation.put.round if situation.put else next(iter(rounds))
        round_ = rounds.get(wanted, rounds[last])
    quiz = situation.quiz
    rows = quiz.events.select_related("team__entry", "by", "reverses").order_by("-number")
    return DeskView(
        situation,
        round_,
        quiz.stage.snapshots.filter(discarded_at=None).order_by("-number").first(),
        list(rows[:LINES]),
    )


def wording_of(version):
    """`version` with its options at hand."""
    options = list(version.options.all())
    frozen = {"type": version.type, **answers_of(version.type, options)}
    return Wording(
        type=version.type,
        text=version.text,
        options=options if version.type in CHOICES else [],
        right=right_words(frozen),
        why=version.explanation,
    )
