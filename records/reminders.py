"""When something is to be done, and on which list it stands (RECORDS.md §3). Pure: dates only.

A rule gives a window. The item is due when the window opens, or on the day it was recorded if
that is later; it is shown five days ahead and stays doable for 14 days after the window.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from organisation.duty_days import LEAD, horizon

GRACE = timedelta(days=14)
CLOSING = timedelta(days=5)
MOST_ATTEMPTS = 3


class Rule(StrEnum):
    CERTIFICATE_READY = "R04"
    EXPECTED_DATE = "R08"
    AGREED_VISIT = "R15"
    MOVED_IN = "R16a"


class State(StrEnum):
    SCHEDULED = "scheduled"
    READY = "ready"
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


OPEN = frozenset({State.SCHEDULED, State.READY})


@dataclass(frozen=True)
class Plan:
    rule: Rule
    window_start: date
    window_end: date
    due_on: date
    occurrence: int = 0

    @property
    def notice_on(self):
        return self.due_on - LEAD

    def begins_as(self, day):
        return State.READY if self.notice_on <= day else State.SCHEDULED


def plan(rule, window_start, window_end, recorded_on):
    """None when the window had closed before anybody wrote it down."""
    if window_end < recorded_on:
        return None
    return Plan(rule, window_start, window_end, due_on=max(window_start, recorded_on))


def certificate_ready(ready_on, recorded_on, pickup_on=None):
    """R04: from the agreed day, else from the day it was ready, for 90 days."""
    start = pickup_on or ready_on
    return plan(Rule.CERTIFICATE_READY, start, start + timedelta(days=90), recorded_on)


def expected_date(edd, recorded_on):
    """R08: due on the expected date, for 14 days."""
    return plan(Rule.EXPECTED_DATE, edd, edd + timedelta(days=14), recorded_on)


def agreed_visit(next_visit_on, recorded_on):
    """R15: a week either side of the agreed day."""
    week = timedelta(days=7)
    return plan(Rule.AGREED_VISIT, next_visit_on - week, next_visit_on + week, recorded_on)


def moved_in(moved_on, recorded_on):
    """R16a: from a week after the move to thirty days after it."""
    start, end = moved_on + timedelta(days=7), moved_on + timedelta(days=30)
    return plan(Rule.MOVED_IN, start, end, recorded_on)


def state_on(day, state, notice_on, window_end):
    """The state an item has on a day; what is settled stays settled."""
    if state not in OPEN:
        return state
    if day > window_end + GRACE:
        return State.LAPSED
    return State.READY if notice_on <= day else State.SCHEDULED


def shown_on(day, item):
    """Whether the daily page shows it: notice ≤ day ≤ window end + grace, not put off."""
    put_off = item.snoozed_to is not None and day < item.snoozed_to
    open_ = item.state in OPEN and not put_off
    return open_ and item.due_on - LEAD <= day <= item.window_end + GRACE


def is_new(duty_day, due_on):
    """The new part of a duty list: due after the duty day, up to its horizon."""
    return duty_day < due_on <= horizon(duty_day)


def is_carried(duty_day, item):
    """The carried part: due by the duty day, not settled, and still doable."""
    doable = duty_day <= item.window_end + GRACE
    return item.state in OPEN and item.due_on <= duty_day and doable


def is_next_period(duty_day, due_on):
    """下一值班期: what the following list will bring."""
    return horizon(duty_day) < due_on <= horizon(duty_day) + LEAD


def snooze(day, window_end):
    """The day it may be put off to, never past its window; None when it is too late for that."""
    return day if day <= window_end else None


def sort_key(day, item):
    """Closing soon and overdue, then due today, then the days that follow; then by household."""
    overdue = item.due_on < day
    closing = overdue and item.window_end - day <= CLOSING
    rank = 0 if closing else 1 if overdue else 2 if item.due_on == day else 3
    return rank, item.due_on, item.household_number, item.pk
