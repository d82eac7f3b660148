"""Attendance by list, people who come without a place, and the figures of a live session."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrolment, Session
from courses.services.enrolling import free_computers, unit_of
from ledger.log import append
from organisation.periods import today

LISTED = {
    Enrolment.Attendance.PRESENT,
    Enrolment.Attendance.ABSENT,
    Enrolment.Attendance.EXCUSED,
}


class AttendanceRefused(Exception):
    """Its message may be shown to the person who takes attendance."""


@transaction.atomic
def take_attendance(session, marks, by):
    """`marks`: enrolment's pk → attendance, one for everybody on the list."""
    _refuse_before_its_day(session)
    places = list(session.enrolments.select_for_update(of=("self",)).select_related("person"))
    unmarked = [place.person.name for place in places if marks.get(place.pk) not in LISTED]
    if unmarked:
        raise AttendanceRefused(
            _("Not marked yet: %(names)s. Mark everybody, then save.")
            % {"names": _(", ").join(unmarked)}
        )
    for place in places:
        place.attendance = marks[place.pk]
    Enrolment.objects.bulk_update(places, ["attendance"])
    session.attendance_taken_by, session.attendance_taken_at = by, timezone.now()
    session.save(update_fields=["attendance_taken_by", "attendance_taken_at"])
    came = sum(place.attendance == Enrolment.Attendance.PRESENT for place in places)
    append("courses", "took attendance", by, session=session.pk, came=came, listed=len(places))


@transaction.atomic
def add_walk_in(session, person):
    """Somebody came without a place: she gets a free computer, or none if there is none."""
    _refuse_before_its_day(session)
    Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    computer = free_computers(session).first() if session.room_id else None
    unit = unit_of(person, session.day) or session.course.unit
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                session=session, person=person, unit=unit, computer=computer
            )
    except IntegrityError:
        raise AttendanceRefused(
            _("%(name)s is on the list already.") % {"name": person.name}
        ) from None


def record_live_figures(session, points, asked, answered):
    """What the teacher counted in a live session."""
    _refuse_before_its_day(session)
    if not session.live:
        raise AttendanceRefused(_("This session was not live. There is nothing to count."))
    if answered > asked:
        raise AttendanceRefused(
            _("More questions were answered than asked. Correct one of the two numbers.")
        )
    session.points_connected = points
    session.questions_asked, session.questions_answered = asked, answered
    session.save(update_fields=["points_connected", "questions_asked", "questions_answered"])


def _refuse_before_its_day(session):
    if session.is_cancelled:
        raise AttendanceRefused(_("This session was called off."))
    if session.day > today():
        raise AttendanceRefused(_("This session has not been held yet. Come back on its day."))
