"""When the server was away during an exam, everybody who was answering gets the time back.

The clock leaves a sign of life every ten seconds. Whoever first finds a gap, the clock or a read
that came before it, makes up for it; the key of the gap lets it happen once. However long it was,
all of it is given back: whether that is of use is for those who keep watch, who are told.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from exams.models import Attempt, Exam, Extension
from exams.services import extensions, messages
from ledger import jobs
from ledger.life import beat
from ledger.models import Heartbeat
from organisation.models import Person, Post, Unit
from organisation.periods import today
from organisation.rights import Act, posts_that_may

NAME, KEY = "exams", "gap"
BEAT = timedelta(seconds=10)
GAP = timedelta(seconds=60)
# After a longer one hardly anybody sits there any more: those who were answering are told too.
LONG_GAP = timedelta(hours=1)


@transaction.atomic
def watch(now=None):
    """For the clock, every 10 s: makes up for a gap, then shows that the server lives."""
    make_up(now or timezone.now())
    beat(NAME)


def make_up(now):
    """Extends what was open when the signs of life stopped; says whether anything was."""
    last = Heartbeat.objects.filter(name=NAME).values_list("at", flat=True).first()
    if last is None or now - last <= GAP:
        return False
    hit = Attempt.objects.filter(state=Attempt.State.OPEN, started_at__lte=last + BEAT)
    # Those whose time was over before have nothing to get back.
    hit = hit.filter(deadline__gt=last)
    key, seconds = f"{KEY} {last.isoformat()}", int((now - last).total_seconds())
    exams = Exam.objects.filter(pk__in=hit.exclude(extensions__key=key).values("exam"))
    return any([_give_back(exam, hit, seconds, key, now) for exam in exams])


@transaction.atomic
def _give_back(exam, hit, seconds, key, now):
    # Results may have come due meanwhile; they wait as well.
    exam.results_at = max(exam.results_at, now + BEAT)
    extended = extensions.extend(exam, hit, seconds, "", None, key, now)
    if extended:
        jobs.enqueue("exams.tasks.tell_outage", exam.pk, key, key=f"exams.{exam.pk} {key}")
    return extended > 0


def tell(exam, key):
    """Those who keep watch; after a long gap those who were answering as well."""
    given = Extension.objects.filter(attempt__exam=exam, key=key)
    paths = given.order_by().values_list("attempt__unit__path", flat=True).distinct()
    first = given.first()
    gap = timedelta(seconds=first.seconds)
    messages.tell_outage(exam, _watching_over(set(paths)), given.count(), gap, key)
    if gap > LONG_GAP:
        for extension in given.select_related("attempt__person"):
            messages.tell_more_time(extension, gap)


def _watching_over(paths):
    """Who invigilates in these units, or in one above them."""
    above = {above for path in paths for above in Unit.paths_to(path)}
    posts = Post.objects.on(today()).filter(kind__in=posts_that_may(Act.INVIGILATE))
    return Person.objects.filter(posts__in=posts.filter(unit__path__in=above)).distinct()
