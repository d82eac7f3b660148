"""Marking by people: what a marker has left, one answer after the other, files handed in."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exams import marking_page, nameless
from exams.marking_forms import ReadingForm
from exams.models import Exam, HandedIn
from exams.moments import moment_in_words
from exams.services import readings
from exams.uploads import MIMES, SHOWN

MOST_GIVEN = 20


@require_safe
@login_required
def marking_list(request):
    """The exams she was named to mark; without any the page is not there for her."""
    now = timezone.now()
    lines = list(marking_page.exams_of(request.user, now)[:50])
    if not lines:
        raise Http404
    for line in lines:
        line.from_when = moment_in_words(line.exam.closes_at, now)
        line.is_over = line.exam.closes_at <= now
    return render(request, "exams/marking_list.html", {"lines": lines})


def _marked_by(person):
    """Exams she was named for, and those of which she has marked something."""
    named = Exam.objects.filter(markers__person=person)
    read = Exam.objects.filter(attempts__scripts__readings__marker=person)
    return Exam.objects.filter(pk__in=named.values("pk")) | Exam.objects.filter(
        pk__in=read.order_by().values("pk")
    )


@require_safe
@login_required
def marking(request, pk):
    """What is left, question by question, and the way to the next answer."""
    exam, now = get_object_or_404(_marked_by(request.user), pk=pk), timezone.now()
    questions = marking_page.left_by_question(request.user, exam, now)
    context = {
        "exam": exam,
        "questions": questions,
        "left": sum(row["left"] for row in questions),
        "next": readings.next_of(request.user, exam, now),
        "given": marking_page.given_open(request.user, exam)[:MOST_GIVEN],
        "is_over": exam.closes_at <= now,
        "from_when": moment_in_words(exam.closes_at, now),
    }
    return render(request, "exams/marking.html", context)


@never_cache
@login_required
def reading(request, pk, reading):
    """One answer, what is looked for in it, and her mark; then the next one."""
    now = timezone.now()
    hers = marking_page.scripts_read().of(request.user).over(now)
    reading = get_object_or_404(hers, script__attempt__exam=pk, pk=reading)
    shown = marking_page.answer_of(reading.script)
    form = ReadingForm(request.POST or None, question=shown["question"], reading=reading)
    if request.method == "POST" and form.is_valid() and _given(request, reading, form, now):
        return _to_next(request, reading.script.attempt.exam, now)
    left = hers.to_do().filter(script__attempt__exam=pk).count()
    context = {**shown, "reading": reading, "form": form, "left": left}
    context |= {"exam": reading.script.attempt.exam, "may_change": readings.may_change(reading)}
    return render(request, "exams/reading.html", context)


def _given(request, reading, form, now):
    note = form.cleaned_data["note"]
    try:
        readings.give(reading, request.user, form.parts, form.points, note, now)
    except readings.ReadingRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _to_next(request, exam, now):
    following = readings.next_of(request.user, exam, now)
    if following is None:
        messages.success(request, _("The mark is kept. Nothing is left for you to mark here."))
        return redirect("exams:marking", pk=exam.pk)
    messages.success(request, _("The mark is kept. Here is the next answer."))
    return redirect("exams:reading", pk=exam.pk, reading=following.pk)


@never_cache
@require_safe
@login_required
def handed_in(request, pk):
    """A file that was handed in: to whom it belongs, who marks it, who holds the exam."""
    kept = get_object_or_404(
        HandedIn.objects.seen_by(request.user).select_related("attempt"), pk=pk
    )
    try:
        with kept.file.open("rb") as file:
            content = file.read()
    except OSError as error:
        raise Http404 from error
    # No name of hers, neither outside nor inside: a marker is not to learn whose it is.
    if kept.attempt.person_id != request.user.pk:
        content = nameless.copy_of(kept.kind, content)
    name = f"answer-{kept.sha256[:8]}.{kept.kind}"
    response = FileResponse(
        BytesIO(content),
        as_attachment=kept.kind not in SHOWN,
        filename=name,
        content_type=MIMES[kept.kind],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
