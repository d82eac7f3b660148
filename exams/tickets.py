"""A signed ticket in the page lets a sitting go on when the session has ended.

It names the sitting, the person and the epoch it may write in; epoch 0 is the page's own, which
may claim but not save. It is worth something until the sitting closes.
"""

from dataclasses import dataclass

from django.core import signing

_signer = signing.Signer(salt="exams.sitting", sep="~")


@dataclass(frozen=True)
class Ticket:
    person_id: int
    epoch: int


def issue(attempt_id, person_id, epoch=0):
    return _signer.sign(f"{attempt_id.hex}.{person_id}.{epoch}")


def read(text, attempt_id):
    """The ticket, or None when it is not one for this sitting."""
    try:
        attempt, person, epoch = _signer.unsign(str(text)).split(".")
    except signing.BadSignature:
        return None
    return Ticket(int(person), int(epoch)) if attempt == attempt_id.hex else None
