"""A contest's days and deadlines as iCalendar."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from competitions.models import Call


def calendar_of(contest):
    """Days of the stages, and until when one may register; the same bytes while nothing changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//competitions//contest//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", str(contest))
    for stage in contest.stages.all():
        calendar.add_component(_day(contest, stage))
    for call in Call.objects.sent().filter(stage__contest=contest).select_related("stage"):
        calendar.add_component(_deadline(contest, call))
    return calendar.to_ical()


def _day(contest, stage):
    """The whole day: nobody promises an hour."""
    event = _event(f"stage-{stage.pk}", contest)
    event.add("dtstart", stage.held_on)
    event.add("dtend", stage.held_on + timedelta(days=1))
    event.add("summary", f"{contest} · {stage}")
    event.add("location", stage.place)
    return event


def _deadline(contest, call):
    event = _event(f"call-{call.pk}", contest)
    event.add("dtstart", call.closes_at)
    event.add("dtend", call.closes_at)
    event.add("summary", _("Registration ends: %(stage)s") % {"stage": call.stage})
    return event


def _event(uid, contest):
    event = Event()
    event.add("uid", f"{uid}@contests")
    event.add("dtstamp", contest.announced_at)
    return event
