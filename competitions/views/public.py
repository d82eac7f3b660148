"""What anybody may read of announced contests, without signing in."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from competitions.calendar import calendar_of
from competitions.models import Contest
from competitions.season import season_of

PAGE_SIZE = 20


@require_safe
def contest_season(request):
    contests = Contest.objects.announced().select_related("unit")
    page = Paginator(contests, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "competitions/contest_season.html", {"page": page})


@require_safe
def contest_public(request, pk):
    """Schedule, rules, results and awards of one contest."""
    contest = _announced(pk)
    context = {"contest": contest, "stages": season_of(contest)}
    context["rules"] = contest.rule_sets.published().last()
    context["quiz_rules"] = contest.is_knowledge and contest.quiz_rule_sets.published().last()
    return render(request, "competitions/contest_public.html", context)


@require_safe
def contest_calendar(request, pk):
    """Its days and deadlines, for the calendar of a phone."""
    contest = _announced(pk)
    response = HttpResponse(calendar_of(contest), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="contest-{contest.pk}.ics"'
    return response


def _announced(pk):
    return get_object_or_404(Contest.objects.announced().select_related("unit"), pk=pk)
