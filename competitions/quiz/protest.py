"""What a protest could still change at most (CONTESTS.md §2.14)."""

from dataclasses import dataclass
from itertools import combinations

from competitions.quiz.events import FOULS, standing
from competitions.quiz.rules import SUDDEN_DEATH


@dataclass(frozen=True)
class Swing:
    """`largest` is the most by which the lead of one team over another can still move."""

    largest: int
    leaders: frozenset[str]  # who could be first after one ruling or another
    changes_the_first: bool


def swing(ledger, round_key, question):
    """Over all rulings: it stands, it is judged otherwise, it is thrown out, it is asked again."""
    events = [
        event
        for event in standing(ledger.events)
        if (event.round, event.question) == (round_key, question)
    ]
    now = ledger.scores()
    fouls = [event for event in events if event.outcome in FOULS]
    # Fouls may be forgiven with the question or stand beside a new ruling.
    starts = [_with(now, _points(events), -1)]
    starts.append(_with(starts[0], _points(fouls), 1))
    endings = [_with(start, e, 1) for start in starts for e in possible_endings(ledger, events)]
    first = _first(now)
    leaders = {_first(scores) for scores in endings} | {first}
    return Swing(
        largest=max(_moved(now, scores) for scores in endings),
        leaders=frozenset().union(*leaders),
        changes_the_first=leaders != {first},
    )


def possible_endings(ledger, events):
    """What the question can give in all, [{team: points}]; nothing for anybody among them.

    Of a question that several teams answer for themselves only the extremes are given: each team
    against all the others.
    """
    put = next((event for event in events if event.act == "put"), None)
    if put is None or ledger.rules.rounds[put.round].kind == SUDDEN_DEATH:
        return [{}]
    round_ = ledger.rules.rounds[put.round]
    right, wrong = (round_.points(outcome, put.value) for outcome in ("right", "wrong"))
    if round_.is_buzzed:
        return _of_the_quickest(put.teams, right, wrong, round_.attempts)
    others = [(right, wrong), (wrong, right)]
    return [{}] + [
        {**dict.fromkeys(put.teams, rest), team: own} for team in put.teams for own, rest in others
    ]


def _of_the_quickest(teams, right, wrong, attempts):
    endings = []
    for count in range(attempts + 1):
        for failed in combinations(teams, count):
            failing = dict.fromkeys(failed, wrong)
            endings.append(failing)
            if count < attempts:
                endings += [{**failing, team: right} for team in teams if team not in failing]
    return endings


def _points(events):
    points = {}
    for event in events:
        if event.team is not None:
            points[event.team] = points.get(event.team, 0) + event.delta
    return points


def _with(scores, points, times):
    return {team: score + times * points.get(team, 0) for team, score in scores.items()}


def _first(scores):
    return frozenset(team for team, score in scores.items() if score == max(scores.values()))


def _moved(before, after):
    """The change of a lead is the difference of two teams' changes; the most is the widest."""
    changes = [after[team] - before[team] for team in before]
    return max(changes) - min(changes)
