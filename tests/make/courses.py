from datetime import date, time

from django.utils import timezone

from courses.models import CalendarFeed, Course, Enrolment, Lesson, Reading, Session, Term
from organisation.models import Post
from tests.make.organisation import computer as a_computer
from tests.make.organisation import county, person, venue, village
from tests.make.organisation import room as a_room

__all__ = [
    "course",
    "enrolment",
    "feed",
    "lesson",
    "reading",
    "room_with",
    "session",
    "term",
    "trainee",
]


def term(unit=None, starts_on=date(2026, 9, 7), ends_on=date(2026, 9, 11), season="autumn"):
    return Term.objects.create(
        unit=unit or county(), season=season, starts_on=starts_on, ends_on=ends_on
    )


def course(unit=None, title="Registering a birth", **fields):
    return Course.objects.create(unit=unit or county(), title=title, **fields)


def room_with(computers, unit=None):
    """A room of the unit with so many working computers."""
    room = a_room(venue(unit or county()))
    for number in range(1, computers + 1):
        a_computer(room, number)
    return room


def session(course_=None, *, computers=2, taken=False, **fields):
    """A session ahead, in a room of its own unless it is live."""
    course_ = course_ or course()
    if "room" not in fields and not fields.get("live"):
        fields["room"] = room_with(computers, course_.unit)
    fields = {"day": date(2030, 6, 1), "starts": time(9), "ends": time(11, 30), **fields}
    if taken:
        fields["attendance_taken_at"] = timezone.now()
    return Session.objects.create(course=course_, **fields)


def trainee(unit=None):
    return person(Post.Kind.INFORMATION_OFFICER, unit or village())


def enrolment(session_, person_=None, *, attendance="", seated=True):
    """A place, on the first free computer unless told otherwise."""
    person_ = person_ or trainee()
    free = session_.room.computers.exclude(enrolments__session=session_) if session_.room else None
    return Enrolment.objects.create(
        session=session_,
        person=person_,
        unit=person_.posts.first().unit if person_.posts.exists() else session_.course.unit,
        computer=free.first() if seated and free is not None else None,
        attendance=attendance,
    )


def lesson(course_=None, title="What to ask first", **fields):
    fields.setdefault("body", [("text", "Ask for the booklet first.")])
    return Lesson.objects.create(course=course_ or course(), title=title, **fields)


def reading(lesson_=None, person_=None, *, day=date(2026, 8, 3), seconds=600, finished=False):
    person_ = person_ or trainee()
    return Reading.objects.create(
        lesson=lesson_ or lesson(),
        person=person_,
        unit=person_.posts.first().unit,
        day=day,
        opened_at=timezone.now(),
        seconds=seconds,
        finished=finished,
    )


def feed(person_=None):
    return CalendarFeed.objects.create(person=person_ or trainee())
