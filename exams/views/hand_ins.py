"""A file on its way into a sitting: authorised by the ticket like a save, and repeatable."""

from csp.decorators import csp_exempt
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from exams import pictures, tickets
from exams.services import closing, hand_ins
from exams.views.api import state_of, ticket_refused
from organisation.sessions import without_session

MOST_BYTES = pictures.MOST_BYTES


@without_session
@csrf_exempt
@csp_exempt()
@require_POST
def file_hand_in(request, pk, slot):
    """Takes the file and says by which value an act names it; nothing counts before that act."""
    arrived = timezone.now()
    ticket = tickets.read(request.POST.get("ticket", ""), pk)
    if ticket is None:
        return ticket_refused(request, pk)
    try:
        kept = keep(pk, slot, request.FILES.get("file"), arrived)
    except hand_ins.HandInRefused as refusal:
        return JsonResponse({"error": "unfit", "message": str(refusal)}, status=422)
    attempt = closing.close_if_due(kept.attempt, arrived)
    url = reverse("exams:handed_in", kwargs={"pk": kept.pk})
    facts = {"value": f"f:{kept.sha256}", "name": kept.name, "url": url}
    return JsonResponse(state_of(attempt, timezone.now(), **facts))


def keep(attempt_id, slot, file, now):
    """Keeps what came in, after a look at how much it is."""
    if file is None:
        raise hand_ins.HandInRefused(_("No file came in. Choose it again."))
    if file.size > MOST_BYTES:
        raise hand_ins.HandInRefused(_(pictures.TOO_HEAVY))
    file.seek(0)
    return hand_ins.keep(attempt_id, slot, file.name or "", file.read(), now)
