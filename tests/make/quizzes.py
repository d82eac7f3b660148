from uuid import uuid4

from django.utils import timezone

from competitions.models import Contest, Quiz, QuizRuleSet
from competitions.services import results
from competitions.services.quiz import buzzers, setup, stage
from competitions.services.quiz import results as quiz_results
from tests.competitions.quiz.stage import DATA
from tests.make.competitions import contest, entry
from tests.make.competitions import stage as make_stage
from tests.make.organisation import person

__all__ = [
    "buzzer",
    "deed",
    "pass_turn",
    "put",
    "quiz",
    "quiz_result",
    "quiz_rule_set",
    "quiz_stage",
]

QUIZ_RULES = {
    **DATA,
    "rounds": [{**round_, "seconds": 20} for round_ in DATA["rounds"]],
}


def quiz_rule_set(contest_, *, data=None, published=True):
    return QuizRuleSet.objects.create(
        contest=contest_,
        version=contest_.quiz_rule_sets.count() + 1,
        data=data or QUIZ_RULES,
        published_at=timezone.now() if published else None,
    )


def quiz_stage(unit=None, *, contest_=None, data=None, teams=3, units=(), **fields):
    """A stage of a knowledge contest with published rules, and no quiz yet; a team of each of
    the units where they are named."""
    held = contest_ or contest(unit)
    Contest.objects.filter(pk=held.pk).update(kind=Contest.Kind.KNOWLEDGE)
    held.refresh_from_db()
    quiz_rule_set(held, data=data)
    made = make_stage(held, unit, **fields)
    for of in units or [None] * teams:
        entry(made, of, people=[person("information_officer", of)] if of else ())
    return made


def quiz(unit=None, **fields):
    """A quiz of three teams by the rules of `tests/competitions/quiz/stage.py`."""
    made = setup.set_up(quiz_stage(unit, **fields), person())
    return Quiz.objects.select_related("stage__contest", "rule_set").get(pk=made.pk)


def put(quiz_, round_key="quick", *teams, value=None):
    return stage.put(quiz_, person(), round_key, uuid4(), teams, value)


def pass_turn(quiz_, team):
    return stage.pass_turn(quiz_, person(), "risk", uuid4(), team)


def deed(quiz_, words):
    """What the host presses: "quick 1 claim 02", "quick 1 answer 02 right", "quick 1 go"."""
    round_key, question, verb, *facts = words.split()
    here = (quiz_, person(), round_key, question)
    if verb == "go":
        return stage.open_claims(*here)
    if verb == "void":
        return stage.void(*here, uuid4())
    act = stage.claim if verb == "claim" else stage.answer
    return act(*here, uuid4(), *facts)


def buzzer(quiz_, number=1):
    """The team of this number, with a device that was let in."""
    team = quiz_.teams.select_related("entry", "quiz").get(entry__order_no=number)
    buzzers.renew(team)
    team.refresh_from_db()
    buzzers.join(team, team.code, "127.0.0.1")
    team.refresh_from_db()
    return team


def quiz_result(quiz_, *, by=None, confirmed=True, published=True):
    """The standing as it is now; signed by two people and published unless told not to."""
    made = quiz_results.lock(quiz_, by or person())
    if confirmed:
        quiz_results.confirm(made, person())
    if confirmed and published:
        results.publish(made, person())
    made.refresh_from_db()
    return made
