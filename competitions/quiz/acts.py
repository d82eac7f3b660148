"""What may happen next on stage, and what it is worth: everything else is refused."""

from dataclasses import replace

from competitions.quiz.events import ANSWERS, FOULS, decided, question_in, stakes_of, turns_taken
from competitions.quiz.rules import RISK, SUDDEN_DEATH
from competitions.scoring.faults import Fault


class ActRefused(Exception):
    """Nothing was written: the act cannot happen now; `fault` says why."""

    def __init__(self, code, **facts):
        super().__init__(f"{code} {facts}")
        self.fault = Fault(code, facts=facts)


def checked(rules, teams, event, before):
    """The event with its points, if it may follow the events `before`, which all count."""
    if event.act == "paper":
        return _paper(rules, teams, event, before)
    round_ = rules.rounds.get(event.round)
    if round_ is None:
        raise ActRefused("no_such_round", round=event.round)
    _refuse_strangers(teams, event)
    if event.act == "pass":
        return _pass(round_, event, before)
    question = question_in(before, event.round, event.question)
    if event.act == "put":
        if question.put is not None:
            raise ActRefused("question_put_already", question=event.question)
        return _put(rules, round_, replace(event, teams=event.teams or teams), before)
    if event.act not in ACTS:
        raise ActRefused("no_such_act", act=event.act)
    if question.put is None:
        raise ActRefused("question_not_put", question=event.question)
    if question.is_over(round_):
        raise ActRefused("question_over", question=event.question)
    return ACTS[event.act](round_, event, question)


def _refuse_strangers(teams, event):
    for team in (*event.teams, *([] if event.team is None else [event.team])):
        if team not in teams:
            raise ActRefused("no_such_team", team=team)


def _paper(rules, teams, event, before):
    """What a team brings from the written paper, before the first question."""
    if rules.paper is None or rules.paper.counts != "start":
        raise ActRefused("no_paper")
    if event.team not in teams:
        raise ActRefused("no_such_team", team=event.team)
    if any(other.act == "put" for other in before):
        raise ActRefused("quiz_begun")
    if any(other.act == "paper" and other.team == event.team for other in before):
        raise ActRefused("paper_twice", team=event.team)
    return event


def _put(rules, round_, event, before):
    if round_.kind == RISK:
        _refuse_stake(round_, event, before)
    if round_.kind == SUDDEN_DEATH:
        if len(set(event.teams)) < 2:
            raise ActRefused("sudden_death_of_one")
        for team in event.teams:
            if team in decided(rules, before):
                raise ActRefused("decided_already", team=team)
    return event


def _refuse_stake(round_, event, before):
    if len(event.teams) != 1:
        raise ActRefused("risk_of_one_team")
    [team] = event.teams
    if event.value not in round_.values:
        raise ActRefused("no_such_stake", value=event.value)
    if event.value in stakes_of(before, round_.key, team):
        raise ActRefused("stake_used", team=team, value=event.value)
    _refuse_without_turn(round_, team, before)


def _pass(round_, event, before):
    """A team lets its turn to choose go; it costs nothing."""
    if round_.kind != RISK:
        raise ActRefused("nothing_to_choose", round=round_.key)
    if event.team is None:
        raise ActRefused("risk_of_one_team")
    _refuse_without_turn(round_, event.team, before)
    return replace(event, question="")


def _refuse_without_turn(round_, team, before):
    if turns_taken(before, round_.key, team) >= round_.turns:
        raise ActRefused("turns_over", team=team)


def _buzz(round_, event, question):
    if not round_.is_buzzed:
        raise ActRefused("not_buzzed")
    if event.team in question.buzzed or not _may_try(event.team, question):
        raise ActRefused("cannot_buzz", team=event.team)
    return event


def _answer(round_, event, question):
    if event.outcome not in ANSWERS:
        raise ActRefused("no_such_outcome", outcome=event.outcome)
    if event.team not in question.with_right(round_):
        raise ActRefused("no_right_to_answer", team=event.team)
    return replace(event, delta=round_.points(event.outcome, question.put.value))


def _foul(round_, event, question):
    if event.outcome not in FOULS or getattr(round_, event.outcome) is None:
        raise ActRefused("no_such_outcome", outcome=event.outcome)
    if not _may_try(event.team, question):
        raise ActRefused("no_right_to_answer", team=event.team)
    return replace(event, delta=round_.points(event.outcome))


def _void(_round, event, _question):
    return event


def _may_try(team, question):
    return team in question.put.teams and team not in question.tried


ACTS = {"buzz": _buzz, "answer": _answer, "foul": _foul, "void": _void}
