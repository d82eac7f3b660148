"""Practising: one question a screen, as plain posts, each way at its own address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exams import practice_page, practice_posts, protocol
from exams.models import Attempt, Exam, PracticeAnswer, Topic, Version
from exams.practice_page import Trail
from exams.services import offered, practice, trails
from exams.views.rights import units_where
from organisation.periods import today
from organisation.rights import Act

MODES = PracticeAnswer.Mode
way = require_http_methods(["GET", "HEAD", "POST"])


@way
@never_cache
@login_required
def practise_today(request):
    units_where(request.user, Act.LEARN)
    person, now = request.user, timezone.now()
    more = trails.next_today(person, today(), now, more=True).left
    beyond = (reverse("exams:practise_more"), _("Practise some more")) if more else None
    return _practised(
        request,
        Trail(
            MODES.DAILY,
            _("Today's practice"),
            reverse("exams:practise_today"),
            trails.next_today(person, today(), now),
            _("Today's practice is done. The next questions come on another day."),
            more=beyond,
        ),
    )


@way
@never_cache
@login_required
def practise_more(request):
    """What is due beyond today's portion, for those who want it."""
    units_where(request.user, Act.LEARN)
    left = trails.next_today(request.user, today(), timezone.now(), more=True)
    words = _("Nothing more is waiting today.")
    url = reverse("exams:practise_more")
    return _practised(request, Trail(MODES.DAILY, _("Some more practice"), url, left, words))


@way
@never_cache
@login_required
def practise_topic(request, pk):
    units_where(request.user, Act.LEARN)
    mine = offered.banks(request.user)
    topic = get_object_or_404(Topic.objects.filter(bank__in=mine), pk=pk)
    left = trails.next_of_topic(request.user, topic, today(), timezone.now())
    words = _("You have met every question of this topic today.")
    url = reverse("exams:practise_topic", kwargs={"pk": pk})
    return _practised(request, Trail(MODES.TOPIC, str(topic), url, left, words))


@way
@never_cache
@login_required
def practise_in_order(request, pk):
    """A bank from its first question to its last; `?from=start` begins anew."""
    units_where(request.user, Act.LEARN)
    bank = get_object_or_404(offered.banks(request.user), pk=pk)
    after = 0 if request.GET.get("from") == "start" else None
    left = trails.next_in_order(request.user, bank, timezone.now(), after)
    url = reverse("exams:practise_in_order", kwargs={"pk": pk})
    words = _("You have come to the end.")
    again = (f"{url}?from=start", _("From the beginning"))
    return _practised(request, Trail(MODES.ORDER, str(bank), url, left, words, more=again))


@way
@never_cache
@login_required
def practise_wrong(request):
    units_where(request.user, Act.LEARN)
    left = trails.next_wrong(request.user, today(), timezone.now())
    words = _("Nothing is waiting in your wrong-answer book today.")
    url = reverse("exams:practise_wrong")
    return _practised(request, Trail(MODES.WRONG, _("Wrong answers"), url, left, words))


@way
@never_cache
@login_required
def practise_missed(request, pk):
    """The questions of one sitting that were wrong, once its results are out."""
    now = timezone.now()
    mine = Attempt.objects.of(request.user).filter(exam__in=Exam.objects.with_results(now))
    attempt = get_object_or_404(mine.select_related("exam"), pk=pk)
    left = trails.next_missed(request.user, attempt, today(), now)
    words = _("You have practised what was wrong in this exam.")
    url = reverse("exams:practise_missed", kwargs={"pk": pk})
    title = attempt.exam.title
    return _practised(request, Trail(MODES.EXAM, title, url, left, words, attempt=attempt))


def _practised(request, trail):
    if request.method == "POST":
        return _posted(request, trail)
    if "answer" in request.GET:
        return _answered(request, trail)
    versions = Version.objects.current().filter(question=trail.next.question)
    version = practice.with_answers(versions).first()
    if version is None:
        return render(request, "exams/practice_end.html", {"trail": trail})
    return render(request, "exams/practice.html", practice_page.asked(request.user, trail, version))


def _posted(request, trail):
    try:
        given, again = practice_posts.take(request.user, request.POST, trail, timezone.now())
    except practice.PracticeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(trail.url)
    except protocol.Malformed:
        raise Http404 from None
    if again:
        return render(request, "exams/practice.html", again)
    return redirect(f"{trail.url}?answer={given.pk}")


def _answered(request, trail):
    """Right or not, and why; not while the question is wanted for an exam."""
    number = request.GET["answer"]
    mine = PracticeAnswer.objects.of(request.user)
    mine = mine.select_related("card__question", "version__picture")
    given = get_object_or_404(mine, pk=number if number.isdecimal() else 0)
    try:
        practice.refuse(request.user, given.card.question, trail.attempt, timezone.now())
    except practice.PracticeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(trail.url)
    return render(request, "exams/practice_answer.html", practice_page.answered(given, trail))
