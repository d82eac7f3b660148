"""Planning: sessions are held, changed, opened, closed and called off."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from courses.models import Enrolment, Session
from courses.services.enrolling import free_computers
from courses.services.waiting import tell_of_free_place
from inbox.services import send
from organisation.models import Computer, Person, Room

PLAN = ("day", "starts", "ends", "room", "live", "teacher")


class PlanRefused(Exception):
    """Its message may be shown to the person who plans."""


@transaction.atomic
def hold_session(course, **plan):
    """A new session of the course, open for enrolment."""
    session = Session(course=course, **plan)
    _refuse_what_cannot_be(session)
    session.save()
    return session


@transaction.atomic
def change_session(session, **plan):
    """Another day, time, room or teacher; whoever has a place is told, and keeps one."""
    before = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if before.attendance_taken_at is not None:
        raise PlanRefused(_("Attendance was taken already. What was held stays as it was."))
    for name in PLAN:
        setattr(session, name, plan[name])
    _refuse_what_cannot_be(session)
    changed = [name for name in PLAN if getattr(before, name) != getattr(session, name)]
    if not changed:
        return
    session.save(update_fields=changed)
    if "room" in changed:
        _seat_again(session)
        if free_computers(session).exists():
            tell_of_free_place(session)
    if changed != ["teacher"]:
        _tell(
            session, lambda: _("Changed: %(title)s"), lambda: _("It is now: %(when)s, %(place)s.")
        )


def open_session(session):
    Session.objects.filter(pk=session.pk, state=Session.State.CLOSED).update(
        state=Session.State.OPEN
    )


def close_session(session):
    """Nobody else may enrol; who has a place keeps it."""
    Session.objects.filter(pk=session.pk, state=Session.State.OPEN).update(
        state=Session.State.CLOSED
    )


@transaction.atomic
def call_off(session):
    """It does not take place; whoever has a place, or waits for one, is told once."""
    begun = Session.objects.filter(pk=session.pk, attendance_taken_at=None).exclude(
        state=Session.State.CANCELLED
    )
    if not begun.update(state=Session.State.CANCELLED):
        raise PlanRefused(_("This session cannot be called off any more."))
    _tell(
        session,
        lambda: _("Called off: %(title)s"),
        lambda: _("It was to be: %(when)s, %(place)s. Stay at home, or choose another session."),
        Q(enrolments__session=session) | Q(waits__session=session),
    )


def _refuse_what_cannot_be(session):
    if session.ends <= session.starts:
        raise PlanRefused(_("The end is before the beginning. Correct the times."))
    if session.room is None and not session.live:
        raise PlanRefused(_("Choose a room, or say that it is live over the network."))
    term = session.course.term
    if term is not None and not term.starts_on <= session.day <= term.ends_on:
        raise PlanRefused(
            _("That day is not in %(term)s. Choose a day of it.") % {"term": term.title}
        )
    _lock(session)
    at_the_time = Session.objects.overlapping(session.day, session.starts, session.ends)
    at_the_time = at_the_time.exclude(pk=session.pk).select_related("course")
    _refuse_clash(at_the_time, session)


def _lock(session):
    # Two people may plan the same room, or the same teacher, at the same moment.
    if session.room is not None:
        Room.objects.select_for_update().get(pk=session.room.pk)
        if not Computer.objects.filter(room=session.room, works=True).exists():
            raise PlanRefused(_("No computer works in that room. Choose another one."))
    if session.teacher is not None:
        Person.objects.select_for_update().get(pk=session.teacher.pk)


def _refuse_clash(at_the_time, session):
    clash = at_the_time.filter(
        Q(room=session.room, room__isnull=False) | Q(teacher=session.teacher, teacher__isnull=False)
    ).first()
    if clash is None:
        return
    facts = {"title": clash.course.title, "hours": clash.hours}
    if clash.room_id is not None and clash.room_id == session.room_id:
        raise PlanRefused(
            _("The room is taken %(hours)s by %(title)s. Choose another time or room.") % facts
        )
    raise PlanRefused(
        _("The teacher has %(title)s at %(hours)s. Choose another time or teacher.") % facts
    )


def _seat_again(session):
    """The same number where it works in the new room, else the next that is free."""
    seated = list(session.enrolments.select_related("computer").order_by("computer__number"))
    free = list(Computer.objects.filter(room=session.room, works=True).order_by("number"))
    if session.room is not None and len(seated) > len(free):
        raise PlanRefused(
            _("%(count)s people have a place. That room has fewer computers. Choose another one.")
            % {"count": len(seated)}
        )
    session.enrolments.update(computer=None)
    wanted = {place.pk: place.computer.number for place in seated if place.computer}
    by_number = {computer.number: computer for computer in free}
    for place in seated:
        place.computer = by_number.pop(wanted.get(place.pk), None)
    for place in seated:
        if place.computer is None and by_number:
            place.computer = by_number.pop(min(by_number))
    Enrolment.objects.bulk_update(seated, ["computer"])


def _tell(session, title, body, whom=None):
    """In the county's language, whatever that of the planner is."""
    whom = whom or Q(enrolments__session=session)
    people = list(Person.objects.filter(whom).distinct())
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"title": session.course.title, "when": session.when, "place": session.place}
        send(people, title() % facts, body() % facts, session.get_absolute_url())
