"""Who stands where in a quiz: ties by sudden death, then fewer wrong answers, then the paper."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from competitions.quiz.events import decided, standing, turns_taken
from competitions.scoring.lines import in_order


def places(ledger, paper_times=None):
    """team → its Place, the highest score first; ties by the steps of the rules, else shared.

    `paper_times`: team → when it handed its paper in, anything that can be compared.
    """
    scores = ledger.scores()
    events = standing(ledger.events)
    steps = {
        "sudden_death": sudden_death_order(ledger.rules, events),
        "fewer_wrong": {team: -wrong for team, wrong in wrong_answers(events).items()},
        "paper_time": _earlier_is_better(paper_times or {}),
    }
    keys = {
        team: (scores[team], *(steps[step].get(team, 0) for step in ledger.rules.ties))
        for team in ledger.teams
    }
    return in_order(keys)


def sudden_death_order(rules, events):
    """team → how it came out: the first to win above the later ones, who are above the undecided,
    who are above the losers; the first to lose is last."""
    count = len(events)
    order = {}
    for place, (team, outcome) in enumerate(decided(rules, events).items()):
        order[team] = count - place if outcome == "right" else place - count
    return order


def wrong_answers(events):
    return Counter(event.team for event in events if event.outcome == "wrong")


def _earlier_is_better(times):
    order = sorted(set(times.values()), reverse=True)
    return {team: order.index(time) + 1 for team, time in times.items()}


def choosing_order(scores, lot):
    """In which order the teams choose their risk question: the highest score first, equal ones
    in the order of the lot."""
    return sorted(scores, key=lambda team: (-scores[team], lot.index(team)))


def choosing(ledger, round_key):
    """The teams that still have a turn in a risk round, the next one first: nobody a second time
    before all had theirs, and each time by the scores of that moment."""
    events, most = standing(ledger.events), ledger.rules.rounds[round_key].turns
    order = choosing_order(ledger.scores(), list(ledger.teams))
    taken = {team: turns_taken(events, round_key, team) for team in order}
    return sorted((team for team in order if taken[team] < most), key=taken.get)


def team_paper(marks, best, by="sum"):
    """What a team's written paper is worth: sum or mean of its best members, exactly.

    A team with fewer members than count has no mean of so many: the missing ones are worth 0.
    """
    counted = sorted((Decimal(mark) for mark in marks), reverse=True)[:best]
    total = sum(map(Fraction, counted), Fraction(0))
    return total if by == "sum" else total / best
