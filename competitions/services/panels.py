"""Who judges."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from competitions.models import Panel, Seat
from competitions.services.refusal import ContestRefused
from competitions.tabulation import FEWEST_JUDGES
from inbox import services as inbox
from ledger import log
from organisation.models import Unit
from organisation.periods import today


def unit_of(judge, day=None):
    """Where a judge belongs: a village or township of hers before the county; None without."""
    posts = judge.posts_on(day or today()).order_by("-unit__level", "unit__path")
    post = posts.first()
    return post.unit if post else None


def appoint(stage, judge, kind, person):
    """A seat with the next number, and the judge's unit as it is today."""
    panel = Panel.objects.get_or_create(stage=stage)[0]
    if panel.approved_at:
        raise ContestRefused(_("This panel is approved. Nobody can be added or taken off."))
    last = panel.seats.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                panel=panel, judge=judge, unit=unit_of(judge), kind=kind, number=last + 1
            )
            log.append(stage.log, "judge appointed", person, seat=seat.number, judge=str(judge))
    except IntegrityError:
        raise ContestRefused(_("%(judge)s has a seat already.") % {"judge": judge}) from None
    return seat


@transaction.atomic
def dismiss(seat, person):
    """Before the approval only; afterwards a judge who does not come is absent."""
    if not Seat.objects.filter(pk=seat.pk, panel__approved_at=None).delete()[0]:
        raise ContestRefused(_("This panel is approved. Nobody can be added or taken off."))
    log.append(seat.panel.stage.log, "judge dismissed", person, judge=str(seat.judge))


@transaction.atomic
def approve(panel, person, reason=""):
    """From now on the judges may enter; every one of them gets a message.

    Without a neutral majority only with a reason, which stands beside the result with the name.
    """
    main = list(panel.seats.main().select_related("unit"))
    if len(main) < FEWEST_JUDGES:
        raise ContestRefused(_("A panel needs at least 3 judges."))
    reason = _exception(panel, main, reason, person)
    approved = Panel.objects.filter(pk=panel.pk, approved_at=None).update(
        approved_at=timezone.now(), approved_by=person, exception_reason=reason
    )
    if not approved:
        raise ContestRefused(_("This panel is approved already."))
    facts = {"exception": reason} if reason else {}
    log.append(panel.stage.log, "panel approved", person, seats=panel.seats.count(), **facts)
    _tell_judges(panel)


def _exception(panel, main, reason, person):
    """Why the panel judges all the same; nothing where neutral judges are in the majority."""
    if not lacks_neutral_majority(main, panel.stage):
        return ""
    if not reason:
        raise ContestRefused(
            _("Neutral judges are not in the majority. Appoint more, or write why all the same.")
        )
    if panel.seats.filter(judge=person).exists():
        raise ContestRefused(_("A judge of the panel cannot decide this."))
    return reason


def _tell_judges(panel):
    day = formats.date_format(panel.stage.held_on)
    title = _("You judge %(stage)s on %(day)s") % {"stage": panel.stage, "day": day}
    for seat in panel.seats.select_related("judge"):
        key = f"competitions.seat.{seat.pk}"
        inbox.send([seat.judge], title, url=seat.get_absolute_url(), key=key)


def neutral(seats, stage):
    """Seats that belong to none of the units which compete on the stage."""
    here = stage.unit.path
    below = len(here) + Unit.steplen

    def competes(unit):
        return unit is not None and unit.path.startswith(here) and len(unit.path) >= below

    return [seat for seat in seats if not competes(seat.unit)]


def lacks_neutral_majority(main, stage):
    """Whether half of the judges or more belong to units that compete."""
    return 2 * len(neutral(main, stage)) <= len(main)
