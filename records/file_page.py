"""What a file shows to the one who opens it: health items to the village's own officer only."""

from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit
from organisation.rights import Act
from records.models import Consent, FileGrant
from records.services import files

VILLAGE_WORK = "village"
PURPOSES = {
    VILLAGE_WORK: _("work of the village"),
    **dict(FileGrant.Purpose.choices),
    "call": _("to call or visit this person"),
    "paper": _("to fill in a paper this person asked for"),
    "check": _("to compare with the card"),
}
VERBS = {
    "viewed": _("looked at the file"),
    "shown": _("saw the covered numbers"),
    "opened": _("opened the file"),
    "registered": _("made the file"),
    "moved in": _("took the file over"),
}


@dataclass
class FilePage:
    purpose: str
    keeps: bool  # the village's own officer: may write, sees health items
    closes_at: object = None
    events: list = field(default_factory=list)
    reminders: list = field(default_factory=list)
    certificates: list = field(default_factory=list)
    consents: list = field(default_factory=list)
    may_ask_for: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    looks: list = field(default_factory=list)


def file_page(person, resident):
    kept = Unit.objects.run_by(person, Act.KEEP_RECORDS)
    keeps = kept.filter(pk=resident.village_id).exists()
    grant = None if keeps else files.standing_grant(person, resident)
    health = Q() if keeps else Q(sensitive=False)
    # Since the last move: what an earlier village wrote is handed over only if the person asks.
    here = resident.events.filter(health, village=resident.village)
    consents = list(resident.consents.all()) if keeps else []
    standing = {consent.purpose for consent in consents if not consent.withdrawn_on}
    return FilePage(
        purpose=VILLAGE_WORK if keeps else grant.purpose,
        keeps=keeps,
        closes_at=grant and grant.expires_at,
        events=list(here[:50]),
        reminders=list(resident.reminders.open().filter(health).order_by(F("due_on"))),
        certificates=list(resident.certificates.open()),
        consents=consents,
        may_ask_for=[p for p in Consent.Purpose if keeps and p not in standing],
        requests=list(resident.requests.all()) if keeps else [],
        looks=[named(look) for look in files.looks_at(resident)],
    )


def named(look):
    """The same look in words."""
    return {
        "at": look.at,
        "who": look.who,
        "unit": look.unit,
        "verb": VERBS[look.verb],
        "purpose": PURPOSES.get(look.purpose, ""),
    }
