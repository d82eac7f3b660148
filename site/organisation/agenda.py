"""What an app asks of a person on a day. "My day" sorts the answers of all apps."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.periods import today
from organisation.rights import RIGHTS, Act, PostKind


class Urgency(IntEnum):
    """In the order of the page: now, today, next, later."""

    NOW = 0  # one clear act with a deadline: an open exam
    TODAY = 1  # to be done today
    NEXT = 2  # the next session she attends
    LATER = 3  # good to know


@dataclass(frozen=True)
class AgendaItem:
    when: datetime | date
    title: str  # never a resident's name together with a health matter
    url: str
    urgency: Urgency = Urgency.TODAY
    note: str = ""  # the second line
    act: str = ""  # words of the button or tag, such as "Start the exam"

    @property
    def day(self):
        if isinstance(self.when, datetime):
            return timezone.localtime(self.when).date()
        return self.when


@dataclass(frozen=True)
class MenuItem:
    """A place in an app that this person may go to (`menu(person)` in its `agenda.py`)."""

    title: str
    url: str


def agenda(person, day):
    """Accounts and places ask nothing of anybody on a day."""
    return []


def menu(person):
    """Where this person may go: by her rights, a constant number of queries."""
    kinds = list(person.posts_on(today()).values_list("kind", flat=True))
    acts = set().union(*(RIGHTS[PostKind(kind)] for kind in kinds))
    places = [
        ("person_list", _("Accounts and posts"), {Act.MANAGE_ACCOUNTS, Act.MAKE_ACCOUNTS}),
        ("venue_list", _("Teaching points"), {Act.HOLD_COURSES}),
        ("calendar", _("Working days"), {Act.KEEP_UNITS}),
        ("unit_list", _("Units"), {Act.KEEP_UNITS, Act.MANAGE_ACCOUNTS, Act.MAKE_ACCOUNTS}),
    ]
    return [
        MenuItem(title, reverse(f"organisation:{name}"))
        for name, title, needed in places
        if acts & needed
    ]
