from datetime import date, timedelta

import pytest

from organisation.periods import today
from records.models import Event, Reminder
from records.services import contacts, entry, reminders
from records.validations import RecordRefused
from tests import make

S = Reminder.State


def only():
    return Reminder.objects.get()


def test_an_entry_makes_its_reminder_at_once(db):
    make.certificate()

    assert (only().rule, only().state, only().due_on) == ("R04", S.READY, today())


def test_making_them_again_changes_nothing(db):
    resident = make.certificate().resident
    before = list(Reminder.objects.values())

    reminders.regenerate(resident, today())
    reminders.refresh(today())

    assert list(Reminder.objects.values()) == before


@pytest.mark.parametrize("state", [S.DONE, S.DECLINED])
def test_what_is_settled_is_never_opened_again(db, state):
    resident = make.certificate().resident
    reminders.settle(None, only(), state, today())

    reminders.regenerate(resident, today())
    reminders.refresh(today() + timedelta(days=1))

    assert only().state == state


def test_a_changed_date_moves_what_is_open(db):
    pregnancy = make.pregnancy(edd=today() + timedelta(days=100))
    later = today() + timedelta(days=110)

    make.event(Event.Kind.EDD_REVISED, pregnancy.woman, edd=later)

    assert (only().due_on, only().window_end) == (later, later + timedelta(days=14))


def test_a_changed_date_leaves_what_was_declined(db):
    pregnancy = make.pregnancy(edd=today() + timedelta(days=100))
    reminders.decline(None, only(), today())

    make.event(Event.Kind.EDD_REVISED, pregnancy.woman, edd=today() + timedelta(days=110))

    assert (only().state, only().due_on) == (S.DECLINED, today() + timedelta(days=100))


def test_services_no_longer_needed_leave_nothing_open(db):
    pregnancy = make.pregnancy()

    make.event(Event.Kind.PREGNANCY_ENDED, pregnancy.woman)

    assert only().state == S.CANCELLED


def test_a_visit_settles_the_one_that_was_agreed(db):
    resident = make.visit(next_visit_on=today() + timedelta(days=3)).resident

    make.visit(resident)

    assert only().state == S.DONE


def test_a_visit_to_a_newcomer_settles_hers(db):
    resident = make.resident()
    make.event(Event.Kind.MOVE_IN, resident)

    make.visit(resident, kind="mover")

    assert (only().rule, only().state) == ("R16a", S.DONE)


def test_the_nightly_run_opens_what_is_due_in_five_days(db):
    make.reminder(due_on=today() + timedelta(days=20), state=S.SCHEDULED)

    reminders.refresh(today() + timedelta(days=14))
    before = only().state
    reminders.refresh(today() + timedelta(days=15))

    assert (before, only().state) == (S.SCHEDULED, S.READY)


def test_the_nightly_run_lets_go_of_what_is_over(db):
    resident = make.certificate().resident
    end = only().window_end
    assert resident

    reminders.refresh(end + timedelta(days=14))
    before = only().state
    reminders.refresh(end + timedelta(days=15))

    assert (before, only().state) == (S.READY, S.LAPSED)


def test_nobody_who_wants_no_contact_is_reminded(db):
    resident = make.resident(do_not_contact=True)

    make.certificate(resident)

    assert Reminder.objects.count() == 0


def test_put_off_within_the_window_only(db):
    reminder = make.reminder()

    reminders.put_off(reminder, reminder.window_end)

    assert only().snoozed_to == reminder.window_end
    with pytest.raises(RecordRefused, match="so far"):
        reminders.put_off(reminder, reminder.window_end + timedelta(days=1))


def test_what_is_put_off_is_not_shown_until_that_day(db):
    reminder = make.reminder()
    back = today() + timedelta(days=3)

    reminders.put_off(reminder, back)

    assert not Reminder.objects.shown_on(back - timedelta(days=1)).exists()
    assert Reminder.objects.shown_on(back).exists()


def test_settled_once(db):
    reminder = make.reminder()
    reminders.finish(None, reminder, today())

    with pytest.raises(RecordRefused, match="settled"):
        reminders.decline(None, reminder, today())


def test_the_third_time_nobody_is_reached_it_stops_and_the_township_knows(db, world):
    reminder = make.reminder(world.village)

    answers = [contacts.nobody_reached(world["officer"], reminder, today()) for _n in range(3)]

    assert (answers, only().state) == ([False, False, True], S.CANCELLED)
    assert world["operator"].messages.count() == 1


def test_a_visit_taken_back_takes_its_reminder_along(db):
    visit = make.visit(next_visit_on=today() + timedelta(days=3))

    entry.take_back(None, visit.event)

    assert only().state == S.CANCELLED


def test_a_late_entry_whose_time_is_over_asks_for_nothing(db):
    resident = make.resident(since=date(2020, 1, 1))

    make.event(Event.Kind.MOVE_IN, resident, day=today() - timedelta(days=31))

    assert Reminder.objects.count() == 0
