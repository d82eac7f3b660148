"""The day's seal: one line of the log holds a hash over all that exams left behind on that day.

An act, a claim or an extension that is changed, removed or put in later no longer fits the seal,
and the seals are a chain (ledger/log.py).
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction

from exams.models import Claim, Extension, Op, Signal
from exams.services import messages
from ledger import log
from ledger.models import Entry
from organisation.models import Person, Post
from organisation.periods import start_of, today
from organisation.rights import Act, posts_that_may

STREAM, CHECKS = "exams/days", "exams/days checked"
SEALED = {
    "ops": (
        Op, "recv_at",
        ("attempt", "device", "seq", "epoch", "slot", "value", "client_mono_ms", "prev_hash",
         "recv_at", "verdict"),
    ),
    "claims": (Claim, "at", ("attempt", "device", "nonce", "epoch", "at", "address", "agent")),
    "extensions": (Extension, "at", ("attempt", "seconds", "reason", "actor", "key", "at")),
    "signals": (Signal, "at", ("attempt", "kind", "device", "from_ms", "seconds", "at")),
}  # fmt: skip


def seal(day):
    """Writes the seal of a day, once; a day without an exam has none."""
    found = contents_of(day)
    sealed = Entry.objects.filter(stream=STREAM, facts__day=day.isoformat())
    if not any(part["n"] for part in found.values()) or sealed.exists():
        return None
    return log.append(STREAM, "seal", None, day=day.isoformat(), **found)


def contents_of(day):
    """part → how many rows and their hash."""
    return {name: _digest(day, *which) for name, which in SEALED.items()}


def _digest(day, model, moment, fields):
    end = start_of(day + timedelta(days=1))
    window = {f"{moment}__gte": start_of(day), f"{moment}__lt": end}
    running, n = hashlib.sha256(), 0
    for row in model.objects.filter(**window).order_by("pk").values_list("pk", *fields).iterator():
        line = json.dumps(row, default=_as_text, ensure_ascii=False, separators=(",", ":"))
        running.update(line.encode() + b"\n")
        n += 1
    return {"n": n, "sha256": running.hexdigest()}


def _as_text(value):
    # By the instant, not by the zone a reader happens to be in.
    return f"{value.timestamp():.6f}" if hasattr(value, "timestamp") else str(value)


def broken_days():
    """Days whose rows do not fit their seal, and the number at which the chain of seals breaks."""
    days = []
    for entry in Entry.objects.filter(stream=STREAM).order_by("number"):
        facts = dict(entry.facts)
        day = date.fromisoformat(facts.pop("day"))
        if contents_of(day) != facts:
            days.append(day)
    return days, log.broken_at(STREAM)


@dataclass(frozen=True)
class Check:
    """What looking at all seals once has found."""

    seals: int
    days: list[str]  # whose rows do not fit their seal
    chain: int | None  # the number at which the chain of seals breaks

    @property
    def is_whole(self):
        return not self.days and self.chain is None


def check():
    """Looks at every seal there is; writes nothing."""
    days, chain = broken_days()
    seals = Entry.objects.filter(stream=STREAM).count()
    return Check(seals, [day.isoformat() for day in days], chain)


@transaction.atomic
def keep(check, actor=None):
    """Notes what a check has found; those who answer for it are told of what is new."""
    before = last_check()[1]
    log.append(CHECKS, "check", actor, **asdict(check))
    if not check.is_whole and check != before:
        kinds = {*posts_that_may(Act.HOLD_EXAMS), *posts_that_may(Act.READ_LOGS)}
        posts = Post.objects.on(today()).filter(kind__in=kinds)
        messages.tell_broken_seal(Person.objects.filter(posts__in=posts).distinct(), check)


def last_check():
    """(line of the log, what it found); both None before the first."""
    entry = Entry.objects.filter(stream=CHECKS).order_by("-number").first()
    return (entry, Check(**entry.facts)) if entry else (None, None)
