"""How often somebody may try a password: 5 in 15 minutes an account, 30 in 10 minutes a place.

A try takes one of a few slots, each with a lifetime of its own. `cache.add` lets one caller win
a slot on every cache we run on, so a thousand tries at once are five.
"""

import hashlib
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache

MINUTE = 60


class TooManyTries(Exception):
    """Nobody may try here now."""


@dataclass
class Try:
    left: int  # how many more tries the account has after this one
    slots: list[str] = field(default_factory=list)

    def give_back(self):
        """The password was right: this try does not count."""
        cache.delete_many(self.slots)


def begin(account, address):
    """Takes a try before the password is looked at; `account` names it for known and unknown."""
    of_account, of_address = _slots("account", account, 5), []
    if not is_training_room(address):
        of_address = _slots("address", address, 30)
    taken = cache.get_many([*of_account, *of_address])
    slot, left = _take(of_account, taken, 15 * MINUTE)
    attempt = Try(left, [slot])
    if of_address:
        try:
            attempt.slots.append(_take(of_address, taken, 10 * MINUTE)[0])
        except TooManyTries:
            attempt.give_back()
            raise
    return attempt


def forget(account):
    """Opens an account again, because somebody who may has set a new password."""
    cache.delete_many(_slots("account", account, 5))


def is_training_room(address):
    """A room of computers shares one address; there only the account counts."""
    place = ip_address(address)
    return any(place in ip_network(room) for room in settings.TRAINING_ROOM_ADDRESSES)


def _slots(kind, name, count):
    digest = hashlib.sha256(name.encode()).hexdigest()
    return [f"try:{kind}:{digest}:{number}" for number in range(count)]


def _take(slots, taken, lifetime):
    """One that is free, and how many are left after it."""
    free = [slot for slot in slots if slot not in taken]
    for number, slot in enumerate(free, start=1):
        if cache.add(slot, 1, lifetime):
            return slot, len(free) - number
    raise TooManyTries
