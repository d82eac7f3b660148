"""A yes is kept as long as it stands. Taking it back costs nobody anything."""

from django.db import transaction

from organisation.working_days import add_working_days
from records.models import Consent, Reminder, RightsRequest
from records.services import files, reminders
from records.validations import RecordRefused

ANSWER_WITHIN = 15  # working days


@transaction.atomic
def give(person, resident, purpose, channel, day):
    """Records a yes; a yes that stands already is that one."""
    consent, new = Consent.objects.get_or_create(
        resident=resident,
        purpose=purpose,
        withdrawn_on=None,
        defaults={
            "channel": channel,
            "given_on": day,
            "recorded_by": person,
            "by_guardian": resident.age_on(day) < 14,
        },
    )
    if new:
        files.note(person, resident, "consent given", purpose=purpose)
    return consent


@transaction.atomic
def withdraw(person, consent, day):
    """What rested on it ends without a word, and the dates kept for it are erased."""
    changed = Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(withdrawn_on=day)
    if not changed:
        raise RecordRefused("closed")
    if consent.purpose == Consent.Purpose.HEALTH:
        for pregnancy in consent.pregnancies.all():
            pregnancy.edd = None
            pregnancy.ended_on = pregnancy.ended_on or day
            pregnancy.save(update_fields=["edd", "ended_on"])
        health = Reminder.objects.open().filter(resident=consent.resident, sensitive=True)
        health.update(state=Reminder.State.CANCELLED, resolved_on=day)
    reminders.regenerate(consent.resident, day)
    files.note(person, consent.resident, "consent withdrawn", purpose=consent.purpose)


def standing_consent(resident, purpose):
    return Consent.objects.standing().filter(resident=resident, purpose=purpose).first()


@transaction.atomic
def ask(person, resident, kind, text, day):
    """更正 or 删除申请, to be answered within fifteen working days."""
    request = RightsRequest.objects.create(
        resident=resident,
        kind=kind,
        text=text,
        received_on=day,
        due_on=add_working_days(day, ANSWER_WITHIN),
        recorded_by=person,
    )
    files.note(person, resident, "request received", kind=kind)
    return request


@transaction.atomic
def answer(person, request, decision, reason, day):
    waiting = RightsRequest.objects.filter(pk=request.pk, answered_on=None)
    if not waiting.update(decision=decision, reason=reason, answered_on=day):
        raise RecordRefused("closed")
    files.note(person, request.resident, "request answered", decision=decision)
