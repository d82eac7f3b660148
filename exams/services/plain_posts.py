"""The sitting without JavaScript: one question a post, as acts of a device called "form"."""

import uuid

from django.db.models import Max

from exams import protocol
from exams.models import Attempt
from exams.services import sittings

DEVICE = "form"


class OpenElsewhere(Exception):
    """Another page writes; this one asks before it goes on."""


def save(attempt_id, epoch, slot, value, now, *, take_over=False):
    """Saves the answer of one question from a page that was made in `epoch`."""
    epoch = writing_epoch(attempt_id, epoch, now, take_over=take_over)
    attempt = Attempt.objects.get(pk=attempt_id)
    if sittings.answers_so_far(attempt).get(slot, []) == value:
        return epoch
    last = attempt.ops.filter(device=DEVICE).aggregate(last=Max("seq"))["last"] or 0
    act = protocol.Act(last + 1, slot, protocol.value_of(value))
    sittings.save(attempt_id, DEVICE, epoch, [act], now)
    return epoch


def writing_epoch(attempt_id, epoch, now, *, take_over=False):
    """The epoch in which the form may write; claimed when nobody holds it, or on request."""
    attempt = Attempt.objects.get(pk=attempt_id)
    holder = attempt.claims.order_by("-epoch").first()
    if not attempt.is_open:
        return attempt.epoch
    if holder is None or take_over:
        return sittings.claim(attempt_id, DEVICE, uuid.uuid4().hex, now)[1]
    # The page from which the first claim was made still says 0.
    is_old = epoch < holder.epoch and holder.epoch > 1
    if holder.device != DEVICE or is_old:
        raise OpenElsewhere
    return holder.epoch


def hand_in(attempt_id, epoch, now):
    return sittings.submit(attempt_id, DEVICE, epoch, uuid.uuid4().hex, 0, now)
