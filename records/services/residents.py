"""Households and the people in them."""

from django.conf import settings
from django.db import IntegrityError, transaction

from ledger import numbers
from organisation.pinyin import initials_of
from records import id_numbers
from records.encryption import blind_index, tail_index
from records.models import Household, Membership, Resident
from records.services import files
from records.validations import RecordRefused


@transaction.atomic
def register_household(person, village, group, address=""):
    number = numbers.next_number(f"households of {village.code}")
    return Household.objects.create(
        number=f"{village.code}{number:05d}", village=village, group=group, address=address
    )


def checked_id_no(text, birth_date, sex, today):
    """The number as it is stored; RecordRefused with the rule it breaks. "" stays ""."""
    if not text.strip():
        return ""
    try:
        number = id_numbers.parse(text, today)
        id_numbers.agree(number, birth_date, sex)
    except id_numbers.Refused as refused:
        raise RecordRefused(refused.code) from refused
    if number.reserved and not settings.DEMO:
        raise RecordRefused("V08")
    return number.text


def identified(resident, name, id_no="", phone=""):
    """Puts in what is encrypted together with what it is found by."""
    resident.name, resident.id_no, resident.phone = name, id_no, phone
    resident.name_index = blind_index("resident.name", name)
    resident.initials = initials_of(name)
    resident.id_no_index = blind_index("resident.id_no", id_no)
    resident.id_tail_index = tail_index("resident.id_tail", id_no)
    resident.phone_tail_index = tail_index("resident.phone_tail", phone)
    return resident


def register_resident(person, household, *, name, sex, birth_date, kin, today, **more):
    """A new file. The same ID number never gets a second one, even if two people race."""
    id_no = checked_id_no(more.pop("id_no", ""), birth_date, sex, today)
    since = more.pop("since", today)
    resident = identified(
        Resident(village=household.village, sex=sex, birth_date=birth_date, **more_fields(more)),
        name,
        id_no,
        more.get("phone", ""),
    )
    resident.resided_since = since
    try:
        with transaction.atomic():
            _refuse_second_file(resident)
            resident.save(force_insert=True)
            _settle(resident, household, kin, since)
            files.note(person, resident, "registered")
    except IntegrityError:
        _refuse_second_file(resident)
        raise
    return resident


def more_fields(more):
    return {name: more[name] for name in ("kind", "guardian", "do_not_contact") if name in more}


def _refuse_second_file(resident):
    if not resident.id_no_index:
        return
    villages = Resident.objects.filter(id_no_index=resident.id_no_index).values_list("village")
    there = villages.exclude(pk=resident.pk).first()
    if there is not None:
        raise RecordRefused("V06" if there[0] == resident.village_id else "V06-elsewhere")


def _settle(resident, household, kin, since):
    Membership.objects.create(resident=resident, household=household, kin=kin, valid_from=since)
    if kin == Membership.Kin.HEAD:
        Household.objects.filter(pk=household.pk, head=None).update(head=resident)


@transaction.atomic
def take_over(person, resident, household, kin, since):
    """A person who moved out elsewhere moves in here: the same file, the former one closed."""
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    if resident.left_on is None:
        raise RecordRefused("V06-elsewhere")
    resident.village, resident.left_on, resident.resided_since = household.village, None, since
    resident.save(update_fields=["village", "left_on", "resided_since"])
    _settle(resident, household, kin, since)
    files.note(person, resident, "moved in")
    return resident


@transaction.atomic
def leave(resident, day):
    """Ends the open membership; the file stays for the next village."""
    Membership.objects.open().filter(resident=resident).update(valid_to=day)
    Household.objects.filter(head=resident).update(head=None)
    resident.left_on = day
    resident.save(update_fields=["left_on"])
