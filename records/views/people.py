from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisation.periods import today
from records.forms.residents import FindForm, HouseholdForm, ResidentForm
from records.models import Household, Membership, Resident
from records.services import arrivals, files
from records.validations import RecordRefused
from records.views.private import answers, own_village, private

MOST = 50
FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@private
def resident_find(request):
    """By POST: a name never stands in an address."""
    return _find(request, "records:resident_file")


@FORM
@private
def entry_start(request):
    """快速登记: first 谁."""
    return _find(request, "records:entry_kind")


def _find(request, target):
    village = own_village(request)
    form = FindForm(answers(request))
    found = None
    if form.is_valid():
        here = Resident.objects.living_in([village]).found_by(form.cleaned_data["words"])
        found = list(here.with_home()[:MOST])
        files.searched(request.user, village, len(found))
    context = {"form": form, "found": found, "village": village, "target": target}
    return render(request, "records/resident_find.html", context)


@require_safe
@private
def household_detail(request, pk):
    household = get_object_or_404(Household.objects.kept_by(request.user), pk=pk)
    people = household.memberships.open().select_related("resident").order_by("kin", "pk")
    context = {"household": household, "people": people, "today": today()}
    return render(request, "records/household_detail.html", context)


@FORM
@private
def household_new(request):
    village = own_village(request)
    form = HouseholdForm(answers(request))
    if form.is_valid():
        try:
            resident = arrivals.found_household(request.user, village, **form.cleaned_data)
        except RecordRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _registered(request, resident)
    context = {"form": form, "village": village, "household": None}
    return render(request, "records/resident_new.html", context)


@FORM
@private
def resident_new(request, pk):
    household = get_object_or_404(Household.objects.kept_by(request.user), pk=pk)
    form = ResidentForm(answers(request))
    if form.is_valid():
        try:
            resident = arrivals.admit(request.user, household, **form.cleaned_data)
        except RecordRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _registered(request, resident)
    context = {"form": form, "village": household.village, "household": household}
    return render(request, "records/resident_new.html", context)


def _registered(request, resident):
    home = get_object_or_404(Membership.objects.open().filter(resident=resident))
    messages.success(request, _("Saved: %(name)s is registered.") % {"name": resident.masked_name})
    return redirect("records:household_detail", pk=home.household_id)
