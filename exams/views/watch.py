"""Keeping watch while an exam is sat: who does what, more time, a word to candidates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST, require_safe

from exams import watching
from exams.models import Exam
from exams.moments import window_in_words
from exams.services import extensions, words
from exams.views.api import new_nonce
from exams.watch_forms import ExtendForm, TellForm
from organisation.models import Unit
from organisation.rights import Act


def _watched(request, pk):
    """The exam and the unit asked for, or 404."""
    exam = get_object_or_404(
        Exam.objects.invigilated_by(request.user).select_related("paper"), pk=pk
    )
    code = request.GET.get("unit")
    if not code:
        return exam, None
    units = Unit.objects.run_by(request.user, Act.INVIGILATE).filter(code=code)
    below = units.order_by("-valid_from").first()
    if below is None:
        raise Http404
    return exam, below


def _live(request, exam, below, now):
    """What changes while one looks at it."""
    rows = watching.lines(exam, request.user, now, below)
    hers = watching.candidates_of(exam, request.user, below)
    return {
        "exam": exam,
        "below": below,
        "now": now,
        "lines": rows,
        "sum": watching.summed(rows),
        "sitters": _quiet_first(watching.sitters(exam, hers, now)) if below else [],
        "total": watching.length_of(exam),
        "quiet_minutes": int(watching.QUIET_AFTER.total_seconds() // 60),
        "given": watching.given(exam, hers),
        "told": watching.told(exam, request.user),
    }


def _quiet_first(sitters):
    """Those to be called stand on top; below, village by village."""
    return sorted(sitters, key=lambda sitter: not sitter.is_quiet)


@require_safe
@login_required
def exam_watch(request, pk):
    exam, below = _watched(request, pk)
    return _page(request, exam, below)


def _page(request, exam, below, **bound):
    now = timezone.now()
    options = {"exam": exam, "person": request.user, "below": below}
    forms = {
        "extend_form": ExtendForm(initial={"key": new_nonce()}, **options),
        "tell_form": TellForm(initial={"key": new_nonce()}, **options),
    }
    context = _live(request, exam, below, now) | forms | bound
    context["window"] = window_in_words(exam.opens_at, exam.closes_at, now)
    return render(request, "exams/exam_watch.html", context)


@require_safe
@login_required
def watch_live(request, pk):
    """The part that changes, asked for again and again; unchanged, it is not worked out."""
    exam, below = _watched(request, pk)
    now = timezone.now()
    etag = quote_etag(f"{watching.version(exam, now)}-{get_language()}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return unchanged
    response = render(request, "exams/watch_live.html", _live(request, exam, below, now))
    response["ETag"] = etag
    return response


@require_POST
@login_required
def watch_extend(request, pk):
    exam, below = _watched(request, pk)
    form = ExtendForm(request.POST, exam=exam, person=request.user, below=below)
    if form.is_valid() and (n := _extended(form)) is not None:
        sentence = ngettext(
            "%(n)d person has more time now.", "%(n)d people have more time now.", n
        )
        messages.success(request, sentence % {"n": n})
        return _back(exam, below)
    return _page(request, exam, below, extend_form=form)


def _extended(form):
    """How many got more time; None when it is refused, with the sentence in the form."""
    given, attempts = form.cleaned_data, form.scope.attempts
    seconds, now = given["minutes"] * 60, timezone.now()
    try:
        return extensions.extend(
            form.exam, attempts, seconds, given["reason"], form.person, given["key"], now
        )
    except extensions.ExtensionRefused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_POST
@login_required
def watch_tell(request, pk):
    exam, below = _watched(request, pk)
    form = TellForm(request.POST, exam=exam, person=request.user, below=below)
    if not form.is_valid():
        return _page(request, exam, below, tell_form=form)
    given = form.cleaned_data
    n = words.tell(exam, form.scope, given["text"], request.user, given["key"], timezone.now())
    messages.success(request, ngettext("Told %(n)d person.", "Told %(n)d people.", n) % {"n": n})
    return _back(exam, below)


def _back(exam, below):
    address = reverse("exams:exam_watch", kwargs={"pk": exam.pk})
    return redirect(f"{address}?unit={below.code}" if below else address)
