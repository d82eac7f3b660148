"""Getting a place in a session, waiting for one, and giving it back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Enrolment, Session, Wait
from courses.services.waiting import stop_waiting, tell_of_free_place
from organisation.models import Computer
from organisation.periods import today
from organisation.rights import Act, posts_that_may


class EnrolmentRefused(Exception):
    """Its message may be shown to the person who asked."""


def free_computers(session):
    """Working computers of the room that nobody has chosen for this session."""
    working = Computer.objects.filter(room=session.room_id, works=True)
    return working.exclude(enrolments__session=session).order_by("number")


def unit_of(person, day):
    """The unit she learns for on that day: that of a trainee's post, else any post's."""
    posts = list(person.posts_on(day))
    learner = [post for post in posts if post.kind in posts_that_may(Act.LEARN)]
    found = learner or posts
    return found[0].unit if found else None


@transaction.atomic
def enrol_and_get_seat(person, session, computer=None):
    """A place for her: the computer she chose, or the first that is free."""
    # Lock the row: many may be racing for the last computer.
    session = (
        Session.objects.select_for_update(of=("self",)).select_related("course").get(pk=session.pk)
    )
    _refuse_unless_open(session)
    _refuse_if_busy(person, session)
    if session.room_id is None:
        return _take(person, session, None)
    free = list(free_computers(session))
    if not free:
        raise EnrolmentRefused(_("This session is full."))
    if computer is None:
        computer = free[0]
    elif computer not in free:
        raise _taken(computer, len(free))
    try:
        # A savepoint: the constraint has the last word where the row lock is none.
        with transaction.atomic():
            return _take(person, session, computer)
    except IntegrityError:
        raise _taken(computer, len(free) - 1) from None


@transaction.atomic
def wait(person, session):
    """She is told when a place becomes free. Waiting twice is waiting once."""
    session = (
        Session.objects.select_for_update(of=("self",)).select_related("course").get(pk=session.pk)
    )
    _refuse_unless_open(session)
    _refuse_if_busy(person, session)
    if session.room_id is None or free_computers(session).exists():
        raise EnrolmentRefused(_("There is a place. Take it."))
    Wait.objects.get_or_create(session=session, person=person)


@transaction.atomic
def cancel(person, session):
    """Gives the place back; possible until the day before. Those who wait are told."""
    mine = Enrolment.objects.filter(session=session, person=person, attendance="")
    if not mine.exists():
        raise EnrolmentRefused(_("You have no place in this session."))
    if session.day <= today():
        raise EnrolmentRefused(
            _("It was possible to cancel until the day before. Call your township operator.")
        )
    mine.delete()
    tell_of_free_place(session)


def _refuse_unless_open(session):
    if session.is_cancelled:
        raise EnrolmentRefused(_("This session was called off. Choose another one."))
    if session.day < today():
        raise EnrolmentRefused(_("This session is over. Choose another one."))
    if not session.is_open or session.course.state != session.course.State.OPEN:
        raise EnrolmentRefused(_("Enrolment is closed. Ask whoever holds the session."))


def _refuse_if_busy(person, session):
    same_time = Session.objects.overlapping(session.day, session.starts, session.ends)
    other = same_time.of(person).select_related("course").first()
    if other is not None and other.pk == session.pk:
        raise EnrolmentRefused(_("You already have a place in this session."))
    if other is not None:
        raise EnrolmentRefused(
            _("You have another session at that time: %(title)s. Cancel that one first.")
            % {"title": other.course.title}
        )


def _take(person, session, computer):
    unit = unit_of(person, session.day) or session.course.unit
    stop_waiting(person, session)
    return Enrolment.objects.create(session=session, person=person, unit=unit, computer=computer)


def _taken(computer, left):
    if not left:
        return EnrolmentRefused(_("This session is full."))
    return EnrolmentRefused(
        ngettext(
            "Computer %(number)s was just taken. %(left)s is left. Choose that one.",
            "Computer %(number)s was just taken. %(left)s are left. Choose another one.",
            left,
        )
        % {"number": computer.number, "left": left}
    )
