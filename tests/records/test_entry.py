from datetime import date, timedelta

import pytest
from uuid_utils.compat import uuid7

from organisation.periods import today
from records.models import Certificate, Event, Membership, Pregnancy, Reminder, Resident
from records.services import consents, entry
from records.validations import RecordRefused
from tests import make

K = Event.Kind


def test_the_same_page_sent_twice_is_one_event(db):
    resident, sent = make.resident(), uuid7()

    first = entry.record(None, resident, K.MARRIAGE, today(), sent)
    again = entry.record(None, resident, K.MARRIAGE, today(), sent)

    assert (again, Event.objects.count()) == (first, 1)


def test_a_day_to_come_is_refused(db):
    with pytest.raises(RecordRefused, match="still to come"):
        make.event(day=today() + timedelta(days=1))


def test_a_day_before_the_birth_is_refused(db):
    with pytest.raises(RecordRefused, match="before the birth date"):
        make.event(day=date(1950, 1, 1))


def test_the_same_thing_on_the_same_day_is_found_before_it_is_written_again(db):
    event = make.event()

    assert entry.similar(event.resident, K.MARRIAGE, today()) == event


def test_a_birth_makes_a_child_in_the_household(db):
    mother = make.resident()

    make.event(K.BIRTH, mother, name="王小宝", sex="1")

    child = Resident.objects.get(guardian=mother)
    home = Membership.objects.get(resident=child)
    assert (home.household, home.kin) == (mother.memberships.get().household, Membership.Kin.SON)


def test_a_birth_ends_the_booked_services_without_a_word(db):
    pregnancy = make.pregnancy()

    make.event(K.BIRTH, pregnancy.woman, name="王小宝", sex="1")

    assert not Reminder.objects.open().exists()
    assert not Pregnancy.objects.active().exists()


def test_nothing_is_booked_without_consent(db):
    with pytest.raises(RecordRefused, match="own yes"):
        make.event(K.PREGNANCY_REGISTERED, edd=today() + timedelta(days=90))

    assert (Event.objects.count(), Pregnancy.objects.count()) == (0, 0)


def test_the_consent_of_another_woman_does_not_count(db):
    with pytest.raises(RecordRefused, match="own yes"):
        make.event(K.PREGNANCY_REGISTERED, edd=today() + timedelta(days=90), consent=make.consent())


def test_services_are_booked_once(db):
    pregnancy = make.pregnancy()

    with pytest.raises(RecordRefused, match="already"):
        make.pregnancy(pregnancy.woman)


def test_a_child_is_for_the_protection_officer_and_nothing_is_kept(db):
    child = make.resident(birth_date=today() - timedelta(days=365 * 12))

    with pytest.raises(RecordRefused, match="child protection officer"):
        make.pregnancy(child)

    assert Event.objects.count() == 0


def test_services_for_women_are_not_booked_for_men(db):
    with pytest.raises(RecordRefused, match="for women"):
        make.pregnancy(make.resident(sex=Resident.Sex.MALE))


def test_the_expected_date_lies_ahead(db):
    with pytest.raises(RecordRefused, match="300 days"):
        make.pregnancy(edd=today() + timedelta(days=301))


def test_a_visit_about_health_needs_consent(db):
    with pytest.raises(RecordRefused, match="own yes"):
        make.visit(kind="service")


def test_who_wants_no_visits_gets_none(db):
    with pytest.raises(RecordRefused, match="does not want"):
        make.visit(make.resident(do_not_contact=True))


def test_moving_out_ends_the_membership_and_every_reminder(db):
    resident = make.pregnancy().woman

    make.event(K.MOVE_OUT, resident)

    resident.refresh_from_db()
    assert resident.left_on == today()
    assert not Membership.objects.open().exists()
    assert not Reminder.objects.open().exists()


def test_nothing_is_entered_for_somebody_who_left(db):
    resident = make.resident()
    make.event(K.MOVE_OUT, resident)

    with pytest.raises(RecordRefused, match="no longer lives"):
        make.event(who=resident)


def test_a_certificate_goes_from_applied_to_ready_to_collected(db):
    certificate = make.certificate()

    make.event(K.CERTIFICATE_COLLECTED, certificate.resident, certificate=certificate)

    assert Certificate.objects.get().state == Certificate.State.COLLECTED
    assert Reminder.objects.get().state == Reminder.State.DONE


def test_a_certificate_is_not_ready_before_it_was_applied_for(db):
    certificate = make.certificate(ready=False)

    with pytest.raises(RecordRefused, match="out of order"):
        make.event(
            K.CERTIFICATE_READY,
            certificate.resident,
            day=today() - timedelta(days=1),
            certificate=certificate,
        )


def test_a_mistake_is_taken_back_by_a_correction(db):
    event = make.event()

    correction = entry.take_back(None, event)

    event.refresh_from_db()
    assert (event.status, correction.corrects) == (Event.Status.VOIDED, event)


def test_a_mistake_is_taken_back_once(db):
    event = make.event()
    entry.take_back(None, event)

    with pytest.raises(RecordRefused):
        entry.take_back(None, event)


def test_taking_back_what_was_booked_cancels_its_reminder(db):
    pregnancy = make.pregnancy()

    entry.take_back(None, pregnancy.event)

    assert Reminder.objects.get().state == Reminder.State.CANCELLED


def test_withdrawing_a_consent_ends_what_rests_on_it_and_erases_the_date(db):
    pregnancy = make.pregnancy()

    consents.withdraw(None, pregnancy.consent, today())

    pregnancy.refresh_from_db()
    assert (pregnancy.edd, pregnancy.ended_on) == (None, today())
    assert Reminder.objects.get().state == Reminder.State.CANCELLED


def test_a_request_is_due_in_fifteen_working_days(db):
    asked = consents.ask(None, make.resident(), "correct", "The year.", date(2026, 8, 3))

    assert asked.due_on == date(2026, 8, 24)


def test_a_request_is_answered_once(db):
    asked = make.rights_request()
    consents.answer(None, asked, "done", "", today())

    with pytest.raises(RecordRefused, match="settled"):
        consents.answer(None, asked, "refused", "no", today())
