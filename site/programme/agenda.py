"""What this app asks of a person on a day."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.models import Unit
from organisation.rights import Act
from programme.overview import with_state


def agenda(person, day):
    """Who keeps the programme is told of villages that are not online."""
    kept = Unit.objects.run_by(person, Act.KEEP_PROGRAMME)
    missing = with_state(kept.villages().valid_on(day), day).filter(online=False).count()
    if not missing:
        return []
    title = ngettext(
        "%(count)s village is not online", "%(count)s villages are not online", missing
    ) % {"count": missing}
    url = reverse("programme:village_list") + "?state=off"
    return [AgendaItem(day, title, url, Urgency.LATER, note=_("One goal"), act=_("Look"))]


def menu(person):
    if not Unit.objects.run_by(person, Act.SEE_BOARD).exists():
        return []
    return [MenuItem(_("Goal and money"), reverse("programme:overview"))]
