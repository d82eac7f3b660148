"""Protests against a line of the ledger, and what the jury says of them."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import QuizEvent, QuizProtest
from competitions.quiz.events import standing
from competitions.quiz.protest import swing
from competitions.services.quiz.rulings import STANDS, correct
from competitions.services.quiz.writing import MOMENT, in_turn
from competitions.services.refusal import ContestRefused
from ledger import log


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
            correct(writing, made.event, decision)
            writing.set_moment(**MOMENT)
        facts = {"line": made.event.number, "decision": decision, "ruling": ruling, "jury": jury}
        log.append(writing.quiz.stage.log, "protest ruled", person, **facts)

    return in_turn(made.quiz, person, deed)
