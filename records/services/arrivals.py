"""Somebody joins a household: a new file, or her own one from the village she left."""

from django.db import transaction
from uuid_utils.compat import uuid7

from organisation.periods import today as this_day
from records.encryption import blind_index
from records.models import Event, Resident
from records.services import entry, residents


@transaction.atomic
def admit(person, household, *, kin, moved_in_on=None, today=None, **facts):
    """Returns the resident. A file that its last village closed goes on here."""
    today = today or this_day()
    since = moved_in_on or today
    resident = _left_elsewhere(facts)
    if resident is not None:
        resident = residents.take_over(person, resident, household, kin, since)
    else:
        kind = Resident.Kind.INFLOW if moved_in_on else Resident.Kind.LOCAL
        resident = residents.register_resident(
            person, household, kin=kin, today=today, since=since, kind=kind, **facts
        )
    if moved_in_on:
        entry.record(person, resident, Event.Kind.MOVE_IN, moved_in_on, uuid7(), today)
    return resident


@transaction.atomic
def found_household(person, village, *, group, address="", **facts):
    household = residents.register_household(person, village, group, address)
    return admit(person, household, **facts)


def _left_elsewhere(facts):
    index = blind_index("resident.id_no", facts.get("id_no", ""))
    if not index:
        return None
    left = Resident.objects.exclude(left_on=None)
    return left.filter(id_no_index=index, birth_date=facts["birth_date"]).first()
