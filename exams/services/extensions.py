"""More time. Extensions are only added; a sitting's deadline carries their sum."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from exams.models import Allowance, Attempt, Exam, Extension, hurried
from exams.protocol import GRACE
from ledger import log

LONGEST = timedelta(hours=3)


class ExtensionRefused(Exception):
    """Its message may be shown to the person who asked."""


def extend(exam, attempts, seconds, reason, actor, key, now):
    """Gives the open ones of these sittings more time; returns how many.

    The same key gives it once. `actor` is None where the server itself was away, however long.
    """
    if actor is not None and not 0 < seconds <= LONGEST.total_seconds():
        raise ExtensionRefused(_("Between 1 minute and 3 hours can be given."))
    if exam.results_are_out(now):
        raise ExtensionRefused(_("The results are out; no more time can be given."))
    try:
        return _extend(exam, attempts, seconds, reason, actor, key, now)
    except IntegrityError:
        # Two gave the same at once: it is given.
        return 0


@transaction.atomic
def _extend(exam, attempts, seconds, reason, actor, key, now):
    open_ones = attempts.filter(exam=exam, state=Attempt.State.OPEN)
    locked = open_ones.exclude(extensions__key=key).select_for_update(of=("self",))
    numbers = list(locked.order_by("pk").values_list("pk", flat=True))
    Extension.objects.bulk_create(
        Extension(attempt_id=pk, seconds=seconds, reason=reason, actor=actor, key=key, at=now)
        for pk in numbers
    )
    more = timedelta(seconds=seconds)
    Attempt.objects.filter(pk__in=numbers).update(deadline=F("deadline") + more)
    if numbers:
        _hold_results_back(exam)
        facts = {"sittings": len(numbers), "seconds": seconds, "reason": reason}
        log.append(f"exam/{exam.pk}", "extend", actor, **facts)
    return len(numbers)


def _hold_results_back(exam):
    """Never the right answers while somebody may still be answering."""
    open_ones = Attempt.objects.filter(exam=exam, state=Attempt.State.OPEN)
    last = open_ones.aggregate(last=Max("deadline"))["last"] + GRACE
    if Exam.objects.filter(pk=exam.pk, results_at__lt=last).update(results_at=last):
        exam.results_at = last


@transaction.atomic
def allow(exam, person, reason, actor, now, *, minutes=0, percent=0):
    """Settles extra time for one person who has not begun; given again, the new one counts."""
    _refuse_after_begin(exam, person)
    allowance, _new = Allowance.objects.update_or_create(
        exam=exam,
        person=person,
        defaults={
            "minutes": minutes,
            "percent": percent,
            "reason": reason,
            "given_by": actor,
            "given_at": now,
        },
    )
    # Why is for those who settle it and for herself: the log says only that and how much.
    facts = {"person": person.pk, "minutes": minutes, "percent": percent}
    log.append(f"exam/{exam.pk}", "allow extra time", actor, **facts)
    return allowance


@transaction.atomic
def withdraw(allowance, actor):
    _refuse_after_begin(allowance.exam, allowance.person)
    facts = {"person": allowance.person_id}
    log.append(f"exam/{allowance.exam_id}", "withdraw extra time", actor, **facts)
    allowance.delete()


def _refuse_after_begin(exam, person):
    if exam.attempts.filter(person=person).exists():
        raise ExtensionRefused(
            _("She has begun already. Give more time on the page “Keep watch” instead.")
        )


def allowed_seconds(exam, person):
    """Extra time settled for her before this exam."""
    allowance = hurried.ALLOWED.first(exam=exam.pk, person=person.pk)
    if allowance is None:
        return 0
    allowance.exam = exam
    return allowance.seconds
