"""Spot exams: the pool is sealed before, the draw calls the villages, two people may give it up."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from exams import cycle
from exams.models import Exam, SpotDraw, SpotVillage
from exams.refusals import Refused
from exams.services import exams, messages, spot_pools
from ledger import log, numbers, seals

SERIES = "exams.spot_draw"


class SpotRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def seal(exam, terms, person, now):
    """Freezes the pool and publishes it with the seal of a secret nobody is told before the draw.

    `terms` hold size, minimum, excused (code of a village → why), public_name and public_on.
    """
    exam = Exam.objects.select_for_update().get(pk=exam.pk)
    _refuse_to_draw(exam, now)
    if exam.draws.standing().exists():
        raise SpotRefused(_("There is a draw already. Two people give it up first."))
    day = timezone.localdate(now)
    pool = spot_pools.pool_of(exam, day, now, terms["excused"])
    chances = _chances(pool, terms)
    text = spot_pools.as_file(pool, chances)
    number, secret = numbers.next_number(SERIES), seals.new_secret()
    pool_sha256 = seals.sha256_of(text)
    draw = SpotDraw(
        round=number, exam=exam, size=terms["size"], minimum=terms["minimum"], frozen_on=day,
        pool=text, pool_sha256=pool_sha256, people=pool.people, left_out=pool.left_out,
        secret=secret, seal=seals.sha256_of(pool_sha256, str(number), secret),
        public_name=terms.get("public_name", ""), public_on=terms.get("public_on"),
        sealed_by=person, sealed_at=now,
    )  # fmt: skip
    draw.save(force_insert=True)
    SpotVillage.objects.bulk_create(
        [
            SpotVillage(
                draw=draw,
                unit=place.unit,
                township=place.township,
                entered_with=place.entered_with,
                used=place.used,
                chance=chances[place.unit.code],
            )
            for place in pool.places
        ],
        batch_size=500,
    )
    log.append(stream_of(draw), "pool sealed", person, **_facts(draw))
    return draw


def stream_of(draw):
    return f"spot_draw/{draw.round}"


def _refuse_to_draw(exam, now):
    if not exam.is_spot:
        raise SpotRefused(_("Only for a spot exam villages are drawn."))
    if exam.opens_at <= now:
        raise SpotRefused(_("The exam would have opened already. Choose a later hour first."))


def _chances(pool, terms):
    if not pool.places:
        raise SpotRefused(_("There is no village in these units where somebody sits exams."))
    try:
        return pool.chances(terms["size"], terms["minimum"])
    except Refused as refusal:
        raise SpotRefused(refusal.told(_)) from refusal


def _facts(draw):
    return {
        "exam": draw.exam_id,
        "pool_sha256": draw.pool_sha256,
        "seal": draw.seal,
        "size": draw.size,
        "minimum": draw.minimum,
        "algorithm": draw.algorithm,
        "public_name": draw.public_name,
        "public_on": draw.public_on.isoformat() if draw.public_on else "",
    }


@transaction.atomic
def reveal(draw, public, person, now):
    """Draws the villages and calls their people in the same moment: nobody looks first."""
    exam = Exam.objects.select_for_update().get(pk=draw.exam_id)
    _refuse_to_draw(exam, now)
    if draw.is_asked:
        raise SpotRefused(_("Somebody wants to give this draw up. That is decided first."))
    public = _number_of(draw, public, now)
    taken = SpotDraw.objects.waiting().filter(pk=draw.pk, asked_at=None)
    if not taken.update(public=public, drawn_by=person, drawn_at=now):
        raise SpotRefused(_("This draw is over. The villages are drawn only once."))
    draw.refresh_from_db()
    drawn = drawn_of(draw)
    _write_winners(draw, drawn)
    log.append(
        stream_of(draw), "villages drawn", person,
        **_facts(draw), secret=draw.secret, public=public, seed=draw.seed, villages=drawn.selected,
    )  # fmt: skip
    _call(exam, person, now)


def _number_of(draw, public, now):
    """The public number as it was announced, its blanks settled."""
    public = " ".join(public.split())
    if not draw.public_name:
        return ""
    if timezone.localdate(now) < draw.public_on:
        day = formats.date_format(draw.public_on, "DATE_FORMAT")
        raise SpotRefused(_("The public number is known on %(day)s, not before.") % {"day": day})
    if not public:
        raise SpotRefused(_("Type the public number as it was announced."))
    return public


def drawn_of(draw):
    """The draw reckoned from what is published, as anybody may."""
    rows = list(draw.villages.values_list("unit__code", "township__code", "used"))
    pool = {unit: stratum for unit, stratum, _used in rows}
    used = {unit: used for unit, _stratum, used in rows}
    return cycle.draw_in_cycle(pool, used, draw.size, draw.seed, str(draw.round), draw.minimum)


def _write_winners(draw, drawn):
    ways = {SpotVillage.Won.TURN: drawn.in_turn, SpotVillage.Won.FREE: drawn.free}
    for won, strata in ways.items():
        codes = [unit for units in strata.values() for unit in units]
        draw.villages.filter(unit__code__in=codes).update(won=won)


def _call(exam, person, now):
    """A draft is published; after a draw that was given up the new villages are called."""
    try:
        if exam.is_draft:
            exams.publish(exam, person, now)
        else:
            exams.write_roll(exam)
            exams.call(exam)
    except exams.ExamRefused as refusal:
        raise SpotRefused(str(refusal)) from refusal


@transaction.atomic
def ask_to_give_up(draw, reason, person, now):
    """The first of two people."""
    _refuse_to_give_up(draw, now)
    asked = SpotDraw.objects.standing().filter(pk=draw.pk, asked_at=None)
    if not asked.update(reason=reason, asked_by=person, asked_at=now):
        raise SpotRefused(_("That is asked already, or the draw is given up."))
    log.append(stream_of(draw), "asked to give up", person, reason=reason)


def stays(draw, now):
    """Drawn, and its exam has opened: too late to give it up."""
    return bool(draw.drawn_at) and (draw.exam.opens_at <= now or draw.exam.attempts.exists())


def _refuse_to_give_up(draw, now):
    if stays(draw, now):
        raise SpotRefused(_("The exam has opened. The draw stays as it is."))


@transaction.atomic
def keep(draw, person, now):
    """The draw stays: said by a second person, or by the one who asked."""
    asked = SpotDraw.objects.to_decide().filter(pk=draw.pk)
    if not asked.update(reason="", asked_by=None, asked_at=None):
        raise SpotRefused(_("There is nothing to decide any more."))
    log.append(stream_of(draw), "kept", person, reason=draw.reason)


@transaction.atomic
def give_up(draw, person, now):
    """The second of two people; the draw stays on the page with its reason, the people go free."""
    draw = SpotDraw.objects.select_for_update().select_related("exam").get(pk=draw.pk)
    if not draw.is_asked:
        raise SpotRefused(_("There is nothing to decide any more."))
    if draw.asked_by_id == person.pk:
        raise SpotRefused(_("A second person decides, not the one who asked."))
    _refuse_to_give_up(draw, now)
    draw.given_up_by, draw.given_up_at = person, now
    draw.save(update_fields=["given_up_by", "given_up_at"])
    log.append(
        stream_of(draw), "given up", person,
        reason=draw.reason, asked_by=str(draw.asked_by), secret=draw.secret,
    )  # fmt: skip
    messages.tell_not_called(draw)
    draw.exam.candidates.all().delete()
    return draw
