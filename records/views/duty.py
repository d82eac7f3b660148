from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.duty_days import latest_duty_day, next_duty_day
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act
from records.duty_status import status_of_units
from records.lists import rows_of
from records.models import DailyClose, DutyDay
from records.services import duty
from records.validations import RecordRefused
from records.views.private import own_village, private

HISTORY = 12


@require_safe
@private
def duty_list(request):
    village, day = own_village(request), today()
    duty_day = latest_duty_day(day)
    new, carried, coming = duty.listed_on(village, duty_day)
    past = list(DutyDay.objects.filter(village=village)[:HISTORY])
    context = {
        "village": village,
        "duty_day": duty_day,
        "is_today": duty_day == day,
        "next_duty": next_duty_day(day),
        "opened": next((row for row in past if row.date == duty_day), None),
        "new": rows_of(new, day),
        "carried": rows_of(carried, day),
        "coming": rows_of(coming, day),
        "past": past,
    }
    return render(request, "records/duty_list.html", context)


@require_POST
@private
def duty_open(request):
    village = own_village(request)
    try:
        duty.open_list(request.user, village, today())
    except RecordRefused as refused:
        messages.error(request, str(refused))
    return redirect(_with_village("records:duty_list", village))


@require_safe
@private
def day_clearing(request):
    village, day = own_village(request), today()
    entered, settled = duty.counts_of(village, day)
    past = list(DailyClose.objects.filter(village=village)[: HISTORY * 2])
    context = {
        "village": village,
        "day": day,
        "entered": entered,
        "settled": settled,
        "closed": next((row for row in past if row.date == day), None),
        "past": past,
    }
    return render(request, "records/day_clearing.html", context)


@require_POST
@private
def day_clear(request):
    village = own_village(request)
    try:
        duty.clear(request.user, village, today(), bool(request.POST.get("nothing")))
    except RecordRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Today is cleared. That was all."))
    return redirect(_with_village("records:day_clearing", village))


def _with_village(name, village):
    return f"{reverse(name)}?village={village.code}"


@require_safe
@private
def village_list(request):
    """Counts of the units below: who opened and cleared the day. No person, no matter."""
    table = status_of_units(request.user, today(), request.GET.get("township", ""))
    may_ask = Unit.objects.run_by(request.user, Act.ASK_FOR_A_FILE).exists()
    return render(request, "records/village_list.html", {"table": table, "may_ask": may_ask})
