"""What may run later: the day as an ISO text in, one service called."""

from datetime import date, timedelta

from records.services import duty, reminders


def refresh_reminders(day):
    reminders.refresh(date.fromisoformat(day))


def close_yesterday(day):
    duty.close_unconfirmed(date.fromisoformat(day) - timedelta(days=1))
