"""Her sessions and exams as a calendar that a phone can subscribe to."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from courses.models import CalendarFeed, Session
from courses.models.feeds import new_token
from exams.agenda import terms_of
from exams.models import Exam
from organisation.periods import start_of, today

BACK = timedelta(days=60)


def renew_feed(person):
    """A new private address; the one before opens nothing any more."""
    feed, _made = CalendarFeed.objects.update_or_create(
        person=person, defaults={"token": new_token()}
    )
    return feed


def calendar_of(person, name):
    """Sessions she has a place in or teaches and exams she is called to, from two months ago on,
    as iCalendar bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//courses//sessions//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    sessions = Session.objects.hers(person).from_day(today() - BACK).with_place_of(person)
    for session in sessions.select_related("course", "room__venue"):
        calendar.add_component(_event(session))
    for exam in (
        Exam.objects.called(person)
        .select_related("paper")
        .filter(closes_at__gte=start_of(today() - BACK))
    ):
        calendar.add_component(_exam_event(exam))
    return calendar.to_ical()


def _event(session):
    event = Event()
    event.add("uid", f"session-{session.pk}@courses")
    event.add("dtstamp", session.starts_at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", session.course.title)
    event.add("location", session.place)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    if session.seat is not None:
        event.add("description", _("Computer %(number)s") % {"number": session.seat})
    return event


def _exam_event(exam):
    event = Event()
    event.add("uid", f"exam-{exam.pk}@courses")
    event.add("dtstamp", exam.opens_at)
    event.add("dtstart", exam.opens_at)
    event.add("dtend", exam.closes_at)
    event.add("summary", exam.title)
    event.add("description", terms_of(exam))
    return event
