"""The draw of the order: a list and a seal first, the public value in the room, then the secret."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.draw import DrawRefused, commitment, draw, hash_of_list
from competitions.models import Draw, Entry, Stage
from competitions.services.refusal import ContestRefused
from competitions.words import sentence
from ledger import log, seals

FEWEST = 2
# While the numbers change places, each entry stands beyond all numbers that are given.
OUT_OF_THE_WAY = 10_000


def commit(stage, person):
    """Fixes the list and publishes it with the seal of a secret nobody is told before the draw."""
    if not stage.contest.announced_at:
        raise ContestRefused(_("Announce the contest first: everybody must see the seal."))
    secret = seals.new_secret()
    with transaction.atomic():
        listed = _listed(_not_begun(stage))
        codes = [row["code"] for row in listed]
        made = _stand(
            stage=stage, kind=Draw.Kind.COMMITTED, listed=listed, list_hash=hash_of_list(codes),
            secret=secret, commitment=commitment(secret, codes), made_by=person,
        )  # fmt: skip
        log.append(stage.log, "list published", person, **_facts(made))
    return made


@transaction.atomic
def reveal(committed, public, person):
    """The public value is in: the order follows from it, and the secret may be told."""
    stage = _not_begun(committed.stage)
    _refuse_other_entries(committed.listed, stage)
    try:
        order = draw(committed.codes(), committed.secret, public)
    except DrawRefused as refusal:
        raise ContestRefused(" ".join(sentence(fault) for fault in refusal.faults)) from None
    drawn = Draw.objects.committed().filter(pk=committed.pk)
    if not drawn.update(public=public, order=order.codes, drawn_by=person, drawn_at=timezone.now()):
        raise ContestRefused(_("This draw is over. The order is drawn only once."))
    _give_numbers(committed.listed, order.codes)
    committed.refresh_from_db()
    log.append(
        stage.log, "order drawn", person,
        **_facts(committed), secret=committed.secret, public=public, order=order.codes,
    )  # fmt: skip


@transaction.atomic
def record_by_hand(stage, numbers, witnesses, person):
    """Balls were drawn in the room: entry id → number, before two people who are named."""
    stage = _not_begun(stage)
    listed = _listed(stage)
    if sorted(numbers.values()) != list(range(1, len(listed) + 1)):
        raise ContestRefused(_("Every number from 1 on must be there, each once."))
    one, two = (" ".join(name.split()) for name in witnesses)
    if not one or not two or one == two:
        raise ContestRefused(_("Two different witnesses are needed."))
    ordered = sorted(listed, key=lambda row: numbers[row["entry"]])
    made = _stand(
        stage=stage, kind=Draw.Kind.BY_HAND, listed=listed,
        list_hash=hash_of_list([row["code"] for row in listed]),
        order=[row["code"] for row in ordered], witness_one=one, witness_two=two,
        made_by=person, drawn_by=person, drawn_at=timezone.now(),
    )  # fmt: skip
    _give_numbers(listed, made.order)
    log.append(
        stage.log, "order drawn by hand", person,
        **_facts(made), order=made.order, witnesses=[one, two],
    )  # fmt: skip
    return made


@transaction.atomic
def void(made, reason, person):
    """Gives a draw up, in view of all: it stays on the page with its reason."""
    stage = _not_begun(made.stage)
    given_up = Draw.objects.standing().filter(pk=made.pk)
    if not given_up.update(voided_at=timezone.now(), void_reason=reason):
        raise ContestRefused(_("This draw is given up already."))
    log.append(stage.log, "draw given up", person, reason=reason, **_facts(made))


def _not_begun(stage):
    """The stage with its row locked; no order is drawn once somebody has been on."""
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    if stage.performances.begun().exists():
        raise ContestRefused(_("The stage has begun. The order cannot be drawn any more."))
    return stage


def _listed(stage):
    """The entries with codes, in the order of their units: an order nobody chooses."""
    entries = stage.entries.select_related("unit").order_by("unit__path", "title")
    if len(entries) < FEWEST:
        raise ContestRefused(_("There is nothing to draw among fewer than 2 entries."))
    return [
        {"code": f"T{number:02d}", "entry": entry.pk, "title": entry.title, "unit": entry.unit.name}
        for number, entry in enumerate(entries, start=1)
    ]


def _stand(**fields):
    try:
        with transaction.atomic():
            return Draw.objects.create(**fields)
    except IntegrityError:
        raise ContestRefused(_("There is a draw already. Give it up first.")) from None


def _refuse_other_entries(listed, stage):
    if {row["entry"] for row in listed} != set(stage.entries.values_list("pk", flat=True)):
        raise ContestRefused(
            _("The entries are not those of the published list. Give the draw up and publish anew.")
        )


def _give_numbers(listed, order):
    entries = {row["code"]: row["entry"] for row in listed}
    for offset in (OUT_OF_THE_WAY, 0):
        for number, code in enumerate(order, start=1):
            Entry.objects.filter(pk=entries[code]).update(order_no=number + offset)


def _facts(made):
    return {
        "stage": made.stage.title,
        "list": [f"{row['code']} {row['title']}" for row in made.listed],
        "list_sha256": made.list_hash,
        "commitment": made.commitment,
    }
