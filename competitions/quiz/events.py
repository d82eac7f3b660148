"""What is written in the ledger of a quiz, and what a question has come to by it."""

from collections import Counter
from dataclasses import dataclass, field

from competitions.quiz.rules import SUDDEN_DEATH

ANSWERS = ("right", "wrong")
FOULS = ("early", "spoke")


@dataclass(frozen=True)
class Event:
    """`act` is paper, put, pass, buzz, answer, foul, void or reverse.

    `by` and `at` say who wrote it, and when. `delta` is whole, but for what a written paper brings.
    """

    number: int
    act: str
    round: str
    question: str
    team: str | None = None
    outcome: str | None = None
    value: int | None = None  # the stake of a risk question
    teams: tuple[str, ...] = ()  # to whom the question was put
    delta: int = 0
    reverses: int | None = None
    by: str = ""
    at: str = ""


def standing(events):
    """Those that count: neither reversed nor reversing."""
    gone = {event.reverses for event in events}
    return [event for event in events if event.reverses is None and event.number not in gone]


@dataclass
class Question:
    put: Event | None = None
    buzzed: list[str] = field(default_factory=list)
    tried: dict[str, str] = field(default_factory=dict)  # team → outcome of its answer or foul
    is_void: bool = False

    def is_over(self, round_):
        if self.is_void or "early" in self.tried.values():
            return True
        if round_.is_buzzed:
            answers = [outcome for outcome in self.tried.values() if outcome in ANSWERS]
            if "right" in answers or len(answers) >= round_.attempts:
                return True
        return set(self.tried) >= set(self.put.teams)

    def with_right(self, round_):
        """The teams that may answer now: one where it is buzzed, several where it is common."""
        if self.put is None or self.is_over(round_):
            return ()
        asked = self.buzzed if round_.is_buzzed else self.put.teams
        waiting = tuple(team for team in asked if team not in self.tried)
        return waiting[:1] if round_.is_buzzed else waiting


def question_in(events, round_key, name):
    """Where a question stands after these events, which all count."""
    question = Question()
    for event in events:
        if (event.round, event.question) != (round_key, name):
            continue
        if event.act == "put":
            question.put = event
        elif event.act == "buzz":
            question.buzzed.append(event.team)
        elif event.act == "void":
            question.is_void = True
        else:
            question.tried[event.team] = event.outcome
    return question


def stakes_of(events, round_key, team):
    """What a team has staked in this round, in its order."""
    return [
        event.value
        for event in events
        if event.act == "put" and event.round == round_key and event.teams == (team,)
    ]


def turns_taken(events, round_key, team):
    """Questions chosen and turns let go."""
    passed = Counter(e.team for e in events if e.act == "pass" and e.round == round_key)
    return len(stakes_of(events, round_key, team)) + passed[team]


def decided(rules, events):
    """team → outcome, for those whom sudden death has taken out: the first right answer wins,
    the first wrong one loses."""
    return {
        event.team: event.outcome
        for event in events
        if event.act == "answer" and rules.rounds[event.round].kind == SUDDEN_DEATH
    }
