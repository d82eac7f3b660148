"""A quiz of three teams, for the tests of its rules."""

from competitions.quiz.acts import ActRefused
from competitions.quiz.ledger import Ledger
from competitions.quiz.rules import parse_quiz_rules

TEAMS = ("A", "B", "C")
DATA = {
    "base": 100,
    "rounds": [
        {"key": "must", "kind": "required", "right": 10, "wrong": 0},
        {"key": "quick", "kind": "buzzer", "right": 10, "wrong": -10, "early": -10, "spoke": -10},
        {"key": "risk", "kind": "risk", "values": [10, 30, 50], "turns": 2},
        {"key": "extra", "kind": "sudden_death"},
    ],
    "ties": ["sudden_death", "fewer_wrong", "paper_time"],
}


def ledger(*acts):
    """`acts` are lines such as "quick 1 answer A right" or "risk 1 put A 30"."""
    written = Ledger(parse_quiz_rules(DATA), TEAMS)
    for act in acts:
        write(written, act)
    return written


def write(written, act):
    round_key, question, verb, *rest = act.split()
    if verb == "put":
        teams = tuple(word for word in rest if not word.isdigit())
        value = next((int(word) for word in rest if word.isdigit()), None)
        return written.record("put", round_key, question, teams=teams, value=value)
    facts = dict(zip(("team", "outcome"), rest, strict=False))
    return written.record(verb, round_key, question, **facts)


def refusal(written, act):
    """Why this act cannot happen now; None when it can, and then it has happened."""
    try:
        write(written, act)
    except ActRefused as refused:
        return refused.fault.code
    return None
