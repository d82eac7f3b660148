from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from competitions.forms import ContestForm
from competitions.models import Contest, Seat
from competitions.services.contests import announce
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act

PAGE_SIZE = 20


@require_safe
@login_required
def contest_list(request):
    contests = Contest.objects.visible_to(request.user).select_related("unit")
    page = Paginator(contests, PAGE_SIZE).get_page(request.GET.get("page"))
    seats = Seat.objects.held_by(request.user).due(today()).select_related("panel__stage__contest")
    may_create = Unit.objects.run_by(request.user, Act.HOLD_CONTESTS).exists()
    context = {"page": page, "seats": seats, "may_create": may_create}
    return render(request, "competitions/contest_list.html", context)


@require_safe
@login_required
def contest_detail(request, pk):
    visible = Contest.objects.visible_to(request.user).select_related("unit")
    contest = get_object_or_404(visible, pk=pk)
    context = {
        "contest": contest,
        "stages": contest.stages.select_related("unit").with_progress(),
        "editable": Contest.objects.editable_by(request.user).filter(pk=pk).exists(),
        "may_add_stage": Contest.objects.open_to_stages_of(request.user).filter(pk=pk).exists(),
        "rules": contest.rule_sets.published().last(),
        "quiz_rules": contest.is_knowledge and contest.quiz_rule_sets.published().last(),
    }
    return render(request, "competitions/contest_detail.html", context)


@login_required
def contest_create(request):
    get_list_or_404(Unit.objects.run_by(request.user, Act.HOLD_CONTESTS)[:1])
    form = ContestForm(request.POST or None, person=request.user)
    if form.is_valid():
        return redirect(form.save())
    return render(request, "competitions/contest_form.html", {"form": form})


@login_required
def contest_edit(request, pk):
    contest = get_object_or_404(Contest.objects.editable_by(request.user), pk=pk)
    form = ContestForm(request.POST or None, instance=contest, person=request.user)
    if form.is_valid():
        return redirect(form.save())
    return render(request, "competitions/contest_form.html", {"form": form, "contest": contest})


@require_POST
@login_required
def contest_announce(request, pk):
    contest = get_object_or_404(Contest.objects.editable_by(request.user), pk=pk)
    announce(contest, request.user)
    messages.success(request, _("The contest is announced."))
    return redirect(contest)
