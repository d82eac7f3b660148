"""Files handed in: looked at, made small, kept once. The act that names a file makes it count."""

from datetime import timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exams import uploads
from exams.models import Attempt, HandedIn

# What comes after the time is kept for a while, as answers are; two people may let it count.
KEPT_AFTER = timedelta(days=1)
MOST_FILES = 10


class HandInRefused(Exception):
    """Its message may be shown to the candidate."""


def keep(attempt_id, slot, name, data, now):
    """The file as it is kept; the same one sent again is the same."""
    attempt = Attempt.objects.select_related("exam__paper").get(pk=attempt_id)
    there = attempt.handed_in.filter(slot=slot)
    if same := there.filter(sent_sha256=sha256(data).hexdigest()).first():
        return same
    _refuse(attempt, slot, there, now)
    try:
        prepared = uploads.prepared(name, data)
    except uploads.Unfit as unfit:
        raise HandInRefused(_(str(unfit))) from unfit
    return _kept(attempt, slot, prepared, now)


def _refuse(attempt, slot, there, now):
    tasks = {one["slot"] for one in attempt.content["questions"] if one["type"] == "task"}
    if slot not in tasks:
        raise HandInRefused(_("No file is asked for here."))
    if now > attempt.deadline + KEPT_AFTER:
        raise HandInRefused(_("The exam is long over; the file is not taken any more."))
    if there.count() >= MOST_FILES:
        raise HandInRefused(
            _("You have handed in %(most)d files for this question. The last one counts.")
            % {"most": MOST_FILES}
        )


def _kept(attempt, slot, prepared, now):
    made = HandedIn(
        attempt=attempt,
        slot=slot,
        sent_sha256=prepared.sent_sha256,
        sha256=prepared.sha256,
        kind=prepared.kind,
        name=prepared.name,
        size=len(prepared.data),
        recv_at=now,
    )
    try:
        made.file.save("", ContentFile(prepared.data), save=False)
    except OSError as error:
        raise HandInRefused(
            _("The file could not be kept. It is still on this phone; try again later.")
        ) from error
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # Sent twice at once: the other one is there.
        made.file.delete(save=False)
        return attempt.handed_in.get(slot=slot, sent_sha256=prepared.sent_sha256)
    return made


def counting_files(attempt, answers):
    """slot → the file that counts there now, for the page of the sitting."""
    hashes = {slot: value[0][2:] for slot, value in answers.items() if _names_file(value)}
    if not hashes:
        return {}
    rows = attempt.handed_in.filter(sha256__in=hashes.values()).order_by("-pk")
    return {row.slot: row for row in rows if hashes.get(row.slot) == row.sha256}


def _names_file(value):
    return len(value) == 1 and value[0].startswith("f:")
