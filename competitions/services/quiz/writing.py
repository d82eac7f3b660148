"""The ledger is written here and nowhere else: one line after the other, each sending once."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Performance, Quiz, QuizEvent
from competitions.quiz.acts import ActRefused
from competitions.quiz.events import question_in, standing
from competitions.quiz.table import plain
from competitions.quiz_ledger import ledger_of, question_on, teams_of
from competitions.services.refusal import ContestRefused
from competitions.words import sentence
from ledger import log

TRIES = 5
MOMENT = {"claims_open_at": None, "clock_started_at": None, "clock_seconds": None}


def touch(quiz, **live):
    """What the pages show now; everything written makes the old pages ask again."""
    Quiz.objects.filter(pk=quiz.pk).update(change=F("change") + 1, **live)


def said_of(fault, teams):
    """The sentence of a refusal, with the names of teams in place of their keys."""
    if fault.facts.get("team") in teams:
        fault.facts["team"] = str(teams[fault.facts["team"]])
    return sentence(fault)


class Writing:
    """A quiz as it is while nobody else writes: its ledger, and a pen."""

    def __init__(self, quiz, person=None):
        self.quiz, self.person = quiz, person
        self.teams = {team.key: team for team in teams_of(quiz)}
        self.ledger = ledger_of(quiz, self.teams.values())
        self.now = timezone.now()

    @property
    def events(self):
        return self.ledger.events

    def record(self, act, round_key="", question="", key=None, **facts):
        """Writes an event, or ContestRefused when it cannot have happened."""
        return self._keep(key, self.ledger.record, act, round_key, question, **facts)

    def undo(self, number, key=None):
        return self._keep(key, self.ledger.undo, number)

    def _keep(self, key, act, *facts, **more):
        try:
            event = act(*facts, **more)
        except ActRefused as refusal:
            raise ContestRefused(said_of(refusal.fault, self.teams)) from None
        if event.number == 1:
            waiting = Performance.objects.filter(entry__quiz_team__quiz=self.quiz)
            waiting.update(state=Performance.State.ALL_IN)
        kept = self.quiz.events.create(
            number=event.number, act=event.act, round=event.round, question=event.question,
            team=self.teams.get(event.team), outcome=event.outcome or "", value=event.value,
            teams=list(event.teams), delta=event.delta, key=key, by=self.person, at=self.now,
            reverses=event.reverses and self.quiz.events.get(number=event.reverses),
        )  # fmt: skip
        log.append(self.quiz.stage.log, "quiz", self.person, **self._facts(event))
        return kept

    def _facts(self, event):
        facts = {
            "stage": self.quiz.stage.title, "number": event.number, "act": event.act,
            "round": event.round, "question": event.question, "team": event.team,
            "outcome": event.outcome, "value": event.value, "teams": list(event.teams),
            "delta": plain(event.delta), "reverses": event.reverses,
        }  # fmt: skip
        return {name: fact for name, fact in facts.items() if fact not in (None, "", [])}

    def refuse_unless_on(self, round_key, question):
        """What is pressed on an old page is not written for another question."""
        put = question_on(self.ledger)
        if put is None or (put.round, put.question) != (round_key, question):
            raise ContestRefused(_("This question is over. Look at the page again."))

    def refuse_while_on(self):
        if on := question_on(self.ledger):
            raise ContestRefused(
                _("%(round)s, question %(question)s is still on. End it first.")
                % {"round": on.round, "question": on.question}
            )

    def claimed(self, round_key, question):
        """The teams that claimed it, in their order."""
        return question_in(standing(self.ledger.events), round_key, question).buzzed

    def set_moment(self, **live):
        touch(self.quiz, **live)

    def start_clock(self, round_key, **live):
        seconds = self.ledger.rules.rounds[round_key].seconds
        started = self.now if seconds else None
        self.set_moment(clock_started_at=started, clock_seconds=seconds, **live)


def in_turn(quiz, person, deed, *, is_correction=False):
    """Does `deed(writing)` while nobody else writes in this quiz, and gives what it gives; once
    the result is locked only as a correction.

    Where the database lets two in, the number of the line lets one be first; the other does its
    deed again, on what is written then.
    """
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                locked = Quiz.objects.select_for_update(of=("self",))
                fresh = locked.select_related("stage", "rule_set").get(pk=quiz.pk)
                if not is_correction:
                    _refuse_locked(fresh)
                return deed(Writing(fresh, person))
        except IntegrityError:
            if attempt == TRIES:
                raise ContestRefused(_("Too many write at once. Try again.")) from None


def once(writing, key, act, **facts):
    """The event this sending has written already, or None. Another act under its key is refused."""
    kept = key and QuizEvent.objects.filter(quiz=writing.quiz, key=key).first()
    if not kept:
        return None
    wanted = {"act": act, **facts}
    if any(getattr(kept, name) != fact for name, fact in wanted.items()):
        raise ContestRefused(_("This page has sent something already. Load it again."))
    return kept


def _refuse_locked(quiz):
    if quiz.stage.snapshots.filter(discarded_at=None).exists():
        raise ContestRefused(_("The result is locked. Nothing more is written in the ledger."))
