"""A result: locked by one person, confirmed by another, shown to the hall by an act of its own."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Performance, ResultSnapshot, Seat, Stage
from competitions.services import reveal
from competitions.services.compilation import compile_result
from competitions.services.refusal import ContestRefused
from ledger import log

State = Performance.State


def lock(stage, person):
    """Compiles what is all in, with what is published already, and signs it first."""
    refuse_judges(stage, person)
    try:
        with transaction.atomic():
            return _lock(stage, person)
    except IntegrityError:
        raise ContestRefused(_("A result is waiting for its second signature already.")) from None


def _lock(stage, person):
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    fresh = stage.performances.in_state(State.ALL_IN)
    taken = list(fresh.values_list("pk", flat=True))
    if not taken:
        raise ContestRefused(_("There is no entry whose marks are all in."))
    last = stage.snapshots.order_by("-number").first()
    shown = stage.snapshots.published().order_by("-number").first()
    everything = stage.performances.in_state(State.ALL_IN, State.PUBLISHED)
    data, rule_hash, input_hash = compile_result(stage, everything, shown and shown.data)
    snapshot = ResultSnapshot.objects.create(
        stage=stage,
        number=last.number + 1 if last else 1,
        data=data,
        rule_hash=rule_hash,
        input_hash=input_hash,
        locked_by=person,
        locked_at=timezone.now(),
    )
    Performance.objects.filter(pk__in=taken, state=State.ALL_IN).update(
        state=State.CHECKED, snapshot=snapshot
    )
    log.append(stage.log, "locked", person, **facts_of(snapshot))
    return snapshot


@transaction.atomic
def confirm(snapshot, person):
    """The second signature: another person, over the same marks."""
    refuse_judges(snapshot.stage, person)
    if person.pk == snapshot.locked_by_id:
        raise ContestRefused(_("Another person must confirm what you locked."))
    performances = snapshot.stage.performances.in_state(State.CHECKED, State.PUBLISHED)
    _data, _rules, input_hash = compile_result(snapshot.stage, performances)
    if input_hash != snapshot.input_hash:
        raise ContestRefused(_("The marks are not those that were locked. Send it back."))
    signed = ResultSnapshot.objects.in_work().filter(pk=snapshot.pk, confirmed_by=None)
    if not signed.update(confirmed_by=person, confirmed_at=timezone.now()):
        raise ContestRefused(_("This result is no longer waiting for a signature."))
    snapshot.performances.update(state=State.LOCKED)
    log.append(snapshot.stage.log, "confirmed", person, **facts_of(snapshot))


@transaction.atomic
def discard(snapshot, reason, person):
    """Not signed: the performances are all in again and can be put right."""
    waiting = ResultSnapshot.objects.in_work().filter(pk=snapshot.pk, confirmed_by=None)
    if not waiting.update(discarded_at=timezone.now(), discard_reason=reason):
        raise ContestRefused(_("This result is no longer waiting for a signature."))
    snapshot.performances.update(state=State.ALL_IN, snapshot=None)
    log.append(snapshot.stage.log, "not confirmed", person, reason=reason, **facts_of(snapshot))


@transaction.atomic
def publish(snapshot, person):
    """From now on the hall and everybody else sees it."""
    confirmed = ResultSnapshot.objects.in_work().filter(pk=snapshot.pk)
    shown = confirmed.exclude(confirmed_by=None).update(
        published_at=timezone.now(), published_by=person
    )
    if not shown:
        raise ContestRefused(_("Only a result with two signatures can be published."))
    snapshot.performances.update(state=State.PUBLISHED)
    log.append(snapshot.stage.log, "published", person, **facts_of(snapshot))
    reveal.after_publication(snapshot, person)


def refuse_judges(stage, person):
    """Nobody judges and signs."""
    if Seat.objects.filter(panel__stage=stage, judge=person).exists():
        raise ContestRefused(_("A judge of the panel cannot sign its result."))


def facts_of(snapshot):
    """What the log says of a result: enough to prove it by."""
    return {
        "stage": snapshot.stage.title,
        "number": snapshot.number,
        "rules": snapshot.rule_hash,
        "marks": snapshot.input_hash,
    }
