from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act
from records.file_page import file_page
from records.forms.residents import AnswerForm, AskForm, ConsentForm, RequestForm, ShowForm
from records.models import Consent, Resident, RightsRequest
from records.services import consents, files
from records.validations import RecordRefused
from records.views.people import FORM, MOST
from records.views.private import answers, private


@require_safe
@private
def resident_file(request, pk):
    resident = get_object_or_404(Resident.objects.open_to(request.user).with_home(), pk=pk)
    page = file_page(request.user, resident)
    files.viewed(request.user, resident, page.purpose)
    return render(request, "records/resident_file.html", {"resident": resident, "page": page})


@FORM
@private
def resident_show(request, pk):
    """显示: with a reason, for sixty seconds, in the log."""
    resident = get_object_or_404(Resident.objects.open_to(request.user).with_home(), pk=pk)
    form = ShowForm(answers(request))
    if not form.is_valid():
        return render(request, "records/resident_show.html", {"resident": resident, "form": form})
    files.shown(request.user, resident, form.cleaned_data["reason"])
    context = {"resident": resident, "page": file_page(request.user, resident), "shown": True}
    response = render(request, "records/resident_file.html", context)
    covered = reverse("records:resident_file", kwargs={"pk": pk})
    response["Refresh"] = f"{files.SHOWN_FOR.seconds}; url={covered}"
    return response


@FORM
@private
def file_ask(request):
    """A township operator opens one file for an hour and says what for."""
    villages = Unit.objects.run_by(request.user, Act.ASK_FOR_A_FILE).villages().now()
    get_object_or_404(villages[:1])
    form = AskForm(answers(request), villages=villages)
    found = None
    if form.is_valid():
        found = list(Resident.objects.asked_for(form.cleaned_data)[:MOST])
        files.searched(request.user, form.cleaned_data["village"], len(found))
        if len(found) == 1:
            files.open_for_an_hour(request.user, found[0], form.cleaned_data["purpose"])
            return redirect("records:resident_file", pk=found[0].pk)
    return render(request, "records/file_ask.html", {"form": form, "found": found})


@require_POST
@private
def consent_give(request, pk):
    resident = get_object_or_404(Resident.objects.kept_by(request.user), pk=pk)
    form = ConsentForm(request.POST)
    if form.is_valid():
        consents.give(request.user, resident, day=today(), **form.cleaned_data)
        messages.success(request, _("Saved: the consent stands until it is taken back."))
    return redirect("records:resident_file", pk=pk)


@require_POST
@private
def consent_withdraw(request, pk):
    consent = get_object_or_404(Consent.objects.kept_by(request.user), pk=pk)
    try:
        consents.withdraw(request.user, consent, today())
    except RecordRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved: the consent is taken back. Nothing else changes."))
    return redirect("records:resident_file", pk=consent.resident_id)


@FORM
@private
def request_new(request, pk):
    resident = get_object_or_404(Resident.objects.kept_by(request.user), pk=pk)
    form = RequestForm(answers(request))
    if form.is_valid():
        asked = consents.ask(request.user, resident, day=today(), **form.cleaned_data)
        return redirect("records:request_answer", pk=asked.pk)
    return render(request, "records/request_new.html", {"resident": resident, "form": form})


@FORM
@private
def request_answer(request, pk):
    asked = get_object_or_404(RightsRequest.objects.kept_by(request.user), pk=pk)
    form = AnswerForm(answers(request))
    if form.is_valid():
        try:
            consents.answer(request.user, asked, day=today(), **form.cleaned_data)
        except RecordRefused as refused:
            messages.error(request, str(refused))
        return redirect("records:resident_file", pk=asked.resident_id)
    return render(request, "records/request_answer.html", {"asked": asked, "form": form})
