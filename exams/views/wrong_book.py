"""The wrong-answer book: for the learner, on the screen and on paper; counts for who teaches."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from exams import practice_page, wrong_counts
from exams.models import Card, Topic
from exams.services import offered, practice
from exams.views.rights import units_where
from organisation.periods import today
from organisation.rights import Act

PAGE_SIZE = 20
MOST_PRINTED = 100
SHOWN_AFTER_LEAVING = timedelta(days=30)


@require_safe
@never_cache
@login_required
def wrong_book(request):
    units_where(request.user, Act.LEARN)
    mine = Card.objects.of(request.user)
    shown = _in_book(request.user)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": practice_page.lines_of(page),
        "kept_back": mine.in_book().count() - page.paginator.count,
        "left": practice_page.lines_of(_left(request.user)),
    }
    return render(request, "exams/wrong_book.html", context)


def _in_book(person):
    """Never one that is in an exam still to be sat: its answer would be read here."""
    cards = offered.cards(person, timezone.now()).in_book()
    cards = cards.select_related("question__topic", "exam")
    return cards.order_by("question__topic__name", "question__topic", "question")


def _left(person):
    gone = offered.cards(person, timezone.now()).left_since(today() - SHOWN_AFTER_LEAVING)
    return gone.select_related("question__topic", "exam").order_by("-left_on", "pk")[:PAGE_SIZE]


@require_safe
@never_cache
@login_required
def wrong_book_print(request):
    """Questions first, the answers on a page of their own."""
    units_where(request.user, Act.LEARN)
    cards = _in_book(request.user)
    lines = practice_page.lines_of(cards[:MOST_PRINTED])
    context = {"lines": lines, "more": max(0, cards.count() - MOST_PRINTED)}
    return render(request, "exams/wrong_book_print.html", context)


@require_POST
@login_required
def card_take_back(request, pk):
    card = get_object_or_404(Card.objects.of(request.user), pk=pk)
    practice.take_back_leaving(card)
    messages.success(request, _("The question is in your wrong-answer book again."))
    return redirect("exams:wrong_book")


@require_safe
@login_required
def wrong_topics(request):
    """How many questions of each topic are in the books of her people."""
    units_where(request.user, Act.SEE_SCORES)
    rows = wrong_counts.of_topics(Card.objects.taught_by(request.user).in_book())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "exams/wrong_topics.html", {"page": page})


@require_safe
@login_required
def wrong_topic(request, pk):
    """Of one topic: the questions most often wrong, and whose books they are in."""
    units_where(request.user, Act.SEE_SCORES)
    cards = Card.objects.taught_by(request.user).in_book().filter(question__topic=pk)
    topic = get_object_or_404(Topic.objects.filter(pk__in=cards.values("question__topic")), pk=pk)
    kept_back = offered.held_back(timezone.now())
    people = Paginator(wrong_counts.of_people(cards), PAGE_SIZE)
    context = {
        "topic": topic,
        "questions": wrong_counts.of_questions(cards.exclude(question__in=kept_back))[:PAGE_SIZE],
        "page": people.get_page(request.GET.get("page")),
    }
    return render(request, "exams/wrong_topic.html", context)
