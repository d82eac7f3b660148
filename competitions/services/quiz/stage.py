"""What the host does on stage, press by press."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Quiz
from competitions.quiz.events import ANSWERS, FOULS, standing
from competitions.quiz.rules import RISK
from competitions.quiz.standing import choosing
from competitions.quiz_ledger import last_put
from competitions.services.quiz.writing import MOMENT, in_turn, once, touch
from competitions.services.refusal import ContestRefused
from ledger import log


def put(quiz, person, round_key, key, teams=(), value=None):
    """The next question of a round is on: to all, to these teams, or to one with its stake."""

    def deed(writing):
        if kept := once(writing, key, "put", round=round_key):
            return kept
        writing.refuse_while_on()
        _refuse_out_of_turn(writing, round_key, teams)
        number = next_number(quiz, writing.ledger, round_key, value)
        kept = writing.record(
            "put", round_key, str(number), key=key, teams=tuple(teams), value=value
        )
        writing.set_moment(**MOMENT)
        return kept

    return in_turn(quiz, person, deed)


def pass_turn(quiz, person, round_key, key, team):
    """A team chooses no risk question this time; the next one chooses."""

    def deed(writing):
        entered = writing.teams.get(team)
        if kept := once(writing, key, "pass", round=round_key, team=entered):
            return kept
        writing.refuse_while_on()
        _refuse_out_of_turn(writing, round_key, (team,))
        kept = writing.record("pass", round_key, key=key, team=team)
        writing.set_moment()
        return kept

    return in_turn(quiz, person, deed)


def _refuse_out_of_turn(writing, round_key, teams):
    """Of the risk questions the next one in the order chooses, and nobody else."""
    round_ = writing.ledger.rules.rounds.get(round_key)
    if round_ is None or round_.kind != RISK:
        return
    order = choosing(writing.ledger, round_key)
    if order and len(teams) == 1 and teams[0] in order[1:]:
        raise ContestRefused(
            _("Now %(next)s chooses; %(team)s comes after it.")
            % {"next": writing.teams[order[0]], "team": writing.teams[teams[0]]}
        )


def next_number(quiz, ledger, round_key, value=None):
    """The first question kept for this round, and for this stake, that was not put yet; where
    none is kept, the number after all others."""
    events = standing(ledger.events)
    used = {int(e.question) for e in events if e.act == "put" and e.round == round_key}
    kept = quiz.questions.filter(round=round_key)
    fitting = kept.filter(value=value) if value else kept
    for number in fitting.order_by("number").values_list("number", flat=True):
        if number not in used:
            return number
    return max({0, *used, *kept.values_list("number", flat=True)}) + 1


def answer(quiz, person, round_key, question, key, team, outcome):
    act = "answer" if outcome in ANSWERS else "foul" if outcome in FOULS else ""
    return _of_team(quiz, person, round_key, question, key, act, team, outcome)


def claim(quiz, person, round_key, question, key, team):
    """Claimed by hand or on devices of the hall's own, as the host saw it."""
    return _of_team(quiz, person, round_key, question, key, "buzz", team, "")


def _of_team(quiz, person, round_key, question, key, act, team, outcome):
    def deed(writing):
        entered = writing.teams.get(team)
        facts = {"round": round_key, "question": question, "team": entered, "outcome": outcome}
        if kept := once(writing, key, act, **facts):
            return kept
        writing.refuse_unless_on(round_key, question)
        kept = writing.record(act, round_key, question, key=key, team=team, outcome=outcome or None)
        if act == "buzz":
            writing.start_clock(round_key)
        else:
            writing.set_moment(clock_started_at=None, clock_seconds=None)
        return kept

    return in_turn(quiz, person, deed)


def void(quiz, person, round_key, question, key):
    """The question counts for nobody any more; what was given before it stays."""

    def deed(writing):
        if kept := once(writing, key, "void", round=round_key, question=question):
            return kept
        writing.refuse_unless_on(round_key, question)
        kept = writing.record("void", round_key, question, key=key)
        writing.set_moment(**MOMENT)
        return kept

    return in_turn(quiz, person, deed)


def undo(quiz, person, number, key):
    """One line more, that takes back line `number`."""

    def deed(writing):
        if kept := once(writing, key, "reverse"):
            return kept
        before = last_put(writing.ledger)
        kept = writing.undo(number, key)
        live = MOMENT if last_put(writing.ledger) != before else {}
        writing.set_moment(**live)
        return kept

    return in_turn(quiz, person, deed)


def open_claims(quiz, person, round_key, question):
    """The host says "go": what comes in from now on is not too early. The clock starts."""

    def deed(writing):
        writing.refuse_unless_on(round_key, question)
        if not writing.ledger.rules.rounds[round_key].is_buzzed:
            raise ContestRefused(_("In this round nobody has to be the quickest."))
        if writing.quiz.claims_open_at is None:
            writing.start_clock(round_key, claims_open_at=writing.now)
            facts = {"round": round_key, "question": question}
            log.append(writing.quiz.stage.log, "claims open", person, **facts)

    return in_turn(quiz, person, deed)


def start_clock(quiz, person, round_key, question):
    """From the beginning, as often as the host presses."""

    def deed(writing):
        writing.refuse_unless_on(round_key, question)
        writing.start_clock(round_key)

    return in_turn(quiz, person, deed)


@transaction.atomic
def show(quiz, person, shown=True):
    """The hall sees the scores from now on, or sees them no more."""
    quiz = Quiz.objects.select_for_update(of=("self",)).select_related("stage").get(pk=quiz.pk)
    if bool(quiz.shown_at) != shown:
        touch(quiz, shown_at=timezone.now() if shown else None)
        log.append(quiz.stage.log, "board shown" if shown else "board closed", person)
