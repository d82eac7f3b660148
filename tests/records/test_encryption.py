import base64
from datetime import date

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from records.encryption import (
    CannotOpen,
    EncryptedTextField,
    blind_index,
    masked_id_no,
    masked_name,
    masked_phone,
    masked_surname,
    seal,
    unseal,
)
from records.models import Resident
from tests import make


def column_of(resident, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM records_resident")
        return bytes(cursor.fetchone()[0])


def test_a_sealed_text_opens_in_its_place():
    assert unseal(seal("王小伟", "table.name.1"), "table.name.1") == "王小伟"


def test_a_sealed_text_does_not_open_for_another_row():
    sealed = seal("王小伟", "table.name.1")

    with pytest.raises(CannotOpen):
        unseal(sealed, "table.name.2")


def test_the_same_text_is_never_sealed_alike():
    assert seal("王小伟", "a") != seal("王小伟", "a")


def test_a_new_key_encrypts_and_the_former_one_still_opens(settings):
    sealed = seal("王小伟", "a")
    settings.FIELD_KEYS = base64.b64encode(b"n" * 32).decode() + "," + settings.FIELD_KEYS

    assert unseal(sealed, "a") == "王小伟"
    assert seal("王小伟", "a")[:4] != sealed[:4]


def test_a_lost_key_opens_nothing(settings):
    sealed = seal("王小伟", "a")
    settings.FIELD_KEYS = base64.b64encode(b"n" * 32).decode()

    with pytest.raises(CannotOpen):
        unseal(sealed, "a")


@pytest.mark.parametrize("keys", ["", "not base64", "c2hvcnQ="])
def test_wrong_keys_stop_the_work(settings, keys):
    settings.FIELD_KEYS = keys

    with pytest.raises(ImproperlyConfigured):
        seal("王小伟", "a")


def test_the_database_holds_no_name_and_no_number(db):
    resident = make.resident(name="王小伟", id_no=make.id_no(), birth_date=date(1980, 3, 8))

    assert "王小伟".encode() not in column_of(resident, "name")
    assert make.id_no().encode() not in column_of(resident, "id_no")


def test_a_resident_read_again_has_her_name(db):
    resident = make.resident(name="王小伟")

    assert Resident.objects.get(pk=resident.pk).name == "王小伟"


def test_saving_again_keeps_what_nobody_looked_at(db):
    resident = make.resident(name="王小伟")
    again = Resident.objects.get(pk=resident.pk)
    again.save()

    assert Resident.objects.get(pk=resident.pk).name == "王小伟"


@pytest.mark.parametrize("lookup", ["name", "name__in", "name__startswith", "name__isnull"])
def test_an_encrypted_column_cannot_be_searched(lookup):
    with pytest.raises(FieldError, match="blind index"):
        Resident.objects.filter(**{lookup: "王小伟"})


def test_an_encrypted_column_cannot_be_updated_past_its_row(db):
    make.resident()

    with pytest.raises(FieldError, match="with its row"):
        Resident.objects.update(name="王小伟")


def test_an_encrypted_column_cannot_be_unique():
    with pytest.raises(FieldError):
        EncryptedTextField(unique=True)


def test_what_is_not_opened_shows_nothing(db):
    make.resident(name="王小伟")

    assert [str(value) for value in Resident.objects.values_list("name", flat=True)] == ["<sealed>"]


def test_the_index_differs_from_field_to_field():
    assert blind_index("resident.name", "王小伟") != blind_index("resident.phone", "王小伟")


def test_the_index_ignores_spaces_width_and_case():
    wanted = blind_index("resident.id_no", "37990119800308000X")

    assert blind_index("resident.id_no", " ３799 0119 8003 0800 0x ") == wanted


def test_no_text_has_no_index():
    assert blind_index("resident.id_no", " ") == ""


@pytest.mark.parametrize(
    ("mask", "plain", "covered"),
    [
        (masked_name, "王小伟", "王*伟"),
        (masked_name, "王伟", "王*"),
        (masked_name, "欧阳小伟", "欧**伟"),
        (masked_name, "", ""),
        (masked_surname, "王小伟", "王**"),
        (masked_id_no, "371521198003080012", "3715**********12"),
        (masked_id_no, "37152119800308001X", "3715**********1X"),
        (masked_id_no, "", ""),
        (masked_phone, "13800001234", "138****1234"),
        (masked_phone, "", ""),
    ],
)
def test_masks(mask, plain, covered):
    assert mask(plain) == covered
