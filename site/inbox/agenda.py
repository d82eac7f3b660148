"""What this app asks of a person on a day."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inbox.models import Message
from organisation.agenda import AgendaItem, MenuItem, Urgency


def agenda(person, day):
    """One line, however many are unread: the newest by its title, several by their number."""
    unread = list(Message.objects.unread_by(person).only("title")[:100])
    if not unread:
        return []
    newest = unread[0]
    if len(unread) == 1:
        title, url = newest.title, newest.get_absolute_url()
    else:
        title = ngettext("%(count)s unread message", "%(count)s unread messages", len(unread))
        title, url = title % {"count": len(unread)}, reverse("inbox:message_list")
    item = AgendaItem(day, title, url, Urgency.TODAY, note=_("Message"), act=_("Read"))
    return [item]


def menu(person):
    return [MenuItem(_("Messages"), reverse("inbox:message_list"))]
