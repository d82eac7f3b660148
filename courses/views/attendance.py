"""Lists of a session, and what the month's lists add up to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.attendance import rows_of
from courses.forms import LiveForm, WalkInForm, units_that_hold_courses
from courses.models import Enrolment, Session
from courses.services import attending
from organisation.models import Person, Unit
from organisation.periods import Month, today
from organisation.rights import Act

PAGE_SIZE = 20


def _session(request, pk):
    sessions = Session.objects.attended_to_by(request.user)
    return get_object_or_404(sessions.select_related("course", "room__venue", "teacher"), pk=pk)


def _places(session, *order):
    return session.enrolments.select_related("person", "unit", "computer").order_by(*order)


def _people(session):
    """Who may be put on the list: those the session is offered to."""
    units = Unit.objects.within(session.course.unit)
    return Person.objects.posted_in(units, session.day)


def _listed(request, session):
    """The list, with the marks made on the page so far; `rest` says that all others came."""
    places = list(_places(session, "unit__path", "person__name"))
    if request.method == "POST":
        rest = Enrolment.Attendance.PRESENT if "rest" in request.POST else ""
        for place in places:
            place.attendance = request.POST.get(f"place-{place.pk}", rest)
    return places


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance_list(request, pk):
    session = _session(request, pk)
    places = _listed(request, session)
    if request.method == "POST":
        marks = {place.pk: place.attendance for place in places}
        try:
            attending.take_attendance(session, marks, request.user)
        except attending.AttendanceRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("courses:attendance_list", pk=pk)
    return _list_page(request, session, places, WalkInForm(people=_people(session)))


@require_POST
@login_required
def attendance_add(request, pk):
    """Somebody came without a place; the marks made so far stay on the page."""
    session = _session(request, pk)
    form = WalkInForm(request.POST, people=_people(session))
    if form.is_valid():
        try:
            place = attending.add_walk_in(session, form.cleaned_data["account"])
        except attending.AttendanceRefused as refusal:
            form.add_error("account", str(refusal))
        else:
            form = WalkInForm(people=_people(session))
            words = _("%(name)s is on the list now. Mark everybody, then save.")
            messages.success(request, words % {"name": place.person.name})
    return _list_page(request, session, _listed(request, session), form)


def _list_page(request, session, places, form):
    context = {
        "session": session,
        "places": places,
        "form": form,
        "kinds": Enrolment.Attendance.choices[1:],
        "has_come": session.day <= today() and not session.is_cancelled,
    }
    return render(request, "courses/attendance_list.html", context)


@require_safe
@login_required
def session_sheet(request, pk):
    """For the printer: by unit with a column to sign, or by computer."""
    session = _session(request, pk)
    by_seat = request.GET.get("by") == "seat"
    order = ["computer__number"] if by_seat else ["unit__path", "person__name"]
    context = {"session": session, "places": _places(session, *order), "by_seat": by_seat}
    return render(request, "courses/session_sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def session_live(request, pk):
    session = _session(request, pk)
    initial = {
        "points": session.points_connected,
        "asked": session.questions_asked,
        "answered": session.questions_answered,
    }
    form = LiveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            attending.record_live_figures(session, **form.cleaned_data)
        except attending.AttendanceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(session)
    return render(request, "courses/session_live.html", {"form": form, "session": session})


def _month(request):
    try:
        return Month.parse(request.GET.get("month") or str(Month.current()))
    except ValueError:
        raise Http404 from None


@require_safe
@login_required
def attendance_summary(request, pk=None):
    """Counts of the units below one; no names."""
    month, units = _month(request), Unit.objects.run_by(request.user, Act.SEE_RESULTS)
    unit = get_object_or_404(units, pk=pk) if pk else units.now().first()
    if unit is None:
        raise Http404
    places = Enrolment.objects.counted_for(request.user).held_in(month)
    counted = places.values_list("unit__path").tallied()
    context = {
        "month": month,
        "unit": unit,
        "above": units.filter(pk=unit.get_parent().pk).first() if not unit.is_root() else None,
        "rows": rows_of(unit, unit.get_children().now(), counted),
    }
    return render(request, "courses/attendance_summary.html", context)


@require_safe
@login_required
def absence_list(request):
    """Who has not come, by name: for those who organise."""
    if not units_that_hold_courses(request.user).exists():
        raise Http404
    month = _month(request)
    missed = Enrolment.objects.named_to(request.user).held_in(month).missed()
    missed = missed.select_related("person", "unit", "session__course")
    page = Paginator(missed.order_by("unit__path", "person__name", "session__day"), PAGE_SIZE)
    context = {
        "month": month,
        "query": f"month={month}&",
        "page": page.get_page(request.GET.get("page")),
    }
    return render(request, "courses/absence_list.html", context)
