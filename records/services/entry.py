"""快速登记: one event is written, and what follows from it happens in the same transaction."""

import json
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from organisation.periods import today as this_day
from records.models import Certificate, Consent, Event, Membership, Pregnancy, Resident, Visit
from records.services import consents, files, reminders, residents
from records.validations import RecordRefused

K = Event.Kind
ABOUT_HEALTH = frozenset({K.PREGNANCY_REGISTERED, K.EDD_REVISED, K.PREGNANCY_ENDED})
LONGEST = 300  # days an expected date may lie ahead
YOUNGEST_MOTHER, CHILD = 12, 14


def similar(resident, kind, day):
    """What was written before and may be the same: asked about, never refused."""
    if kind == K.BIRTH:
        children = Resident.objects.filter(guardian=resident, birth_date=day)
        return Event.objects.standing().filter(kind=kind, resident__in=children).first()
    return Event.objects.like(resident, kind, day).first()


def already_sent(person, resident, client_uuid):
    """The event of an earlier send of the same page, if there was one."""
    try:
        sent = UUID(client_uuid or "")
    except ValueError:
        return None
    events = Event.objects.filter(client_uuid=sent, recorded_by=person)
    return events.filter(Q(resident=resident) | Q(resident__guardian=resident)).first()


def record(person, resident, kind, day, client_uuid, today=None, **facts):
    """Writes the event and its effects. The same `client_uuid` is the same event."""
    today = today or this_day()
    sent_before = Event.objects.filter(client_uuid=client_uuid, recorded_by=person)
    if again := sent_before.first():
        return again
    try:
        with transaction.atomic():
            return _write(person, resident, kind, day, client_uuid, today, facts)
    except IntegrityError:
        if again := sent_before.first():
            return again
        raise RecordRefused("closed") from None


def _write(person, resident, kind, day, client_uuid, today, facts):
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    _refuse_wrong_day(resident, day, today)
    if kind == K.BIRTH:
        facts["parent"], resident = resident, _child_of(person, resident, day, today, facts)
    facts["consent"] = _consent_for(person, resident, today, facts)
    event = Event.objects.create(
        client_uuid=client_uuid,
        kind=kind,
        resident=resident,
        village_id=resident.village_id,
        occurred_on=day,
        recorded_on=today,
        recorded_by=person,
        sensitive=kind in ABOUT_HEALTH or facts.get("visit_kind") == Visit.Kind.SERVICE,
        details=_details(facts),
    )
    EFFECTS[kind](event, facts)
    reminders.regenerate(resident, today)
    files.note(person, resident, "entered", kind=kind)
    return event


def _consent_for(person, resident, today, facts):
    """The consent that was handed in, is given with this entry, or stands already."""
    if channel := facts.get("consent_channel"):
        return consents.give(person, resident, Consent.Purpose.HEALTH, channel, today)
    if facts.get("visit_kind") == Visit.Kind.SERVICE and not facts.get("consent"):
        return consents.standing_consent(resident, Consent.Purpose.HEALTH)
    return facts.get("consent")


def _details(facts):
    kept = {name: facts[name] for name in ("spouse", "destination") if facts.get(name)}
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def _refuse_wrong_day(resident, day, today):
    if resident.left_on is not None:
        raise RecordRefused("gone")
    if day > today:
        raise RecordRefused("V10")
    if day < resident.birth_date:
        raise RecordRefused("V11-born")


def _child_of(person, parent, day, today, facts):
    if parent.age_on(day) < YOUNGEST_MOTHER:
        raise RecordRefused("V23")
    membership = Membership.objects.open().select_related("household").get(resident=parent)
    kin = Membership.Kin.SON if facts["sex"] == Resident.Sex.MALE else Membership.Kin.DAUGHTER
    if membership.kin not in (Membership.Kin.HEAD, Membership.Kin.SPOUSE):
        kin = Membership.Kin.GRANDCHILD
    return residents.register_resident(
        person,
        membership.household,
        name=facts["name"],
        sex=facts["sex"],
        birth_date=day,
        kin=kin,
        today=today,
        since=day,
        guardian=parent,
    )


def _nothing_more(event, facts):
    """The event says it all."""


def _born(event, facts):
    end_services(facts["parent"], event.occurred_on)
    reminders.regenerate(facts["parent"], event.recorded_on)


def _booked(event, facts):
    woman, consent, edd = event.resident, facts.get("consent"), facts["edd"]
    if woman.sex == Resident.Sex.MALE:
        raise RecordRefused("V41")
    if woman.age_on(event.recorded_on) < CHILD:
        raise RecordRefused("V31b")
    _refuse_without(consent, woman)
    _refuse_far(edd, event)
    if woman.pregnancies.active().exists():
        raise RecordRefused("V30")
    Pregnancy.objects.create(woman=woman, event=event, consent=consent, edd=edd)


def _refuse_without(consent, resident):
    given = consent is not None and consent.withdrawn_on is None
    if not given or consent.resident_id != resident.pk or consent.purpose != Consent.Purpose.HEALTH:
        raise RecordRefused("V43")


def _refuse_far(edd, event):
    if not 0 <= (edd - event.recorded_on).days <= LONGEST:
        raise RecordRefused("V33")


def _date_changed(event, facts):
    pregnancy = event.resident.pregnancies.active().first()
    if pregnancy is None:
        raise RecordRefused("closed")
    _refuse_far(facts["edd"], event)
    pregnancy.edd = facts["edd"]
    pregnancy.save(update_fields=["edd"])


def end_services(woman, day):
    """Silently: no question, no trace on any list."""
    Pregnancy.objects.active().filter(woman=woman).update(ended_on=day)


def _services_ended(event, facts):
    end_services(event.resident, event.occurred_on)


def _visited(event, facts):
    consent = facts.get("consent")
    if facts["visit_kind"] == Visit.Kind.SERVICE:
        _refuse_without(consent, event.resident)
    elif event.resident.do_not_contact:
        raise RecordRefused("V44")
    visit = Visit.objects.create(
        resident=event.resident,
        event=event,
        kind=facts["visit_kind"],
        mode=facts["mode"],
        done_on=event.occurred_on,
        next_visit_on=facts.get("next_visit_on"),
        consent=consent,
    )
    reminders.settle_by_visit(event.recorded_by, visit)


def _moved_out(event, facts):
    end_services(event.resident, event.occurred_on)
    residents.leave(event.resident, event.occurred_on)


def _applied(event, facts):
    kind = facts["certificate_kind"]
    if event.resident.certificates.open().filter(kind=kind).exists():
        raise RecordRefused("closed")
    event.resident.certificates.create(kind=kind, applied_on=event.occurred_on)


def _ready(event, facts):
    certificate = facts["certificate"]
    if event.occurred_on < certificate.applied_on:
        raise RecordRefused("V60")
    _step(
        certificate,
        Certificate.State.APPLIED,
        state=Certificate.State.READY,
        ready_on=event.occurred_on,
        ready_event=event,
        pickup_place=facts.get("pickup_place", ""),
        pickup_on=facts.get("pickup_on"),
    )


def _collected(event, facts):
    certificate = facts["certificate"]
    if event.occurred_on < certificate.ready_on:
        raise RecordRefused("V60")
    collected = {"state": Certificate.State.COLLECTED, "collected_on": event.occurred_on}
    _step(certificate, Certificate.State.READY, **collected)
    for reminder in certificate.ready_event.reminders.open():
        reminders.finish(event.recorded_by, reminder, event.occurred_on)


def _step(certificate, before, **changes):
    if not Certificate.objects.filter(pk=certificate.pk, state=before).update(**changes):
        raise RecordRefused("closed")


EFFECTS = {
    K.MARRIAGE: _nothing_more,
    K.BIRTH: _born,
    K.PREGNANCY_REGISTERED: _booked,
    K.EDD_REVISED: _date_changed,
    K.PREGNANCY_ENDED: _services_ended,
    K.VISIT: _visited,
    K.MOVE_IN: _nothing_more,
    K.MOVE_OUT: _moved_out,
    K.CERTIFICATE_APPLIED: _applied,
    K.CERTIFICATE_READY: _ready,
    K.CERTIFICATE_COLLECTED: _collected,
}
# What a village may take back by itself; the others have effects a person must undo.
TAKEN_BACK = frozenset({K.MARRIAGE, K.PREGNANCY_REGISTERED, K.VISIT, K.MOVE_IN})


@transaction.atomic
def take_back(person, event, today=None):
    """An entry that was a mistake: a correction is written, nothing is erased."""
    today = today or this_day()
    may = event.kind in TAKEN_BACK
    if not may or not Event.objects.standing().filter(pk=event.pk).update(
        status=Event.Status.VOIDED
    ):
        raise RecordRefused("closed")
    if event.kind == K.PREGNANCY_REGISTERED:
        Pregnancy.objects.active().filter(event=event).update(ended_on=today)
    correction = Event.objects.create(
        kind=K.CORRECTION,
        resident=event.resident,
        village_id=event.village_id,
        occurred_on=today,
        recorded_on=today,
        recorded_by=person,
        sensitive=event.sensitive,
        corrects=event,
    )
    reminders.regenerate(event.resident, today)
    files.note(person, event.resident, "taken back", kind=event.kind)
    return correction
