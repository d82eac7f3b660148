"""The key of a seat: a PIN and a code scanned once, for a tablet without anybody's password."""

import hashlib
import secrets
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Seat, SeatKey
from competitions.services.refusal import ContestRefused
from ledger import log
from organisation import throttle
from organisation.periods import today

PIN_DIGITS = 6


@dataclass(frozen=True)
class Told:
    """What is printed on the card of a seat, once; only hashes of it are kept."""

    seat: Seat
    pin: str
    token: str


@transaction.atomic
def make_keys(stage, person, seats=None):
    """New keys for these seats, or for all; the old ones open nothing any more."""
    panel = getattr(stage, "panel", None)
    if panel is None or not panel.approved_at:
        raise ContestRefused(_("Approve the panel first."))
    chosen = panel.seats.select_related("judge", "panel")
    if seats is not None:
        chosen = chosen.filter(pk__in=seats)
    told = []
    for seat in chosen:
        _revoke(seat)
        one = Told(seat, _new_pin(), secrets.token_urlsafe(32))
        SeatKey.objects.create(
            seat=seat, pin=make_password(one.pin), token_hash=_hash(one.token), made_by=person
        )
        told.append(one)
    log.append(stage.log, "keys made", person, seats=[one.seat.number for one in told])
    return told


@transaction.atomic
def revoke(seat, person):
    """The tablet is shut out at its next question."""
    if not _revoke(seat):
        raise ContestRefused(_("This seat has no key."))
    log.append(seat.panel.stage.log, "key taken back", person, seat=seat.number)


def _revoke(seat):
    return seat.keys.standing().update(revoked_at=timezone.now())


def key_of_token(token):
    """The key this code opens, if it was not scanned before; None otherwise."""
    unused = SeatKey.objects.valid_on(today()).filter(token_hash=_hash(token), used_at=None)
    return unused.select_related("seat__panel__stage__contest", "seat__judge").first()


@transaction.atomic
def enter_by_token(token):
    """Takes the code: it opens once, whoever comes first."""
    key = key_of_token(token)
    if key is None or not SeatKey.objects.filter(pk=key.pk, used_at=None).update(
        used_at=timezone.now()
    ):
        raise ContestRefused(_("This code has been used. Type the card number and the PIN."))
    _entered(key, "code")
    return key


def enter_by_pin(number, pin, address):
    """By the card: the same words for a number nobody has and a PIN that is wrong."""
    try:
        attempt = throttle.begin(f"seat {number}", address)
    except throttle.TooManyTries:
        raise ContestRefused(
            _("Too many tries. Come back in 15 minutes, or ask the desk.")
        ) from None
    key = SeatKey.objects.valid_on(today()).filter(seat=number).first()
    # Hash all the same: an unknown number must not answer faster than a known one.
    if not check_password(pin, key.pin if key else _nobodys_pin()):
        raise ContestRefused(_("The card number or the PIN is not right."))
    attempt.give_back()
    _entered(key, "PIN")
    return key


def _entered(key, way):
    stage = key.seat.panel.stage
    log.append(stage.log, "seat entered", key.seat.judge, seat=key.seat.number, way=way)


@cache
def _nobodys_pin():
    return make_password(secrets.token_urlsafe())


def _new_pin():
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
