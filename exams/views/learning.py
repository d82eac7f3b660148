"""Where practice begins, and what a person has learnt."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exams import learning
from exams.models import Card, Exam
from exams.services import offered, standings, trails
from exams.views.rights import units_where
from organisation.periods import Month, today
from organisation.rights import Act

PAGE_SIZE = 20


@require_safe
@never_cache
@login_required
def practice_home(request):
    """Every way of practising that leads somewhere."""
    units_where(request.user, Act.LEARN)
    person, now, day = request.user, timezone.now(), today()
    context = {
        "today": trails.next_today(person, day, now).left,
        "wrong": offered.cards(person, now).in_book().count(),
        "wrong_today": trails.next_wrong(person, day, now).left,
        "topics": standings.listed(person, now),
        "rehearsals": Exam.objects.called(person).open_at(now).filter(kind=Exam.Kind.PRACTICE),
        "banks": offered.banks_with_practice(person, now),
    }
    return render(request, "exams/practice_home.html", context)


@require_safe
@never_cache
@login_required
def my_learning(request):
    """Her own: what she practised, which topics she masters, which exams she passed."""
    units_where(request.user, Act.LEARN)
    person, now = request.user, timezone.now()
    context = {
        "month": learning.practised(person, Month.current()),
        "topics": standings.listed(person, now),
        "page": Paginator(learning.exams(person, now), PAGE_SIZE).get_page(request.GET.get("page")),
        "in_book": Card.objects.of(person).in_book().count(),
    }
    return render(request, "exams/my_learning.html", context)
