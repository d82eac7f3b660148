"""Draws of villages: what everybody may read and reckon again, and the acts of two people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams import spot_page
from exams.models import Exam, SpotDraw
from exams.moments import moment_in_words, window_in_words
from exams.services import spot_draws, spot_pools
from exams.spot_forms import GiveUpForm, PublicNumberForm, SealForm
from organisation.periods import today

PAGE_SIZE = 20


@require_safe
def spot_list(request):
    """Every round there ever was: one that was sealed and not used shows."""
    page = Paginator(SpotDraw.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    last = SpotDraw.objects.first()
    context = {"page": page, "turns": spot_page.turns(last) if last else None}
    return render(request, "exams/spot_list.html", context)


@require_safe
def spot_detail(request, number):
    """Before the draw nothing on it tells which villages, nor when."""
    draw = _draw(number)
    return render(request, "exams/spot_detail.html", _shown(draw))


def _draw(number):
    draws = SpotDraw.objects.select_related("exam", "asked_by", "given_up_by", "drawn_by")
    return get_object_or_404(draws, round=number)


def _shown(draw):
    context = {"draw": draw, "townships": spot_page.townships(draw)}
    if draw.drawn_at:
        now = timezone.now()
        context["command"] = spot_page.command(draw)
        context["reproduced"] = spot_page.is_reproduced(draw)
        context["window"] = window_in_words(draw.exam.opens_at, draw.exam.closes_at, now)
    if draw.told_secret:
        context["seal_line"] = spot_page.seal_line(draw)
    return context


@require_safe
def spot_township(request, number, code):
    draw = _draw(number)
    rows = spot_page.villages(draw, code)
    if not rows:
        raise Http404
    township = draw.villages.filter(township__code=code).first().township
    context = {"draw": draw, "rows": rows, "township": township}
    return render(request, "exams/spot_township.html", context)


@require_safe
def spot_pool(request, number):
    draw = _draw(number)
    return _file(draw.pool, spot_page.pool_name(draw))


@require_safe
def spot_tickets(request, number):
    draw = get_object_or_404(SpotDraw.objects.filter(drawn_at__isnull=False), round=number)
    return _file(spot_page.tickets_file(draw), f"spot-draw-{number}-tickets.csv")


def _file(text, name):
    response = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_safe
@login_required
def spot_hold(request, pk):
    """What the organiser can do with the draw of an exam now."""
    exam = _spot_exam(request, pk)
    draw = exam.draws.standing().first()
    now = timezone.now()
    context = {
        "exam": exam,
        "draw": draw,
        "stays": bool(draw) and spot_draws.stays(draw, now),
        "given_up": exam.draws.exclude(given_up_at=None),
        "is_late": exam.opens_at <= now,
        "form": PublicNumberForm(),
        "opens_when": moment_in_words(exam.opens_at, now),
        "is_early": bool(draw and draw.public_on and today() < draw.public_on),
    }
    return render(request, "exams/spot_hold.html", context)


def _spot_exam(request, pk):
    spots = Exam.objects.held_by(request.user).filter(kind=Exam.Kind.SPOT)
    return get_object_or_404(spots, pk=pk)


@login_required
def spot_seal(request, pk):
    exam, day, now = _spot_exam(request, pk), today(), timezone.now()
    pool = spot_pools.pool_of(exam, day, now)
    form = SealForm(request.POST or None, pool=pool, today=day)
    if form.is_bound and form.is_to_work_out:
        form.work_out()
    elif form.is_valid() and (draw := _sealed(exam, form, request.user, now)):
        messages.success(request, _("Sealed: draw no. %(round)d.") % {"round": draw.round})
        return redirect("exams:spot_hold", pk=pk)
    return render(request, "exams/spot_seal.html", {"exam": exam, "form": form, "pool": pool})


def _sealed(exam, form, person, now):
    try:
        return spot_draws.seal(exam, form.terms, person, now)
    except spot_draws.SpotRefused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_POST
@login_required
def spot_reveal(request, number):
    draws = SpotDraw.objects.editable_by(request.user).select_related("exam")
    draw = get_object_or_404(draws, round=number)
    form = PublicNumberForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The number is too long. Type it as it was announced."))
    elif _is_done(request, spot_draws.reveal, draw, form.cleaned_data["public"], request.user):
        messages.success(request, _("The villages are drawn and their people are called."))
        return redirect(draw)
    return redirect("exams:spot_hold", pk=draw.exam_id)


def _is_done(request, act, *facts):
    """A refusal is told on the next page."""
    try:
        act(*facts, timezone.now())
    except spot_draws.SpotRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@login_required
def spot_give_up(request, number):
    """One asks with a reason, a second person agrees."""
    draws = SpotDraw.objects.checked_by(request.user).select_related("exam", "asked_by")
    draw = get_object_or_404(draws.standing(), round=number)
    form = GiveUpForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if _is_done(request, spot_draws.ask_to_give_up, draw, reason, request.user):
            messages.success(request, _("Asked. A second person decides."))
            return redirect("exams:spot_give_up", number=number)
    context = {"draw": draw, "form": form, "stays": spot_draws.stays(draw, timezone.now())}
    return render(request, "exams/spot_give_up.html", context)


@require_POST
@login_required
def spot_decide(request, number):
    draw = get_object_or_404(SpotDraw.objects.checked_by(request.user), round=number)
    if request.POST.get("agreed") == "1":
        if _is_done(request, spot_draws.give_up, draw, request.user):
            messages.success(request, _("Given up. The draw stays on its page with the reason."))
            return redirect(draw)
    elif _is_done(request, spot_draws.keep, draw, request.user):
        messages.success(request, _("The draw stays."))
    return redirect("exams:spot_give_up", number=number)
