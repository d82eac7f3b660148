"""Looking at a file: who, from where, when, why. The person may read the answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ledger import log
from ledger.models import Entry
from organisation.periods import today
from records.models import FileGrant

OPEN_FOR = timedelta(minutes=60)
SHOWN_FOR = timedelta(seconds=60)
LOOKS = ("viewed", "shown", "opened", "registered", "moved in")


def stream_of(resident):
    return f"file {resident.pk}"


def note(person, resident, verb, **facts):
    """A line in the log of this file. Never a name, never a number of a card."""
    post = person and person.posts_on(today()).first()
    unit = str(post.unit) if post else ""
    return log.append(stream_of(resident), verb, person, unit=unit, **facts)


def viewed(person, resident, purpose):
    return note(person, resident, "viewed", purpose=str(purpose))


def shown(person, resident, purpose):
    """The masked fields were shown in full for a minute."""
    return note(person, resident, "shown", purpose=purpose)


def searched(person, village, found):
    """A search is logged too, without its words."""
    return log.append(f"searches {village.code}", "searched", person, found=found)


@transaction.atomic
def open_for_an_hour(person, resident, purpose):
    """A file of another unit is open for sixty minutes, and its log says why."""
    note(person, resident, "opened", purpose=purpose)
    return FileGrant.objects.create(
        person=person,
        resident=resident,
        purpose=purpose,
        expires_at=timezone.now() + OPEN_FOR,
    )


def standing_grant(person, resident, moment=None):
    moment = moment or timezone.now()
    grants = FileGrant.objects.filter(person=person, resident=resident, expires_at__gt=moment)
    return grants.first()


@dataclass(frozen=True)
class Look:
    at: datetime
    who: str
    unit: str
    verb: str
    purpose: str


def looks_at(resident, most=20):
    """谁看过: the latest first."""
    entries = Entry.objects.filter(stream=stream_of(resident), verb__in=LOOKS).order_by("-number")
    return [
        Look(e.at, e.actor, e.facts.get("unit", ""), e.verb, e.facts.get("purpose", ""))
        for e in entries[:most]
    ]
