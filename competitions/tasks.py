"""What may run later: takes ids and days, calls one service."""

from datetime import date, timedelta

from competitions.models import Call
from competitions.services.registration import remind
from organisation.periods import start_of

DAYS_BEFORE = 2


def remind_of_deadlines(day):
    """Calls that close within the next days; each of them reminds once."""
    begins = start_of(date.fromisoformat(day))
    near = Call.objects.open_at(begins).filter(closes_at__lt=begins + timedelta(DAYS_BEFORE + 1))
    for call in near.select_related("stage__unit"):
        remind(call)
