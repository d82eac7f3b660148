"""Protests against a line of the ledger, and what the jury says of them."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import QuizEvent, QuizProtest
from competitions.quiz.events import ANSWERS, standing
from competitions.quiz.protest import swing
from competitions.services.quiz.writing import MOMENT, in_turn
from competitions.services.refusal import ContestRefused
from ledger import log

STANDS, VOID, UNDONE = "stands", "void", "undone"
DECISIONS = (STANDS, *ANSWERS, UNDONE, VOID)


def protest(quiz, person, event, team, reason):
    """Writes down who protests against what, and how much it could still change."""

    def deed(writing):
        counts = {e.number for e in standing(writing.ledger.events)}
        if event.number not in counts or event.act == QuizEvent.Act.PAPER:
            raise ContestRefused(_("This line does not count. Choose another one."))
        could = swing(writing.ledger, event.round, event.question)
        made = QuizProtest(
            quiz=writing.quiz, event=event, team=team, reason=reason,
            largest_swing=could.largest, changes_the_first=could.changes_the_first,
            made_by=person, made_at=writing.now,
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            raise ContestRefused(_("This team has protested against it already.")) from None
        facts = {"team": str(team), "line": event.number, "reason": reason}
        log.append(writing.quiz.stage.log, "protest", person, **facts)
        return made

    return in_turn(quiz, person, deed)


def rule(made, person, decision, ruling, jury):
    """The jury has spoken: the line stands, or it is reversed and written anew."""

    def deed(writing):
        state = QuizProtest.State.STANDS if decision == STANDS else QuizProtest.State.CORRECTED
        open_ = QuizProtest.objects.open().filter(pk=made.pk)
        if not open_.update(
            state=state, ruling=ruling, jury=jury, ruled_by=person, ruled_at=timezone.now()
        ):
            raise ContestRefused(_("The jury has ruled on this already."))
        if decision != STANDS:
            _correct(writing, made.event, decision)
            writing.set_moment(**MOMENT)
        facts = {"line": made.event.number, "decision": decision, "ruling": ruling, "jury": jury}
        log.append(writing.quiz.stage.log, "protest ruled", person, **facts)

    return in_turn(made.quiz, person, deed)


def _correct(writing, event, decision):
    """Takes back what was written of the question from this line on, the last line first; the
    whole question where it is thrown out."""
    first = 1 if decision == VOID else event.number
    of_question = [
        other.number
        for other in standing(writing.ledger.events)
        if (other.round, other.question) == (event.round, event.question)
        and other.act != QuizEvent.Act.PUT
        and other.number >= first
    ]
    for number in reversed(of_question):
        writing.undo(number)
    if decision == VOID:
        writing.record("void", event.round, event.question)
    elif decision in ANSWERS:
        _judge_anew(writing, event, decision)


def _judge_anew(writing, event, outcome):
    if event.team_id is None:
        raise ContestRefused(_("This line is of no single team. It can only be taken back."))
    team = event.team.key
    writing.record("answer", event.round, event.question, team=team, outcome=outcome)
