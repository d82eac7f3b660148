from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from records.forms.entry import FORMS, kinds_for
from records.models import Event, Resident
from records.services import entry
from records.validations import RecordRefused
from records.views.people import FORM
from records.views.private import answers, private


@require_safe
@private
def entry_kind(request, pk):
    """什么事."""
    resident = get_object_or_404(Resident.objects.kept_by(request.user).with_home(), pk=pk)
    kinds = [Event.Kind(kind) for kind in kinds_for(resident)]
    return render(request, "records/entry_kind.html", {"resident": resident, "kinds": kinds})


@FORM
@private
def entry_form(request, pk, kind):
    """哪天, then 核对一遍, then it is saved. Only the last step writes."""
    resident = get_object_or_404(Resident.objects.kept_by(request.user).with_home(), pk=pk)
    if again := entry.already_sent(request.user, resident, request.POST.get("client_uuid")):
        return redirect("records:event_receipt", pk=again.pk)
    if kind not in kinds_for(resident):
        raise Http404
    form = FORMS[kind](answers(request), resident=resident)
    context = {"resident": resident, "kind": Event.Kind(kind), "form": form}
    if request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "records/entry_form.html", context)
    if form.declined:
        return render(request, "records/entry_declined.html", context)
    return _check_or_save(request, context)


def _check_or_save(request, context):
    form, resident, kind = context["form"], context["resident"], context["kind"]
    day, sent = form.cleaned_data["day"], form.cleaned_data["client_uuid"]
    similar = entry.similar(resident, kind, day)
    if request.POST.get("step") != "save" or (similar and not form.cleaned_data["again"]):
        return render(request, "records/entry_check.html", {**context, "similar": similar})
    try:
        event = entry.record(request.user, resident, kind, day, sent, **form.facts())
    except RecordRefused as refused:
        form.add_error(None, str(refused))
        return render(request, "records/entry_form.html", context)
    return redirect("records:event_receipt", pk=event.pk)


@require_safe
@private
def event_receipt(request, pk):
    """已保存: what was written, when, and its number."""
    events = Event.objects.kept_by(request.user).select_related("resident", "recorded_by")
    event = get_object_or_404(events, pk=pk)
    mine = event.recorded_by == request.user and event.status == Event.Status.ACCEPTED
    context = {"event": event, "may_take_back": mine and event.kind in entry.TAKEN_BACK}
    return render(request, "records/event_receipt.html", context)


@require_POST
@private
def event_take_back(request, pk):
    mine = Event.objects.kept_by(request.user).filter(recorded_by=request.user)
    event = get_object_or_404(mine.select_related("resident"), pk=pk)
    try:
        entry.take_back(request.user, event)
    except RecordRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Taken back. The correction is on the file."))
    return redirect("records:event_receipt", pk=pk)
