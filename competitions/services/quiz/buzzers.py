"""The teams' own devices: who may press, and in which order the presses came in."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import QuizPress, QuizTeam
from competitions.quiz_ledger import question_on
from competitions.services.quiz.writing import in_turn, touch
from competitions.services.refusal import ContestRefused
from organisation import throttle

DIGITS = 6


@transaction.atomic
def give_codes(quiz):
    """A fresh code for every team without a device."""
    for team in quiz.teams.filter(device=""):
        _give_code(team)


@transaction.atomic
def renew(team):
    """Another device for a team: the old one is out at once, a new code lets one in."""
    _give_code(team)


def _give_code(team):
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    QuizTeam.objects.filter(pk=team.pk).update(code=code, device="", joined_at=None)
    touch(team.quiz)
    throttle.forget(_account(team))


def join(team, code, address):
    """The token of the device that typed the right code; a code works once."""
    try:
        attempt = throttle.begin(_account(team), address)
    except throttle.TooManyTries:
        raise ContestRefused(
            _("Too many tries. Ask the host for a new code, or wait 15 minutes.")
        ) from None
    device = secrets.token_urlsafe(24)
    waiting = QuizTeam.objects.filter(pk=team.pk, code=code).exclude(code="")
    if not waiting.update(code="", device=device, joined_at=timezone.now()):
        raise ContestRefused(_("This is not the code of this team. Look at the slip again."))
    attempt.give_back()
    touch(team.quiz)
    return device


def press(team, round_key, question):
    """A claim in the order the server received it; before the host's "go" it is only noted."""

    def deed(writing):
        on = question_on(writing.ledger)
        if on is None or (on.round, on.question) != (round_key, question):
            raise ContestRefused(_("This question is over."))
        if not writing.ledger.rules.rounds[round_key].is_buzzed:
            raise ContestRefused(_("In this round nobody has to be the quickest."))
        is_early = writing.quiz.claims_open_at is None
        pressed, is_new = QuizPress.objects.get_or_create(
            quiz=writing.quiz, round=round_key, question=question, team=team, is_early=is_early,
            defaults={"at": writing.now},
        )  # fmt: skip
        if is_early:
            writing.set_moment()
        elif is_new or team.key not in writing.claimed(round_key, question):
            _claim(writing, team, round_key, question)
        return pressed

    return in_turn(team.quiz, None, deed)


def _claim(writing, team, round_key, question):
    writing.record("buzz", round_key, question, team=team.key)
    if writing.ledger.with_right(round_key, question) == (team.key,):
        writing.start_clock(round_key)
    else:
        writing.set_moment()


def _account(team):
    return f"quiz team {team.pk}"
