"""Units enter whom they send: by the call's quota, until its deadline, by the people themselves."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from competitions.models import Call, Entry, Stage, Substitute
from competitions.services.contests import enter_last
from competitions.services.refusal import ContestRefused
from inbox import services as inbox
from ledger import log
from organisation.models import Person, Post
from organisation.periods import today
from organisation.rights import Act, posts_that_may


@dataclass(frozen=True)
class Given:
    """What a unit says about an entry; a reason where it comes late."""

    title: str
    people: list[Person]
    substitutes: list[Person]
    reason: str = ""


@transaction.atomic
def save_call(call, person):
    """The call, new or changed; a later deadline is a change like any other, and is logged."""
    call.save()
    log.append(
        call.stage.log, "call changed", person,
        stage_id=call.stage_id, closes_at=call.closes_at.isoformat(), quota=call.quota,
    )  # fmt: skip
    return call


@transaction.atomic
def send_call(call, person):
    """To whoever may enter somebody: the call reaches every unit it asks."""
    if not call.stage.contest.announced_at:
        raise ContestRefused(_("Announce the contest first."))
    if call.closes_at <= timezone.now():
        raise ContestRefused(_("The deadline is over. Set a later one first."))
    waiting = Call.objects.filter(pk=call.pk, sent_at=None)
    if not waiting.update(sent_at=timezone.now(), sent_by=person):
        raise ContestRefused(_("This call is sent already."))
    log.append(call.stage.log, "call sent", person, stage_id=call.stage_id)
    title = _("Call for entries: %(stage)s") % {"stage": call.stage}
    _tell_asked(call, call.units(), title, f"competitions.call.{call.pk}")


def remind(call):
    """The deadline is near: to those units that have entered nobody yet."""
    entered = call.stage.entries.values("unit")
    title = _("Registration ends soon: %(stage)s") % {"stage": call.stage}
    key = f"competitions.deadline.{call.pk}.{timezone.localdate(call.closes_at)}"
    _tell_asked(call, call.units().exclude(pk__in=entered), title, key)


def _tell_asked(call, units, title, key):
    kinds = posts_that_may(Act.ENTER_CONTESTS)
    moment = formats.date_format(timezone.localtime(call.closes_at), "DATETIME_FORMAT")
    inbox.send(
        Person.objects.posted_in(units, today(), kinds).filter(is_active=True),
        title,
        _("Enter your people until %(moment)s.") % {"moment": moment},
        reverse("competitions:registration", args=[call.stage_id]),
        key,
    )


def register(call, unit, given, person):
    """A new entry of the unit, the last one in the order until the order is drawn."""
    try:
        with transaction.atomic():
            stage = _prepared(call, given, person)
            refuse_over_quota(call, unit)
            _refuse_others(call, unit, given)
            entry = enter_last(stage, unit, given.title)
            _set_people(entry, given)
            _log(entry, "entry registered", person, given)
    except IntegrityError:
        raise ContestRefused(_("There is an entry of this name already.")) from None
    return entry


def change(entry, given, person):
    """Other people or another name for the entry."""
    call = entry.stage.call
    try:
        with transaction.atomic():
            _prepared(call, given, person)
            _refuse_others(call, entry.unit, given, entry)
            if entry.substitutes.exclude(stepped_in_at=None).exists():
                raise ContestRefused(_("A substitute has stepped in. Ask the organiser."))
            Entry.objects.filter(pk=entry.pk).update(title=given.title)
            _set_people(entry, given)
            _log(entry, "entry changed", person, given)
    except IntegrityError:
        raise ContestRefused(_("There is an entry of this name already.")) from None


@transaction.atomic
def withdraw(entry, reason, person):
    """Nobody of it comes; what it was stays in the log."""
    given = Given(entry.title, list(entry.people.all()), [], reason)
    _prepared(entry.stage.call, given, person)
    _log(entry, "entry withdrawn", person, given)
    Entry.objects.filter(pk=entry.pk).delete()


@transaction.atomic
def step_in(substitute, replaced, reason, person):
    """A named substitute for one of the people; also after the deadline, until the draw."""
    entry = substitute.entry
    stage = _refuse_begun(Stage.objects.select_for_update(of=("self",)).get(pk=entry.stage_id))
    if not entry.people.filter(pk=replaced.pk).exists():
        raise ContestRefused(_("%(person)s does not take part.") % {"person": replaced})
    waiting = Substitute.objects.filter(pk=substitute.pk, stepped_in_at=None)
    changed = {"replaced": replaced, "stepped_in_at": timezone.now(), "by": person}
    if not waiting.update(**changed, reason=reason):
        raise ContestRefused(_("This substitute has stepped in already."))
    entry.people.remove(replaced)
    entry.people.add(substitute.person)
    log.append(
        stage.log, "substitute stepped in", person,
        stage_id=stage.pk, entry=entry.title, unit=entry.unit.name, reason=reason,
        people=[str(substitute.person)], replaced=str(replaced),
    )  # fmt: skip
    _tell_entered(entry, [substitute.person])


def _prepared(call, given, person):
    """The stage with its row locked, for two may enter at once; refuses who comes too late."""
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=call.stage_id)
    _refuse_begun(stage)
    if not call.is_open:
        if not Stage.objects.editable_by(person).filter(pk=stage.pk).exists():
            raise ContestRefused(_("Registration is over. Ask the organiser."))
        if not given.reason:
            raise ContestRefused(_("The deadline is over: write the reason."))
    return stage


def _refuse_begun(stage):
    if stage.draws.standing().exists():
        raise ContestRefused(_("The list for the draw is published. Nothing is changed any more."))
    if stage.performances.begun().exists():
        raise ContestRefused(_("The stage has begun. Nothing is changed any more."))
    return stage


def refuse_over_quota(call, unit):
    if call.stage.entries.filter(unit=unit).count() >= call.quota:
        raise ContestRefused(
            _("%(unit)s may send %(quota)s, and has.") % {"unit": unit, "quota": call.quota}
        )


def _refuse_others(call, unit, given, entry=None):
    """Everybody may take part, once on a stage; as many as the call asks for."""
    everybody = [*given.people, *given.substitutes]
    if not call.fewest <= len(given.people) <= call.most:
        facts = {"fewest": call.fewest, "most": call.most}
        raise ContestRefused(_("An entry has from %(fewest)s to %(most)s people.") % facts)
    if len(given.substitutes) > call.substitutes:
        raise ContestRefused(_("There are too many substitutes."))
    if len(set(everybody)) < len(everybody):
        raise ContestRefused(_("Somebody is there twice."))
    eligible = set(call.eligible(unit).filter(pk__in=[one.pk for one in everybody]))
    for one in everybody:
        if one not in eligible:
            raise ContestRefused(_("%(person)s may not take part here.") % {"person": one})
    others = call.stage.entries.exclude(pk=entry and entry.pk)
    inside = Q(people__in=everybody) | Q(substitutes__person__in=everybody)
    if taken := others.filter(inside).first():
        raise ContestRefused(_("Somebody is entered already: %(entry)s.") % {"entry": taken})


def _set_people(entry, given):
    entry.people.set(given.people)
    entry.substitutes.all().delete()
    Substitute.objects.bulk_create([Substitute(entry=entry, person=p) for p in given.substitutes])
    _tell_entered(entry, [*given.people, *given.substitutes])


def _tell_entered(entry, people):
    inbox.send(
        people,
        _("You are entered: %(stage)s") % {"stage": entry.stage},
        url=entry.stage.get_absolute_url(),
        key=f"competitions.entered.{entry.pk}",
    )


def _log(entry, verb, person, given):
    log.append(
        entry.stage.log, verb, person,
        stage_id=entry.stage_id, entry=given.title, unit=entry.unit.name, reason=given.reason,
        people=[str(one) for one in given.people],
        substitutes=[str(one) for one in given.substitutes],
    )  # fmt: skip


def entering_posts():
    """Posts that may be asked for in a call: those who learn."""
    return [(kind, Post.Kind(kind).label) for kind in posts_that_may(Act.LEARN)]
