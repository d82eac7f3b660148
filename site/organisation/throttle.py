"""How often somebody may try a password: 5 in 15 minutes an account, 30 in 10 minutes a place.

A try takes one of a few numbers, each with a lifetime of its own. The database lets one caller win
a number, so a thousand tries at once are five. Plain SQL, three statements a try: on an exam day
everybody signs in within a minute.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ledger.plain_sql import stored
from organisation.models import SignInTry

_TAKEN = """
SELECT holder, number FROM organisation_signintry WHERE holder IN ({places}) AND until > %s
"""
# A number whose time is over is taken over; one that somebody else has just won is not.
_TAKE = """
INSERT INTO organisation_signintry (holder, number, until) VALUES {rows}
ON CONFLICT (holder, number) DO UPDATE SET until = excluded.until
WHERE organisation_signintry.until <= %s
RETURNING holder, number
"""
_GIVE_BACK = "DELETE FROM organisation_signintry WHERE {those}"


class TooManyTries(Exception):
    """Nobody may try here now."""


@dataclass(frozen=True)
class Limit:
    kind: str
    count: int
    lifetime: timedelta

    def holder(self, name):
        return hashlib.sha256(f"{self.kind} {name}".encode()).hexdigest()


ACCOUNT = Limit("account", 5, timedelta(minutes=15))
PLACE = Limit("address", 30, timedelta(minutes=10))


@dataclass
class Try:
    left: int = 0  # how many more tries the account has after this one
    taken: list[tuple[str, int]] = field(default_factory=list)

    def give_back(self):
        """The password was right: this try does not count."""
        if not self.taken:
            return
        those = " OR ".join(["(holder = %s AND number = %s)"] * len(self.taken))
        with connection.cursor() as cursor:
            asked = [value for one in self.taken for value in one]
            cursor.execute(_GIVE_BACK.format(those=those), asked)


def begin(account, address):
    """Takes a try before the password is looked at; `account` names it for known and unknown."""
    wanted = {ACCOUNT.holder(account): ACCOUNT}
    if not is_training_room(address):
        wanted[PLACE.holder(address)] = PLACE
    attempt = Try()
    with connection.cursor() as cursor:
        while wanted:
            won = _take(cursor, attempt, wanted)
            attempt.taken += won
            wanted = {holder: wanted[holder] for holder in wanted.keys() - dict(won).keys()}
    return attempt


def _take(cursor, attempt, wanted):
    """Those that were won of the first free numbers of each holder."""
    now, free = timezone.now(), {}
    taken = _taken(cursor, wanted, now)
    for holder, limit in wanted.items():
        free[holder] = [n for n in range(limit.count) if (holder, n) not in taken]
        if not free[holder]:
            attempt.give_back()
            raise TooManyTries
        if limit is ACCOUNT:
            attempt.left = len(free[holder]) - 1
    rows = [
        (holder, free[holder][0], stored(now + limit.lifetime)) for holder, limit in wanted.items()
    ]
    places = ", ".join(["(%s, %s, %s)"] * len(rows))
    cursor.execute(
        _TAKE.format(rows=places), [*(value for row in rows for value in row), stored(now)]
    )
    return [tuple(row) for row in cursor.fetchall()]


def _taken(cursor, wanted, now):
    places = ", ".join(["%s"] * len(wanted))
    cursor.execute(_TAKEN.format(places=places), [*wanted, stored(now)])
    return {tuple(row) for row in cursor.fetchall()}


def forget(account):
    """Opens an account again, because somebody who may has set a new password."""
    SignInTry.objects.filter(holder=ACCOUNT.holder(account)).delete()


def clear_old(now):
    """Takes away what counts no more."""
    SignInTry.objects.filter(until__lte=now).delete()


def is_training_room(address):
    """A room of computers shares one address; there only the account counts."""
    place = ip_address(address)
    return any(place in ip_network(room) for room in settings.TRAINING_ROOM_ADDRESSES)
