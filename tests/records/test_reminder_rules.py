from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.duty_days import duty_days_of, latest_duty_day
from records import reminders
from records.reminders import State, is_carried, is_new, is_next_period, shown_on, state_on

D = date


@dataclass
class Item:
    due_on: date
    window_end: date
    state: State = State.READY
    snoozed_to: date | None = None
    household_number: str = "1"
    pk: int = 1


@pytest.mark.parametrize(
    ("plan", "window", "due"),
    [
        # R04: from the day it is ready, or the agreed day, for 90 days
        (
            reminders.certificate_ready(D(2026, 8, 1), D(2026, 8, 1)),
            (D(2026, 8, 1), D(2026, 10, 30)),
            D(2026, 8, 1),
        ),
        (
            reminders.certificate_ready(D(2026, 8, 1), D(2026, 8, 3), D(2026, 8, 20)),
            (D(2026, 8, 20), D(2026, 11, 18)),
            D(2026, 8, 20),
        ),
        # R08: on the expected date, for 14 days
        (
            reminders.expected_date(D(2026, 9, 30), D(2026, 3, 1)),
            (D(2026, 9, 30), D(2026, 10, 14)),
            D(2026, 9, 30),
        ),
        # R15: a week either side
        (
            reminders.agreed_visit(D(2026, 8, 20), D(2026, 8, 1)),
            (D(2026, 8, 13), D(2026, 8, 27)),
            D(2026, 8, 13),
        ),
        (
            reminders.agreed_visit(D(2026, 8, 20), D(2026, 8, 18)),
            (D(2026, 8, 13), D(2026, 8, 27)),
            D(2026, 8, 18),
        ),
        # R16a: seven to thirty days after the move
        (
            reminders.moved_in(D(2026, 8, 1), D(2026, 8, 2)),
            (D(2026, 8, 8), D(2026, 8, 31)),
            D(2026, 8, 8),
        ),
    ],
)
def test_windows(plan, window, due):
    assert (plan.window_start, plan.window_end) == window
    assert plan.due_on == due
    assert plan.notice_on == due - timedelta(days=5)


def test_nothing_is_planned_when_the_window_was_over_before_it_was_written():
    assert reminders.moved_in(D(2026, 6, 1), D(2026, 7, 1)) == reminders.moved_in(
        D(2026, 6, 1), D(2026, 7, 1)
    )
    assert reminders.moved_in(D(2026, 6, 1), D(2026, 7, 2)) is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2026, 8, 14), State.SCHEDULED),
        (D(2026, 8, 15), State.READY),
        (D(2026, 9, 13), State.READY),
        (D(2026, 9, 14), State.LAPSED),
    ],
)
def test_states_follow_the_days(day, state):
    assert state_on(day, State.SCHEDULED, D(2026, 8, 15), D(2026, 8, 30)) == state


@pytest.mark.parametrize("state", [State.DONE, State.DECLINED, State.CANCELLED])
def test_what_is_settled_stays_settled(state):
    assert state_on(D(2030, 1, 1), state, D(2026, 8, 15), D(2026, 8, 30)) == state


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (D(2026, 8, 14), False),
        (D(2026, 8, 15), True),
        (D(2026, 9, 13), True),
        (D(2026, 9, 14), False),
    ],
)
def test_shown_from_five_days_ahead_to_the_end_of_grace(day, shown):
    assert shown_on(day, Item(D(2026, 8, 20), D(2026, 8, 30))) is shown


def test_not_shown_while_it_is_put_off():
    item = Item(D(2026, 8, 20), D(2026, 8, 30), snoozed_to=D(2026, 8, 25))

    assert not shown_on(D(2026, 8, 24), item)
    assert shown_on(D(2026, 8, 25), item)


def test_put_off_only_within_the_window():
    assert reminders.snooze(D(2026, 8, 30), D(2026, 8, 30)) == D(2026, 8, 30)
    assert reminders.snooze(D(2026, 8, 31), D(2026, 8, 30)) is None


@pytest.mark.parametrize(
    ("duty_day", "first", "last"),
    [
        (D(2026, 1, 30), D(2026, 1, 31), D(2026, 2, 5)),
        (D(2026, 2, 25), D(2026, 2, 26), D(2026, 3, 2)),
        (D(2026, 2, 28), D(2026, 3, 1), D(2026, 3, 5)),
        (D(2028, 2, 25), D(2028, 2, 26), D(2028, 3, 1)),
        (D(2028, 2, 29), D(2028, 3, 1), D(2028, 3, 5)),
        (D(2026, 4, 30), D(2026, 5, 1), D(2026, 5, 5)),
        (D(2026, 12, 30), D(2026, 12, 31), D(2027, 1, 5)),
    ],
)
def test_the_new_part_of_a_duty_list(duty_day, first, last):
    days = [duty_day + timedelta(days=n) for n in range(-2, 12)]

    assert [day for day in days if is_new(duty_day, day)] == [
        first + timedelta(days=n) for n in range((last - first).days + 1)
    ]


@given(st.dates(D(2024, 1, 1), D(2040, 12, 31)))
def test_every_due_date_is_on_an_earlier_duty_list(due):
    earlier = [latest_duty_day(due - timedelta(days=n)) for n in range(1, 8)]

    assert any(is_new(duty_day, due) for duty_day in earlier)


def test_only_the_first_two_days_of_march_are_listed_twice():
    duty_days = [day for month in range(1, 13) for day in duty_days_of(2026, month)]
    days = [D(2026, 1, 10) + timedelta(days=n) for n in range(350)]

    twice = [day for day in days if sum(is_new(duty, day) for duty in duty_days) > 1]

    assert twice == [D(2026, 3, 1), D(2026, 3, 2)]


@pytest.mark.parametrize(
    ("item", "carried"),
    [
        (Item(D(2026, 8, 15), D(2026, 8, 30)), True),
        (Item(D(2026, 8, 1), D(2026, 8, 1)), True),
        (Item(D(2026, 7, 1), D(2026, 7, 31)), False),
        (Item(D(2026, 8, 16), D(2026, 8, 30)), False),
        (Item(D(2026, 8, 1), D(2026, 8, 30), State.DECLINED), False),
    ],
)
def test_the_carried_part_of_a_duty_list(item, carried):
    assert is_carried(D(2026, 8, 15), item) is carried


def test_the_next_period_follows_the_list():
    days = [D(2026, 8, 15) + timedelta(days=n) for n in range(15)]

    assert [d.day for d in days if is_next_period(D(2026, 8, 15), d)] == [21, 22, 23, 24, 25]


def test_what_closes_soon_comes_first_then_what_is_due():
    day = D(2026, 8, 15)
    closing = Item(D(2026, 8, 1), D(2026, 8, 18), pk=4)
    overdue = Item(D(2026, 8, 2), D(2026, 10, 1), pk=3)
    today = Item(day, D(2026, 10, 1), pk=2)
    later = Item(D(2026, 8, 17), D(2026, 10, 1), pk=1)

    ordered = sorted(
        [later, today, overdue, closing], key=lambda item: reminders.sort_key(day, item)
    )

    assert ordered == [closing, overdue, today, later]
