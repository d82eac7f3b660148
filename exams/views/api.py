"""The calls of a sitting as JSON. Every one may be repeated; a ticket stands for the session.

They carry no CSRF token: the ticket, which no other site can know, is in the body.
"""

import json
import logging
import uuid
from dataclasses import asdict
from functools import wraps

from allauth.account.adapter import get_adapter
from csp.decorators import csp_exempt
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from exams import papers, protocol, tickets
from exams.arrival import arrival_of
from exams.models import Attempt, hurried
from exams.services import closing, signals, sittings, words
from organisation.sessions import never_idle, without_session

logger = logging.getLogger(__name__)


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


def state_of(attempt, now, **more):
    return {
        "server_time": milliseconds(now),
        "deadline": milliseconds(attempt.deadline),
        "epoch": attempt.epoch,
        "state": attempt.state,
        "told": attempt.told,
        **more,
    }


def receipt_of(attempt):
    return {
        "answered": attempt.answered,
        "sha256": attempt.answers_sha256,
        "at": milliseconds(attempt.submitted_at),
        "code": attempt.code,
        "by_clock": attempt.by_clock,
    }


def _json(request):
    """The body of a request of our pages, else Malformed."""
    try:
        body = json.loads(request.body or b"{}")
    except ValueError as error:
        raise protocol.Malformed("json") from error
    if not isinstance(body, dict):
        raise protocol.Malformed("json")
    return body


def _word(body, name, longest=40):
    word = body.get(name)
    if not isinstance(word, str) or not 0 < len(word) <= longest:
        raise protocol.Malformed(name)
    return word


def place_of(request):
    """From where and with what: kept in the log of a sitting, a signal and no proof."""
    agent = request.headers.get("User-Agent", "")[:200]
    return {"address": get_adapter(request).get_client_ip(request) or "", "agent": agent}


def by_ticket(view):
    """Reads body and ticket; notes when the request came in, before anything can delay it."""

    @csrf_exempt
    @csp_exempt()
    @require_POST
    @wraps(view)
    def call(request, pk):
        arrived = arrival_of(request.META)
        try:
            body = _json(request)
        except protocol.Malformed:
            body = {}
        ticket = tickets.read(body.get("ticket", ""), pk)
        if ticket is None:
            return ticket_refused(request, pk)
        try:
            return view(request, pk, body, ticket, arrived)
        except protocol.Malformed as fault:
            return JsonResponse({"error": "malformed", "what": str(fault)}, status=400)
        except OperationalError:
            # A full disk, a database that is busy: the page keeps what it has and sends it again.
            logger.exception("A call of a sitting could not be done.")
            return JsonResponse({"error": "busy"}, status=503, headers={"Retry-After": "2"})

    return call


def ticket_refused(request, pk):
    """The owner is asked to open the page anew, a stranger to sign in; to others it is not there.

    No session is loaded on the way of a good save.
    """
    if request.user.is_authenticated:
        get_object_or_404(Attempt.objects.of(request.user), pk=pk)
    sentence = _("Your answer is kept on this device. Sign in again, then it is sent.")
    return JsonResponse({"error": "ticket", "message": sentence}, status=401)


@require_POST
@login_required
def attempt_start(request):
    """Begins or goes on; a form is sent to the page, our script gets the whole paper."""
    now = timezone.now()
    is_json = request.content_type == "application/json"
    try:
        asked = _json(request) if is_json else request.POST
        exam_id, nonce = int(asked.get("exam", "")), str(asked.get("nonce", ""))[:40]
    except (ValueError, TypeError):
        raise Http404 from None
    candidate = get_object_or_404(hurried.CALL, person=request.user.pk, exam=exam_id)
    exam = candidate.exam
    try:
        attempt = sittings.start(candidate, nonce, now, place_of(request))
    except sittings.SittingRefused as refusal:
        return _start_refused(request, exam, refusal, is_json)
    if is_json:
        return JsonResponse(_whole(attempt, exam, now))
    return redirect(attempt)


def _start_refused(request, exam, refusal, is_json):
    if is_json:
        return JsonResponse({"error": "refused", "message": str(refusal)}, status=409)
    return redirect("exams:exam_detail", pk=exam.pk)


def _whole(attempt, exam, now):
    orders = dict(hurried.ORDERS.rows(pk=attempt.pk))
    content = papers.content_for(exam.paper.content, attempt.form, attempt.drawn)
    questions = [
        {
            "slot": question.slot,
            "type": question.type,
            "text": question.text,
            "choose": question.choose,
            "options": [
                {"id": option.id, "text": option.text} | _seen(option)
                for option in question.options
            ],
            "parts": [{"id": part.id, "text": part.text} for part in question.parts],
        }
        | _seen(question)
        for question in papers.shown(content, orders)
    ]
    ticket = tickets.issue(attempt.pk, attempt.person_id)
    return state_of(attempt, now, id=str(attempt.pk), ticket=ticket, questions=questions)


def _seen(shown):
    """The picture of a question or an option, by its address: a phone keeps it by that."""
    if shown.picture is None:
        return {}
    address = reverse("exams:picture", kwargs={"sha256": shown.picture.sha256})
    return {"picture": asdict(shown.picture) | {"url": address}}


@require_safe
def attempt_detail(request, pk):
    """Answers so far, deadline, the server's time, and what the invigilators say."""
    now = timezone.now()
    ticket = tickets.read(request.headers.get("X-Ticket", ""), pk)
    if ticket is None and not request.user.is_authenticated:
        return ticket_refused(request, pk)
    person = ticket.person_id if ticket else request.user
    attempt = get_object_or_404(Attempt.objects.of(person), pk=pk)
    attempt = closing.close_if_due(attempt, now)
    more = {"answers": sittings.answers_so_far(attempt), "words": words.told_to(attempt)}
    return JsonResponse(state_of(attempt, now, **more))


@without_session
@by_ticket
def attempt_claim(request, pk, body, ticket, arrived):
    try:
        return JsonResponse(_claimed(pk, body, ticket, arrived, place_of(request)))
    except sittings.Moved:
        return JsonResponse({"error": "moved"}, status=409)


def claimed(pk, body, arrived, request):
    """The reply to a claim by its body alone, or None when the ticket is none for this sitting.

    Raises sittings.Moved.
    """
    ticket = _ticket_in(body, pk)
    return _claimed(pk, body, ticket, arrived, place_of(request)) if ticket else None


def _claimed(pk, body, ticket, arrived, place):
    device, nonce, after = _word(body, "device"), _word(body, "nonce"), body.get("after")
    if after is not None and type(after) is not int:
        raise protocol.Malformed("after")
    attempt, epoch = sittings.claim(pk, device, nonce, arrived, place, after=after)
    fresh = tickets.issue(pk, ticket.person_id, epoch)
    answers = sittings.answers_so_far(attempt)
    return state_of(attempt, arrived, claimed=epoch, ticket=fresh, answers=answers)


def _ticket_in(body, pk):
    return tickets.read(body.get("ticket", ""), pk) if isinstance(body, dict) else None


@without_session
@by_ticket
def attempt_ops(request, pk, body, ticket, arrived):
    return JsonResponse(_kept(pk, body, ticket, arrived))


def saved(pk, body, arrived):
    """The reply to a save by its body alone, or None when the ticket is none for this sitting."""
    ticket = _ticket_in(body, pk)
    return _kept(pk, body, ticket, arrived) if ticket else None


def _kept(pk, body, ticket, arrived):
    device, acts = _word(body, "device"), protocol.acts_of(body.get("ops"))
    if body.get("epoch") != ticket.epoch or not ticket.epoch or not acts:
        raise protocol.Malformed("epoch")
    attempt, verdicts = sittings.save(pk, device, ticket.epoch, acts, arrived)
    signals.note_away(pk, device, body.get("away"), arrived)
    attempt = closing.close_if_due(attempt, arrived)
    return state_of(attempt, timezone.now(), ack=verdicts)


# Who hands in on this browser was not idle there, however long ago she last opened a page.
@never_idle
@by_ticket
def attempt_submit(request, pk, body, ticket, arrived):
    device, key, last = _word(body, "device"), _word(body, "key"), body.get("last_seq")
    if type(last) is not int or not 0 <= last <= 100_000:
        raise protocol.Malformed("last_seq")
    signals.note_away(pk, device, body.get("away"), arrived)
    over = body.get("over") is True
    try:
        attempt = sittings.submit(pk, device, ticket.epoch, key, last, arrived, time_is_over=over)
    except sittings.NotHandedIn as why:
        return JsonResponse(_why_not(why), status=409)
    return JsonResponse(state_of(attempt, timezone.now(), receipt=receipt_of(attempt)))


def _why_not(why):
    if isinstance(why, sittings.Early):
        return state_of(why.attempt, timezone.now(), error="early")
    if isinstance(why, sittings.Missing):
        return {"error": "missing", "missing": why.span}
    return {"error": "moved"}


def new_nonce():
    return uuid.uuid4().hex
