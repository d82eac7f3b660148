"""From the draft to the issued notice, a button for each step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from notices import services
from notices.forms import DraftMonthForm, NoticeForm, SendBackForm
from notices.models import Notice
from organisation.models import Unit
from organisation.rights import Act


@require_POST
@login_required
def notice_draft(request):
    unit = Unit.objects.run_by(request.user, Act.DRAFT_NOTICES).counties().first()
    if unit is None:
        raise Http404
    form = DraftMonthForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a month of the list."))
        return redirect("notices:notice_list")
    try:
        notice = services.begin_draft(request.user, unit, form.cleaned_data["month"])
    except services.NoticeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("notices:notice_list")
    return redirect(notice)


@require_POST
@login_required
def notice_write(request, pk):
    """Whoever does not want to wait for the queue: the same work, at once."""
    notice = get_object_or_404(Notice.objects.draftable_by(request.user), pk=pk)
    services.write_draft(notice)
    return redirect(notice)


@require_POST
@login_required
def notice_rewrite(request, pk):
    notice = get_object_or_404(Notice.objects.draftable_by(request.user), pk=pk)
    return _step(request, notice, services.rewrite_draft, "")


@require_http_methods(["GET", "POST"])
@login_required
def notice_edit(request, pk):
    drafts = Notice.objects.draftable_by(request.user).filter(state=Notice.State.DRAFT)
    notice = get_object_or_404(drafts, pk=pk)
    form = NoticeForm(request.POST or None, instance=notice)
    if form.is_valid():
        try:
            services.save_draft(request.user, notice, **form.cleaned_data)
        except services.NoticeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(notice)
    return render(request, "notices/notice_form.html", {"form": form, "notice": notice})


@require_POST
@login_required
def notice_check(request, pk):
    notice = get_object_or_404(Notice.objects.draftable_by(request.user), pk=pk)
    return _step(request, notice, services.check, _("Checked. Now a leader approves it."))


@require_http_methods(["GET", "POST"])
@login_required
def notice_send_back(request, pk):
    notice = get_object_or_404(Notice.objects.approvable_by(request.user), pk=pk)
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        done = _("Sent back with your remark.")
        return _step(request, notice, services.send_back, done, form.cleaned_data["remark"])
    return render(request, "notices/notice_send_back.html", {"form": form, "notice": notice})


@require_POST
@login_required
def notice_approve(request, pk):
    notice = get_object_or_404(Notice.objects.approvable_by(request.user), pk=pk)
    return _step(request, notice, services.approve, _("Approved. Now it can be issued."))


@require_POST
@login_required
def notice_issue(request, pk):
    notice = get_object_or_404(Notice.objects.issuable_by(request.user), pk=pk)
    return _step(request, notice, services.issue, _("Issued. Everybody has been told."))


@require_POST
@login_required
def notice_correct(request, pk):
    notice = get_object_or_404(Notice.objects.draftable_by(request.user), pk=pk)
    try:
        correction = services.begin_correction(request.user, notice)
    except services.NoticeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(notice)
    return redirect(correction)


def _step(request, notice, act, done, *args):
    """Takes one step and goes back to the notice, or to the list where it may not be seen."""
    try:
        act(request.user, notice, *args)
    except services.NoticeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    there = Notice.objects.readable_by(request.user).filter(pk=notice.pk).exists()
    return redirect(notice) if there else redirect("notices:notice_list")
