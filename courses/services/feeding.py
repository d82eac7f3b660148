"""Her sessions as a calendar that a phone can subscribe to."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from courses.models import CalendarFeed, Session
from courses.models.feeds import new_token
from organisation.periods import today

BACK = timedelta(days=60)


def renew_feed(person):
    """A new private address; the one before opens nothing any more."""
    feed, _made = CalendarFeed.objects.update_or_create(
        person=person, defaults={"token": new_token()}
    )
    return feed


def calendar_of(person, name):
    """Sessions she has a place in or teaches, from two months ago on, as iCalendar bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//courses//sessions//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    sessions = Session.objects.hers(person).from_day(today() - BACK).with_place_of(person)
    for session in sessions.select_related("course", "room__venue"):
        calendar.add_component(_event(session))
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
