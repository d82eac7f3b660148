from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.periods import today
from records.forms.entry import PutOffForm
from records.lists import day_of_village
from records.models import Reminder
from records.services import contacts, reminders
from records.validations import RecordRefused
from records.views.private import own_village, own_villages, private


@require_safe
@private
def village_today(request):
    village = own_village(request)
    day = day_of_village(village, today(), request.GET.get("show", ""))
    context = {"village": village, "villages": own_villages(request.user), "day": day}
    return render(request, "records/village_today.html", context)


@require_safe
@private
def reminder_detail(request, pk):
    reminder = get_object_or_404(Reminder.objects.kept_by(request.user).with_home(), pk=pk)
    return _reminder_page(request, reminder, PutOffForm(initial={"to": None}))


@require_POST
@private
def reminder_answer(request, pk):
    reminder = get_object_or_404(Reminder.objects.kept_by(request.user).with_home(), pk=pk)
    form = PutOffForm(request.POST)
    answer = ANSWERS.get(request.POST.get("answer"))
    if answer is None and not form.is_valid():
        return _reminder_page(request, reminder, form)
    try:
        messages.success(request, (answer or _put_off)(request.user, reminder, form))
    except RecordRefused as refused:
        messages.error(request, str(refused))
        return redirect("records:reminder_detail", pk=pk)
    return redirect("records:village_today")


def _reminder_page(request, reminder, form):
    context = {"reminder": reminder, "form": form, "today": today()}
    return render(request, "records/reminder_detail.html", context)


def _done(person, reminder, form):
    reminders.finish(person, reminder, today())
    return _("Saved: this is done.")


def _declined(person, reminder, form):
    reminders.decline(person, reminder, today())
    return _("Saved. It will not be asked again.")


def _nobody(person, reminder, form):
    if contacts.nobody_reached(person, reminder, today()):
        return _("Saved. That was the third time; the township operator knows and it is closed.")
    return _("Saved. It stays on the list.")


def _put_off(person, reminder, form):
    reminders.put_off(reminder, form.cleaned_data["to"])
    return _("Saved. It comes back on that day.")


ANSWERS = {"done": _done, "declined": _declined, "nobody": _nobody}
