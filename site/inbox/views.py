from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from inbox import services
from inbox.models import Message

PAGE_SIZE = 20


@require_safe
@login_required
def message_list(request):
    mine = Message.objects.to(request.user)
    page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "inbox/message_list.html", {"page": page})


@require_safe
@login_required
def message_detail(request, pk):
    message = get_object_or_404(Message.objects.to(request.user), pk=pk)
    return render(request, "inbox/message_detail.html", {"message": message})


@require_POST
@login_required
def message_open(request, pk):
    """Read now; goes on to what the message is about."""
    message = get_object_or_404(Message.objects.to(request.user), pk=pk)
    services.mark_read(message)
    return redirect(message.url or message.get_absolute_url())


@require_POST
@login_required
def message_read_all(request):
    if count := services.mark_all_read(request.user):
        words = ngettext(
            "%(count)s message marked as read.", "%(count)s messages marked as read.", count
        )
        messages.success(request, words % {"count": count})
    return redirect("inbox:message_list")
