"""How results are shown: chosen before the first one, then act by act."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Reveal, Stage
from competitions.services.announcing import tell_contestants
from competitions.services.refusal import ContestRefused
from competitions.showing import shown_of
from ledger import log

NUMBERED = (Reveal.Mode.FIRST_TOGETHER, Reveal.Mode.CEREMONY)


@transaction.atomic
def choose(stage, mode, number, person):
    """Everybody must know it before: once a result is published it stays."""
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    if stage.snapshots.published().exists():
        raise ContestRefused(_("A result is published already. How results are shown stays."))
    number = number if mode in NUMBERED else 0
    Reveal.objects.update_or_create(stage=stage, defaults={"mode": mode, "number": number})
    log.append(stage.log, "way of showing chosen", person, mode=str(mode), number=number)


def after_publication(snapshot, person):
    """Notes the freeze, and when nothing is held back any more tells those who took part."""
    reveal = Reveal.objects.filter(stage=snapshot.stage).first()
    waits = bool(snapshot.data["waiting"])
    if reveal and reveal.mode != Reveal.Mode.AT_ONCE and reveal.opened_at is None:
        if reveal.mode == Reveal.Mode.CEREMONY:
            return _freeze(reveal, snapshot, person)
        if not waits:
            Reveal.objects.filter(pk=reveal.pk).update(opened_at=timezone.now())
    if not waits:
        tell_contestants(snapshot.stage)
    return None


def _freeze(reveal, snapshot, person):
    published, waiting = (
        [row["code"] for row in snapshot.data[key]] for key in ("results", "waiting")
    )
    if reveal.frozen_at is None and reveal.plan.is_frozen(published, waiting):
        Reveal.objects.filter(pk=reveal.pk).update(frozen_at=timezone.now())
        log.append(snapshot.stage.log, "frozen", person, number=snapshot.number)


@transaction.atomic
def reveal_next(stage, step, person):
    """The ceremony's act: one entry more, from the last rank up. `step` is how many were out."""
    reveal, snapshot = _ready(stage)
    if len(reveal.revealed) != step:
        raise ContestRefused(_("This one has been revealed already."))
    code = reveal.plan.next_of_ceremony(snapshot.data["results"])
    _reveal(reveal, snapshot, [code], person)


@transaction.atomic
def reveal_all(stage, person):
    """The rest at once."""
    reveal, snapshot = _ready(stage)
    codes = []
    while code := _after(reveal, codes).next_of_ceremony(snapshot.data["results"]):
        codes.append(code)
    _reveal(reveal, snapshot, codes, person)


def _after(reveal, codes):
    return Reveal(mode=reveal.mode, number=reveal.number, revealed=[*reveal.revealed, *codes]).plan


def _ready(stage):
    reveal = Reveal.objects.select_for_update().filter(stage=stage, opened_at=None).first()
    if reveal is None or reveal.mode != Reveal.Mode.CEREMONY:
        raise ContestRefused(_("Nothing is held back for a ceremony."))
    snapshot = shown_of(stage).snapshot
    if snapshot is None or snapshot.data["waiting"]:
        raise ContestRefused(_("First every entry needs a published result."))
    if stage.snapshots.in_work().exists():
        raise ContestRefused(_("A result is being checked. Publish it or send it back first."))
    return reveal, snapshot


def _reveal(reveal, snapshot, codes, person):
    revealed, now = [*reveal.revealed, *codes], timezone.now()
    done = _after(reveal, codes).next_of_ceremony(snapshot.data["results"]) is None
    Reveal.objects.filter(pk=reveal.pk).update(
        revealed=revealed, acted_at=now, opened_at=now if done else None
    )
    log.append(snapshot.stage.log, "revealed", person, number=snapshot.number, codes=codes)
    if done:
        tell_contestants(snapshot.stage)
