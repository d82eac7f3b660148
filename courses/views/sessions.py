"""One session: choosing a computer, waiting for one, giving it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.models import Session
from courses.services import enrolling, waiting
from organisation.models import Computer
from organisation.periods import today


@require_safe
@login_required
def session_detail(request, pk):
    person = request.user
    sessions = Session.objects.visible_to(person).in_full().with_place_of(person)
    session = get_object_or_404(sessions, pk=pk)
    offered = Session.objects.offered_to(person).filter(pk=pk).exists()
    mine = session.place_pk is not None
    return render(
        request,
        "courses/session_detail.html",
        {
            "session": session,
            "computers": Computer.objects.filter(room=session.room_id).order_by("number"),
            "taken": set(session.enrolments.values_list("computer", flat=True)),
            "may_enrol": offered and not mine and session.is_open and not session.is_over,
            "waits": None if mine else waiting.standing(person, session),
            "may_cancel": mine and session.day > today() and not session.came,
            "keeps_list": Session.objects.attended_to_by(person).filter(pk=pk).exists(),
            "may_plan": Session.objects.editable_by(person).filter(pk=pk).exists(),
            "lessons": session.course.lessons.all(),
        },
    )


@require_POST
@login_required
def session_enrol(request, pk):
    session = get_object_or_404(Session.objects.offered_to(request.user), pk=pk)
    computer = _computer(request, session)
    try:
        place = enrolling.enrol_and_get_seat(request.user, session, computer)
    except enrolling.EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _enrolled(place))
    return redirect(session)


@require_POST
@login_required
def session_wait(request, pk):
    """Asks to be told of a place, or with `stop` no longer."""
    session = get_object_or_404(Session.objects.offered_to(request.user), pk=pk)
    if "stop" in request.POST:
        waiting.stop_waiting(request.user, session)
        return redirect(session)
    try:
        enrolling.wait(request.user, session)
    except enrolling.EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(session)


@require_POST
@login_required
def session_cancel(request, pk):
    session = get_object_or_404(Session.objects.of(request.user), pk=pk)
    try:
        enrolling.cancel(request.user, session)
    except enrolling.EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your place is given back."))
    return redirect(session)


def _computer(request, session):
    number = request.POST.get("computer", "")
    if not number.isdecimal():
        return None
    return Computer.objects.filter(room=session.room_id, number=int(number)).first()


def _enrolled(place):
    if place.computer is None:
        return _("You are enrolled.")
    return _("You are enrolled. Your place: computer %(number)s.") % {
        "number": place.computer.number
    }
