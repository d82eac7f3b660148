from datetime import date, timedelta
from itertools import count

from uuid_utils.compat import uuid7

from organisation.periods import today
from records import id_numbers
from records.models import Certificate, Consent, DailyClose, Event, Membership, Reminder, Resident
from records.models import Household as HouseholdModel
from records.reminders import plan
from records.services import consents, entry, reminders, residents
from tests.make.organisation import village as a_village

__all__ = [
    "certificate",
    "consent",
    "daily_close",
    "event",
    "household",
    "id_no",
    "pregnancy",
    "reminder",
    "resident",
    "rights_request",
    "visit",
]

_numbers = count(1)


def id_no(birth_date=date(1980, 3, 8), area="990001"):
    """An invented number: sequence 000."""
    return id_numbers.invented(area, birth_date)


def household(village=None, group=3, **fields):
    made = residents.register_household(None, village or a_village(), group, "Lane 1")
    HouseholdModel.objects.filter(pk=made.pk).update(**fields)
    return made


def resident(village=None, *, home=None, name="王小伟", kin=Membership.Kin.HEAD, **fields):
    """A woman born on a day of her own, in a household of the village."""
    number = next(_numbers)
    facts = {
        "name": name,
        "sex": Resident.Sex.FEMALE,
        "birth_date": date(1980, 1, 1) + timedelta(days=number),
        "kin": kin,
        "today": today(),
        "since": date(2020, 1, 1),
        **fields,
    }
    return residents.register_resident(None, home or household(village), **facts)


def event(kind=Event.Kind.MARRIAGE, who=None, *, day=None, person=None, today_=None, **facts):
    who = who or resident()
    now = today_ or today()
    return entry.record(person, who, kind, day or now, uuid7(), today=now, **facts)


def consent(who=None, purpose=Consent.Purpose.HEALTH):
    who = who or resident()
    return consents.give(None, who, purpose, Consent.Channel.PAPER, today())


def pregnancy(who=None, *, edd=None, today_=None):
    who = who or resident()
    now = today_ or today()
    event(
        Event.Kind.PREGNANCY_REGISTERED,
        who,
        today_=now,
        edd=edd or now + timedelta(days=100),
        consent=consent(who),
    )
    return who.pregnancies.get()


def visit(who=None, *, kind="care", next_visit_on=None, today_=None, consent=None):
    facts = {"visit_kind": kind, "mode": "home", "next_visit_on": next_visit_on}
    return event(Event.Kind.VISIT, who, today_=today_, consent=consent, **facts).visit


def certificate(who=None, *, ready=True, applied_on=None, ready_on=None, today_=None):
    who = who or resident()
    now = today_ or today()
    applied = applied_on or ready_on or now
    event(Event.Kind.CERTIFICATE_APPLIED, who, day=applied, today_=now, certificate_kind="id_card")
    made = who.certificates.get(kind=Certificate.Kind.ID_CARD)
    if ready:
        day = ready_on or now
        event(Event.Kind.CERTIFICATE_READY, who, day=day, today_=now, certificate=made)
        made.refresh_from_db()
    return made


def reminder(village=None, *, who=None, due_on=None, rule="R04", sensitive=False, **fields):
    who = who or resident(village)
    due = due_on or today()
    anchor = event(who=who, day=min(due, today()))
    planned = plan(rule, due, due + timedelta(days=30), due)
    made = reminders.made(who, anchor, planned, sensitive, today())
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return Reminder.objects.get(pk=made.pk)


def daily_close(village, day, **fields):
    from django.utils import timezone

    return DailyClose.objects.create(village=village, date=day, closed_at=timezone.now(), **fields)


def rights_request(who=None, text="My house number is wrong."):
    return consents.ask(None, who or resident(), "correct", text, today())
