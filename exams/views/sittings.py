"""The sitting page, its plain posts, the receipt and the result."""

from pathlib import Path
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from exams import posted, protocol, reviews, tickets
from exams.arrival import arrival_of
from exams.models import hurried
from exams.moments import moment_in_words
from exams.services import appeals, certificates, closing, plain_posts, signals
from exams.services.hand_ins import HandInRefused
from exams.sitting_page import context_of
from exams.views.api import ticket_refused
from exams.views.hand_ins import keep
from organisation.sessions import never_idle, without_session

WORKER = Path(__file__).parents[1] / "static" / "exams" / "worker.js"


@require_safe
@without_session
def worker(request):
    """The service worker; from here it may serve the sitting pages and nothing else."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@never_idle
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request, pk):
    """The whole paper in one page. A post carries its ticket, which no other site can know."""
    if request.method == "POST":
        return _posted(request, pk)
    return _page(request, pk)


@never_cache
@login_required
def _page(request, pk):
    now = timezone.now()
    attempt = closing.close_if_due(_own(request.user.pk, pk), now)
    if not attempt.is_open:
        return redirect("exams:result", pk=pk)
    wanted, flags = request.GET.get("q", "1"), _numbers(request.GET.get("flags", "").split("-"))
    return render(request, "exams/sitting.html", context_of(attempt, now, wanted, flags))


def _own(person_id, pk):
    return get_object_or_404(hurried.OWN, person=person_id, pk=pk)


def _posted(request, pk):
    now, form = arrival_of(request.META), request.POST
    ticket = tickets.read(form.get("ticket", ""), pk)
    if ticket is None:
        return _sign_in_again(request, pk)
    try:
        return _kept(request, pk, form, now)
    except HandInRefused as refusal:
        return _file_refused(request, ticket, pk, now, str(refusal))
    except plain_posts.OpenElsewhere:
        return _ask_to_go_on_here(request, ticket, pk, form, now)
    except (protocol.Malformed, ValueError):
        raise Http404 from None


def _sign_in_again(request, pk):
    if not request.user.is_authenticated:
        return redirect(f"/account/login/?{urlencode({'next': request.path})}")
    ticket_refused(request, pk)
    return redirect("exams:sitting", pk=pk)


def _kept(request, pk, form, now):
    epoch, take_over = int(form.get("epoch") or 0), "claim" in form
    if form.get("slot"):
        slot = int(form["slot"])
        value = _value_in(request, pk, slot, now)
        epoch = plain_posts.save(pk, epoch, slot, value, now, take_over=take_over)
    else:
        epoch = plain_posts.writing_epoch(pk, epoch, now, take_over=take_over)
    if form.get("go") == "submit":
        plain_posts.hand_in(pk, epoch, now)
        return redirect("exams:result", pk=pk)
    if not request.user.is_authenticated:
        messages.info(request, _("Your answer is saved. Sign in again to go on with the exam."))
    query = {"q": form.get("go") or form.get("slot") or "1"}
    if flags := _numbers(form.getlist("flag")):
        query["flags"] = "-".join(map(str, flags))
    return redirect(f"{request.path}?{urlencode(query)}")


def _value_in(request, pk, slot, now):
    """What the form says; a file that comes along is kept first and then named."""
    if file := request.FILES.get(f"file{slot}"):
        return [f"f:{keep(pk, slot, file, now).sha256}"]
    return list(protocol.value_of(posted.value_in(request.POST, slot)))


def _file_refused(request, ticket, pk, now, sentence):
    """The question again, with the reason why its file was not taken."""
    attempt, form = _own(ticket.person_id, pk), request.POST
    flags = _numbers(form.getlist("flag"))
    context = context_of(attempt, now, form.get("slot", "1"), flags, note=sentence)
    return render(request, "exams/sitting.html", context)


def _ask_to_go_on_here(request, ticket, pk, form, now):
    """Shows the question whether to go on here; what was chosen waits in the form."""
    attempt = _own(ticket.person_id, pk)
    context = context_of(attempt, now, "moved", _numbers(form.getlist("flag")))
    slot = int(form.get("slot") or 0)
    for item in context["items"]:
        if item["question"].slot == slot:
            item["chosen"] = _value_in(request, pk, slot, now)
    context["here"] = {"slot": slot or ""}
    return render(request, "exams/sitting.html", context)


def _numbers(words):
    return sorted({int(word) for word in words if word.isdecimal() and len(word) < 4})


@never_cache
@require_safe
@login_required
def result(request, pk):
    """The receipt at once; score and review from the time set for the results."""
    now = timezone.now()
    attempt = closing.close_if_due(_own(request.user.pk, pk), now)
    if attempt.is_open:
        return redirect(attempt)
    exam = attempt.exam
    review = reviews.review(attempt) if exam.results_are_out(now) else None
    if review:
        signals.note_view(attempt, request.user)
    context = {
        "attempt": attempt,
        "exam": exam,
        "review": review,
        "certificate": certificates.of_sitting(attempt) if review else None,
        "results_when": moment_in_words(exam.results_at, now),
        **_objections(attempt, review, now),
    }
    return render(request, "exams/result.html", context)


def _objections(attempt, review, now):
    """Where she may object, until when, and what became of it; nothing before the results."""
    if review is None:
        return {}
    until = moment_in_words(attempt.exam.appeals_until, now)
    return {
        "objections": appeals.lines_of(attempt, review, now),
        "appeals_when": until if attempt.exam.takes_appeals(now) else "",
    }
