"""Households and their people, what happened, what is to be done, who looked."""

from records.models.certificates import Certificate
from records.models.consents import Consent, RightsRequest
from records.models.duty import DailyClose, DutyDay
from records.models.events import Event
from records.models.files import FileGrant
from records.models.health import Pregnancy, Visit
from records.models.people import Household, Membership, Resident
from records.models.reminders import Reminder

__all__ = [
    "Certificate",
    "Consent",
    "DailyClose",
    "DutyDay",
    "Event",
    "FileGrant",
    "Household",
    "Membership",
    "Pregnancy",
    "Reminder",
    "Resident",
    "RightsRequest",
    "Visit",
]
