import threading
from datetime import date

import pytest
from django.db import connection, connections
from django.test import override_settings

from organisation.periods import today
from records.models import Household, Membership, Resident
from records.services import arrivals, residents
from records.validations import RecordRefused
from tests import make

BORN = date(1980, 3, 8)


def facts(**more):
    return {"name": "王小伟", "sex": "2", "birth_date": BORN, "kin": "1", "today": today(), **more}


def test_a_household_gets_the_next_number_of_its_village(db):
    village = make.village()

    first, second = (make.household(village) for _n in range(2))

    assert [first.number, second.number] == [f"{village.code}00001", f"{village.code}00002"]


def test_the_head_is_the_head_of_the_household(db):
    resident = make.resident()

    assert Household.objects.get().head == resident


def test_a_resident_is_found_by_her_id_number(db):
    resident = make.resident(id_no=make.id_no(BORN), birth_date=BORN)

    assert list(Resident.objects.found_by(make.id_no(BORN).lower())) == [resident]


@pytest.mark.parametrize("words", ["王小伟", "wxw", "WX", " 王小伟 ", "1234"])
def test_a_resident_is_found_by_name_initials_or_the_last_of_her_phone(db, words):
    resident = make.resident(name="王小伟", phone="13800001234")
    make.resident(name="李红", phone="13800005678")

    assert list(Resident.objects.found_by(words)) == [resident]


def test_the_last_four_of_the_card_find_the_person(db):
    resident = make.resident(id_no=make.id_no(BORN), birth_date=BORN)
    make.resident()

    assert list(Resident.objects.found_by(make.id_no(BORN)[-4:])) == [resident]


def test_the_same_id_number_gets_no_second_file_in_the_village(db):
    home = make.household()
    residents.register_resident(None, home, **facts(id_no=make.id_no(BORN)))

    with pytest.raises(RecordRefused, match="your village's records"):
        residents.register_resident(None, home, **facts(id_no=make.id_no(BORN)))

    assert Resident.objects.count() == 1


def test_the_same_id_number_elsewhere_says_move_and_nothing_more(db):
    make.resident(name="李红霞", id_no=make.id_no(BORN), birth_date=BORN)

    with pytest.raises(RecordRefused, match="another village") as refused:
        residents.register_resident(None, make.household(), **facts(id_no=make.id_no(BORN)))

    assert "李" not in str(refused.value)


def test_a_number_for_practice_is_refused_in_a_real_county(db):
    with override_settings(DEMO=False), pytest.raises(RecordRefused, match="practice"):
        residents.register_resident(None, make.household(), **facts(id_no=make.id_no(BORN)))


@pytest.mark.django_db(transaction=True)
def test_ten_officers_racing_make_one_file():
    home, refused = make.household(), []

    def register():
        try:
            residents.register_resident(None, home, **facts(id_no=make.id_no(BORN)))
        except RecordRefused as refusal:
            refused.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=register) for _n in range(10)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert (Resident.objects.count(), refused) == (1, ["V06"] * 9)


def test_who_lives_in_a_household_cannot_settle_in_another(db):
    resident = make.resident()

    with pytest.raises(Exception, match=r"(?i)unique"):
        Membership.objects.create(
            resident=resident, household=make.household(), kin="8", valid_from=today()
        )


def test_a_person_who_left_goes_on_with_the_same_file(db):
    resident = make.resident(id_no=make.id_no(BORN), birth_date=BORN)
    make.event("move_out", resident)
    home = make.household()

    again = arrivals.admit(None, home, **facts(id_no=make.id_no(BORN), moved_in_on=today()))

    assert (again.pk, again.village, again.left_on) == (resident.pk, home.village, None)


def test_somebody_new_in_the_village_has_a_move_in(db):
    resident = arrivals.admit(None, make.household(), **facts(moved_in_on=today()))

    assert [event.kind for event in resident.events.all()] == ["move_in"]


def test_what_prints_a_resident_prints_a_masked_one(db):
    assert str(make.resident(name="王小伟")) == "王*伟"


def test_no_column_of_the_database_holds_the_number(db):
    number = make.id_no(BORN)
    make.resident(id_no=number, birth_date=BORN)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_resident")
        row = cursor.fetchone()

    assert [
        v for v in row if number.encode() in (v if isinstance(v, bytes) else str(v).encode())
    ] == []
