"""The figures this app offers the monthly notice, in printing order."""

from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment, Reading, Session
from organisation.indicators import Figure, Indicator
from organisation.models import Unit

ENOUGH_DAYS = 2
TENTH = Decimal("0.1")


def own_computer(units, month):
    """Sessions in a room in which nobody who came had to share."""
    came = Enrolment.objects.present().filter(session=OuterRef("pk"))
    rows = _held(units, month).filter(room__isnull=False).values_list("course__unit")
    rows = rows.annotate(
        own=Count("pk", filter=~Exists(came.filter(computer=None))), of=Count("pk")
    )
    return {unit: Figure(Decimal(own), Decimal(of)) for unit, own, of in rows}


def townships_two_days(units, month):
    """1 of 1 for a township with two training days, 0 of 1 for any other."""
    townships = [unit for unit in units if unit.level == Unit.Level.TOWNSHIP]
    rows = _held(townships, month).values_list("course__unit").annotate(Count("day", distinct=True))
    days = dict(rows)
    return {
        unit.pk: Figure(Decimal(days.get(unit.pk, 0) >= ENOUGH_DAYS), Decimal(1))
        for unit in townships
    }


def attendance(units, month):
    kinds = Enrolment.Attendance
    rows = Enrolment.objects.filter(unit__in=units).held_in(month).order_by().values_list("unit")
    rows = rows.annotate(
        came=Count("pk", filter=Q(attendance=kinds.PRESENT)),
        of=Count("pk", filter=Q(attendance__in=[kinds.PRESENT, kinds.ABSENT])),
    )
    return {unit: Figure(Decimal(came), Decimal(of)) for unit, came, of in rows}


def live_hours(units, month):
    rows = _live(units, month).annotate(time=Sum(F("ends") - F("starts")))
    return {unit: _hours(time.total_seconds()) for unit, time in rows}


def points_connected(units, month):
    rows = _live(units, month).annotate(n=Sum("points_connected"))
    return {unit: Figure(Decimal(n or 0)) for unit, n in rows}


def questions_answered(units, month):
    rows = _live(units, month).annotate(n=Sum("questions_answered"))
    return {unit: Figure(Decimal(n or 0)) for unit, n in rows}


def self_study_hours(units, month):
    rows = Reading.objects.filter(unit__in=units).held_in(month).order_by().values_list("unit")
    return {unit: _hours(seconds) for unit, seconds in rows.annotate(Sum("seconds"))}


def _held(units, month):
    return Session.objects.attended().filter(course__unit__in=units).held_in(month).order_by()


def _live(units, month):
    return _held(units, month).filter(live=True).values_list("course__unit")


def _hours(seconds):
    return Figure((Decimal(int(seconds)) / 3600).quantize(TENTH))


INDICATORS = [
    Indicator(
        "courses.own_computer",
        _("One person, one computer"),
        _("Of the sessions in a computer room, those in which everybody had her own computer."),
        "share",
        own_computer,
    ),
    Indicator(
        "courses.townships_two_days",
        _("Townships with two training days"),
        _("Townships that trained on at least two days of the month, attendance taken."),
        "share",
        townships_two_days,
    ),
    Indicator(
        "courses.attendance",
        _("Attendance"),
        _("Of those enrolled and not excused, those who came."),
        "share",
        attendance,
    ),
    Indicator(
        "courses.live_hours",
        _("Live lessons"),
        _("Hours of lessons taught live over the network."),
        "hours",
        live_hours,
    ),
    Indicator(
        "courses.points_connected",
        _("Points connected"),
        _("Teaching points connected to live lessons, added up over the lessons."),
        "count",
        points_connected,
    ),
    Indicator(
        "courses.questions_answered",
        _("Questions answered"),
        _("Questions answered in live lessons."),
        "count",
        questions_answered,
    ),
    Indicator(
        "courses.self_study_hours",
        _("Self-study"),
        _("Hours spent reading lessons."),
        "hours",
        self_study_hours,
    ),
]
