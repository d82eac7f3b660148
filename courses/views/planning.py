"""Planning: terms, courses, sessions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.forms import CourseForm, SessionForm, TermForm, units_that_hold_courses
from courses.models import Course, Session, Term
from courses.places import places_of
from courses.services import holding
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
ACTS = {
    "open": holding.open_session,
    "close": holding.close_session,
    "call_off": holding.call_off,
}


@require_safe
@login_required
def plan_list(request):
    """What she plans and whose lists she keeps."""
    if not Unit.objects.run_by(request.user, Act.TAKE_ATTENDANCE).exists():
        raise Http404
    lists = Session.objects.attended_to_by(request.user).in_full()
    courses = Course.objects.editable_by(request.user).select_related("unit", "term")
    return render(
        request,
        "courses/plan_list.html",
        {
            "places": places_of(request.user, "plan_list"),
            "waiting": lists.waiting_for_attendance(today()).order_by("-day")[:30],
            "coming": lists.going_on().filter(day__gt=today())[:30],
            "courses": courses.filter(state=Course.State.OPEN),
            "terms": Term.objects.editable_by(request.user)[:6],
            "may_plan": units_that_hold_courses(request.user).exists(),
            "may_hold_terms": units_that_hold_courses(request.user).counties().exists(),
        },
    )


@shown_and_sent
@login_required
def term_create(request):
    if not units_that_hold_courses(request.user).counties().exists():
        raise Http404
    return _save(request, TermForm, Term())


@shown_and_sent
@login_required
def term_edit(request, pk):
    return _save(
        request, TermForm, get_object_or_404(Term.objects.editable_by(request.user), pk=pk)
    )


@shown_and_sent
@login_required
def course_create(request):
    if not units_that_hold_courses(request.user).exists():
        raise Http404
    return _save(request, CourseForm, Course())


@shown_and_sent
@login_required
def course_edit(request, pk):
    return _save(
        request, CourseForm, get_object_or_404(Course.objects.editable_by(request.user), pk=pk)
    )


def _save(request, form_class, instance):
    form = form_class(request.POST or None, instance=instance, person=request.user)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect(saved if isinstance(saved, Course) else "courses:plan_list")
    is_term = form_class is TermForm
    return render(request, "courses/plan_form.html", {"form": form, "is_term": is_term})


@shown_and_sent
@login_required
def session_create(request, pk):
    course = get_object_or_404(Course.objects.editable_by(request.user), pk=pk)
    form = SessionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(holding.hold_session(course, **form.cleaned_data))
        except holding.PlanRefused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "courses/session_form.html", {"form": form, "course": course})


@shown_and_sent
@login_required
def session_edit(request, pk):
    sessions = Session.objects.editable_by(request.user).select_related("course__term")
    session = get_object_or_404(sessions, pk=pk)
    initial = {name: getattr(session, name) for name in holding.PLAN}
    form = SessionForm(request.POST or None, initial=initial, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            holding.change_session(session, **form.cleaned_data)
        except holding.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(session)
    context = {"form": form, "course": session.course, "session": session}
    return render(request, "courses/session_form.html", context)


@require_POST
@login_required
def session_state(request, pk):
    """Opens or closes enrolment, or calls the session off."""
    session = get_object_or_404(
        Session.objects.editable_by(request.user).select_related("course", "room__venue"), pk=pk
    )
    act = ACTS.get(request.POST.get("act"))
    try:
        if act is not None:
            act(session)
    except holding.PlanRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(session)
