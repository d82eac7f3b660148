"""The schedule, courses, and my sessions with their calendar."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.models import CalendarFeed, Course, Session
from courses.places import places_of
from courses.schedule import days_of, weeks_of
from courses.services import feeding
from exams.models import Exam
from organisation.models import Unit
from organisation.periods import Month, today


@require_safe
@login_required
def course_list(request):
    return _schedule(request, Month.current())


@require_safe
@login_required
def course_month(request, month):
    try:
        return _schedule(request, Month.parse(month))
    except ValueError:
        raise Http404 from None


def _schedule(request, month):
    show, sessions = _chosen(request.user, request.GET.get("show"))
    sessions = sessions.held_in(month).in_full().with_place_of(request.user)
    days = days_of(month, sessions, today(), _exams(request.user, month))
    full = [day for day in days if day.has_something]
    return render(
        request,
        "courses/course_list.html",
        {
            "month": month,
            "coming": [day for day in full if day.date >= today()],
            "past": [day for day in full if day.date < today()],
            "weeks": weeks_of(days),
            "heads": [str(WEEKDAYS_ABBR[number]) for number in range(7)],
            "show": show,
            "query": "" if show == "all" else f"?show={show}",
            "tabs": _tabs(request.user),
            "places": places_of(request.user, "course_list"),
        },
    )


def _exams(person, month):
    """Each exam she is called to, with its last day: the day by which it must be sat."""
    closing = Exam.objects.called(person).closing_in(month).order_by("closes_at")
    return [(timezone.localdate(exam.closes_at), exam) for exam in closing]


def _tabs(person):
    tabs = [("mine", _("Mine")), ("township", _("My township")), ("all", _("All of them"))]
    has_township = Unit.objects.serving(person).townships().exists()
    return [tab for tab in tabs if has_township or tab[0] != "township"]


def _chosen(person, show):
    """The filter of the address, and the sessions it leaves."""
    visible = Session.objects.visible_to(person)
    if show == "mine":
        return show, Session.objects.hers(person)
    if show == "township":
        townships = Unit.objects.serving(person).townships()
        return show, visible.filter(course__unit__in=townships)
    return "all", visible


@require_safe
@login_required
def course_detail(request, pk):
    course = get_object_or_404(
        Course.objects.visible_to(request.user).select_related("unit", "term"), pk=pk
    )
    sessions = course.sessions.in_full().with_place_of(request.user)
    return render(
        request,
        "courses/course_detail.html",
        {
            "course": course,
            "coming": sessions.from_day(today()),
            "past": sessions.filter(day__lt=today()).order_by("-day")[:10],
            "lessons": course.lessons.all(),
            "may_plan": Course.objects.editable_by(request.user).filter(pk=pk).exists(),
            "may_write": Course.objects.written_by(request.user).filter(pk=pk).exists(),
        },
    )


@require_safe
@login_required
def session_mine(request):
    mine = Session.objects.hers(request.user).in_full().with_place_of(request.user)
    return render(
        request,
        "courses/session_mine.html",
        {
            "coming": mine.from_day(today()),
            "past": mine.filter(day__lt=today()).order_by("-day", "-starts")[:20],
            "feed": CalendarFeed.objects.filter(person=request.user).first(),
            "places": places_of(request.user, "session_mine"),
        },
    )


@require_POST
@login_required
def feed_renew(request):
    feeding.renew_feed(request.user)
    return redirect("courses:session_mine")


@require_safe
def feed(request, token):
    """The token in the address is what authorises; it opens nothing but this list."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("person"), token=token)
    content = feeding.calendar_of(feed.person, settings.PORTAL_NAME)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response
