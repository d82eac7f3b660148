"""What this app asks of a person on a day."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Session
from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.models import Unit
from organisation.rights import Act

LISTS_SHOWN = 3
BACK, AHEAD = timedelta(days=30), timedelta(days=14)


def agenda(person, day):
    return [*_next_session(person, day), *_lists_to_take(person, day), *_open(person, day)]


def menu(person):
    items = [
        MenuItem(_("Schedule"), reverse("courses:course_list")),
        MenuItem(_("My sessions"), reverse("courses:session_mine")),
        MenuItem(_("Lessons"), reverse("courses:lesson_list")),
    ]
    if Unit.objects.run_by(person, Act.TAKE_ATTENDANCE).exists():
        items.append(MenuItem(_("Plan courses"), reverse("courses:plan_list")))
    if Unit.objects.run_by(person, Act.SEE_RESULTS).exists():
        items.append(MenuItem(_("Attendance counts"), reverse("courses:attendance_summary")))
    return items


def _next_session(person, day):
    """The next one she attends or teaches, with its room and her computer."""
    mine = Session.objects.hers(person).going_on().from_day(day).filter(attendance_taken_at=None)
    session = mine.with_place_of(person).select_related("course", "room__venue").first()
    if session is None:
        return []
    note = session.place
    if session.seat is not None:
        note = _("%(place)s, computer %(number)s") % {"place": note, "number": session.seat}
    return [
        AgendaItem(
            session.starts_at,
            session.course.title,
            session.get_absolute_url(),
            Urgency.NEXT,
            note=note,
            act=_("See the session"),
        )
    ]


def _lists_to_take(person, day):
    lists = Session.objects.attended_to_by(person).waiting_for_attendance(day)
    lists = lists.filter(day__gte=day - BACK).select_related("course").order_by("-day", "starts")
    return [
        AgendaItem(
            session.day,
            _("Take attendance: %(title)s") % {"title": session.course.title},
            reverse("courses:attendance_list", kwargs={"pk": session.pk}),
            Urgency.TODAY,
            note=session.when,
            act=_("Take attendance"),
        )
        for session in lists[:LISTS_SHOWN]
    ]


def _open(person, day):
    """One line for all sessions she could still enrol in."""
    offered = Session.objects.offered_to(person).open().with_places().exclude(free=0, live=False)
    offered = offered.filter(day__gt=day, day__lte=day + AHEAD)
    offered = offered.exclude(enrolments__person=person).values_list("day", flat=True)
    days = list(offered)
    if not days:
        return []
    words = ngettext(
        "%(count)s session is open for enrolment",
        "%(count)s sessions are open for enrolment",
        len(days),
    )
    title = words % {"count": len(days)}
    url = reverse("courses:course_list")
    return [AgendaItem(days[0], title, url, Urgency.LATER, act=_("Choose a place"))]
