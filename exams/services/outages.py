"""When the server was away during an exam, everybody who was answering gets the time back.

The clock leaves a sign of life every ten seconds. Whoever first finds a gap, the clock or a read
that came before it, makes up for it; the key of the gap lets it happen once.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from exams.models import Attempt, Exam
from exams.services import extensions
from ledger.life import beat
from ledger.models import Heartbeat

NAME = "exams"
BEAT = timedelta(seconds=10)
GAP = timedelta(seconds=60)
# After a longer one nobody sits there any more: a makeup exam is held.
LONGEST_GAP = extensions.LONGEST


@transaction.atomic
def watch(now=None):
    """For the clock, every 10 s: makes up for a gap, then shows that the server lives."""
    make_up(now or timezone.now())
    beat(NAME)


def make_up(now):
    """Extends what was open when the signs of life stopped; says whether anything was."""
    last = Heartbeat.objects.filter(name=NAME).values_list("at", flat=True).first()
    if last is None or not GAP < now - last <= LONGEST_GAP:
        return False
    hit = Attempt.objects.filter(state=Attempt.State.OPEN, started_at__lte=last + BEAT)
    # Those whose time was over before have nothing to get back.
    hit = hit.filter(deadline__gt=last)
    key, seconds = f"gap {last.isoformat()}", int((now - last).total_seconds())
    exams = Exam.objects.filter(pk__in=hit.exclude(extensions__key=key).values("exam"))
    extended = 0
    for exam in exams:
        # Results may have come due meanwhile; they wait as well.
        exam.results_at = max(exam.results_at, now + BEAT)
        extended += extensions.extend(exam, hit, seconds, "", None, key, now)
    return extended > 0
