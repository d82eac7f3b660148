"""Lessons: reading them, writing them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.forms import LessonForm
from courses.models import Course, Lesson, Reading
from courses.places import places_of
from courses.services import reading


def _with_reading(lessons, person):
    read = Reading.objects.of(person).filter(lesson=OuterRef("pk"))
    return lessons.annotate(opened=Exists(read), finished=Exists(read.finished()))


@require_safe
@login_required
def lesson_list(request):
    lessons = _with_reading(Lesson.objects.defer("body"), request.user)
    courses = Course.objects.visible_to(request.user).filter(lessons__isnull=False).distinct()
    courses = courses.select_related("unit").prefetch_related(Prefetch("lessons", lessons))
    context = {"courses": courses, "places": places_of(request.user, "lesson_list")}
    return render(request, "courses/lesson_list.html", context)


@require_safe
@login_required
def lesson_detail(request, pk):
    lessons = Lesson.objects.visible_to(request.user).select_related("course")
    lesson = get_object_or_404(_with_reading(lessons, request.user), pk=pk)
    others = list(lesson.course.lessons.defer("body"))
    later = [other for other in others if (other.order, other.pk) > (lesson.order, lesson.pk)]
    return render(
        request,
        "courses/lesson_detail.html",
        {
            "lesson": lesson,
            "next_lesson": later[0] if later else None,
            "opening": reading.opening(lesson, request.user),
            "may_write": Lesson.objects.editable_by(request.user).filter(pk=pk).exists(),
        },
    )


@require_POST
@login_required
def lesson_read(request, pk):
    """By the button at the end (goes back to the page), or by a script while she reads."""
    lesson = get_object_or_404(Lesson.objects.visible_to(request.user), pk=pk)
    finished = "finished" in request.POST
    opened = request.POST.get("opening", "")
    noted = reading.record_reading(request.user, lesson, opened, finished)
    if not finished:
        return HttpResponse(status=204)
    if noted:
        messages.success(request, _("Noted: you have read it."))
    else:
        messages.error(request, _("This page was open for too long. Tap the button once more."))
    return redirect(lesson)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lesson_create(request, pk):
    course = get_object_or_404(Course.objects.written_by(request.user), pk=pk)
    place = course.lessons.count() + 1
    return _edit(request, Lesson(course=course, order=place))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lesson_edit(request, pk):
    lessons = Lesson.objects.editable_by(request.user).select_related("course")
    return _edit(request, get_object_or_404(lessons, pk=pk))


def _edit(request, lesson):
    form = LessonForm(request.POST or None, instance=lesson)
    if request.method == "POST" and form.is_valid():
        lesson = form.save()
        messages.success(request, _("Saved."))
        return redirect(lesson)
    return render(request, "courses/lesson_form.html", {"form": form, "course": lesson.course})
