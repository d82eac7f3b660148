"""Keeps the reminders of a resident in step with what was entered, and settles them."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from records import reminders as rules
from records.models import Certificate, Event, Reminder, Resident
from records.validations import RecordRefused

DELTA = timedelta(days=1)


def plans_of(resident):
    """(event it hangs on, plan, about health) for everything that asks for a reminder."""
    if resident.left_on is not None or resident.do_not_contact:
        return
    ready = resident.certificates.filter(state=Certificate.State.READY)
    for paper in ready.select_related("ready_event"):
        event = paper.ready_event
        yield (
            event,
            rules.certificate_ready(paper.ready_on, event.recorded_on, paper.pickup_on),
            False,
        )
    for pregnancy in resident.pregnancies.active().select_related("event"):
        yield (
            pregnancy.event,
            rules.expected_date(pregnancy.edd, pregnancy.event.recorded_on),
            True,
        )
    visits = resident.visits.exclude(next_visit_on=None).select_related("event", "consent")
    for visit in visits.filter(event__status=Event.Status.ACCEPTED):
        if visit.consent and visit.consent.withdrawn_on:
            continue
        plan = rules.agreed_visit(visit.next_visit_on, visit.event.recorded_on)
        yield visit.event, plan, visit.event.sensitive
    for event in resident.events.standing().of_kind(Event.Kind.MOVE_IN):
        yield event, rules.moved_in(event.occurred_on, event.recorded_on), False


@transaction.atomic
def regenerate(resident, day):
    """Makes what is missing, moves what changed, cancels what lost its reason.

    Running it again changes nothing. What is settled stays settled: a declined reminder is never
    asked again.
    """
    there = {(r.rule, r.anchor_id, r.occurrence): r for r in resident.reminders.all()}
    wanted = set()
    for event, plan, sensitive in plans_of(resident):
        if plan is None:
            continue
        key = (str(plan.rule), event.pk, plan.occurrence)
        wanted.add(key)
        if key in there:
            _move(there[key], plan, day)
        else:
            made(resident, event, plan, sensitive, day).save()
    orphans = [r.pk for key, r in there.items() if key not in wanted]
    gone = Reminder.objects.open().filter(pk__in=orphans)
    gone.update(state=Reminder.State.CANCELLED, resolved_on=day)


def made(resident, event, plan, sensitive, day):
    """The unsaved row of a plan."""
    return Reminder(
        rule=plan.rule,
        resident=resident,
        village_id=resident.village_id,
        anchor=event,
        occurrence=plan.occurrence,
        window_start=plan.window_start,
        window_end=plan.window_end,
        due_on=plan.due_on,
        notice_on=plan.notice_on,
        state=plan.begins_as(day),
        sensitive=sensitive,
    )


def _move(reminder, plan, day):
    same = (reminder.window_start, reminder.due_on) == (plan.window_start, plan.due_on)
    if same or reminder.state not in rules.OPEN:
        return
    Reminder.objects.open().filter(pk=reminder.pk).update(
        window_start=plan.window_start,
        window_end=plan.window_end,
        due_on=plan.due_on,
        notice_on=plan.notice_on,
        state=plan.begins_as(day),
        snoozed_to=None,
    )


def refresh(day):
    """Nightly: yesterday's entries once more, then the states of the day. Idempotent."""
    lately = Event.objects.filter(recorded_on__gte=day - DELTA).values("resident")
    for resident in Resident.objects.filter(pk__in=lately).iterator():
        regenerate(resident, day)
    open_ = Reminder.objects.open()
    open_.filter(window_end__lt=day - rules.GRACE).update(
        state=Reminder.State.LAPSED, resolved_on=day
    )
    open_.filter(state=Reminder.State.SCHEDULED, notice_on__lte=day).update(
        state=Reminder.State.READY
    )


def settle(person, reminder, state, day):
    """Done, or declined: a normal answer that closes the row for good."""
    changed = Reminder.objects.open().filter(pk=reminder.pk)
    if not changed.update(state=state, resolved_on=day, resolved_by=person):
        raise RecordRefused("closed")


def finish(person, reminder, day):
    settle(person, reminder, Reminder.State.DONE, day)


def decline(person, reminder, day):
    settle(person, reminder, Reminder.State.DECLINED, day)


def put_off(reminder, to):
    """Never past the window: then it would be too late for the resident."""
    if rules.snooze(to, reminder.window_end) is None:
        raise RecordRefused("late")
    if not Reminder.objects.open().filter(pk=reminder.pk).update(snoozed_to=to):
        raise RecordRefused("closed")


@transaction.atomic
def nobody_reached(person, reminder, day):
    """Counts; after the third time it is closed. True when that was the last time."""
    open_ = Reminder.objects.open().filter(pk=reminder.pk)
    if not open_.update(attempts=F("attempts") + 1):
        raise RecordRefused("closed")
    return bool(
        open_.filter(attempts__gte=rules.MOST_ATTEMPTS).update(
            state=Reminder.State.CANCELLED, resolved_on=day, resolved_by=person
        )
    )


def settle_by_visit(person, visit):
    """A visit that took place is the answer to those that were agreed before it."""
    open_ = Reminder.objects.open().filter(resident=visit.resident).exclude(anchor=visit.event)
    agreed = open_.filter(rule=rules.Rule.AGREED_VISIT, window_start__lte=visit.done_on)
    done = {"state": Reminder.State.DONE, "resolved_on": visit.done_on, "resolved_by": person}
    agreed.update(**done)
    if visit.kind == visit.Kind.MOVER:
        open_.filter(rule=rules.Rule.MOVED_IN).update(**done)
