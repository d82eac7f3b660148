"""Reading a lesson by oneself: how long is counted by the server's clock."""

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from courses.models import Reading
from courses.services.enrolling import unit_of

SALT = "courses.reading"
# A page left open counts as reading for no longer than this many times the lesson's minutes.
MOST = 2


def opening(lesson, person):
    """A signed mark of when the page was opened; it comes back with the reading."""
    return signing.dumps([lesson.pk, person.pk, timezone.now().timestamp()], salt=SALT)


@transaction.atomic
def record_reading(person, lesson, opened, finished=False):
    """Notes the time since the page was opened; sent twice it counts once.

    A mark that is not ours or not of this lesson counts no time: returns None.
    """
    opened_at, unit = _read(opened, person, lesson), unit_of(person, timezone.localdate())
    if opened_at is None or unit is None:
        return None
    now = timezone.now()
    seconds = min(int((now - opened_at).total_seconds()), lesson.minutes * 60 * MOST)
    reading, _new = Reading.objects.get_or_create(
        person=person,
        lesson=lesson,
        day=timezone.localdate(now),
        defaults={"unit": unit, "opened_at": opened_at},
    )
    changes = {"seconds": Greatest(F("seconds"), seconds)}
    if finished:
        changes["finished"] = True
    Reading.objects.filter(pk=reading.pk).update(**changes)
    return reading


def _read(opened, person, lesson):
    try:
        lesson_pk, person_pk, moment = signing.loads(opened, salt=SALT, max_age=86_400)
    except signing.BadSignature:
        return None
    if (lesson_pk, person_pk) != (lesson.pk, person.pk):
        return None
    return datetime.fromtimestamp(moment, tz=timezone.get_current_timezone())
