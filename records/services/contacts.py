"""Three times nobody was reached: it stops, and the township's operator is told."""

from django.db import transaction
from django.utils.translation import gettext as _

from inbox.services import send
from organisation.models import Person, Post
from records.services import reminders


@transaction.atomic
def nobody_reached(person, reminder, day):
    """True when that was the last time."""
    if not reminders.nobody_reached(person, reminder, day):
        return False
    township = reminder.village.get_parent()
    operators = Person.objects.posted_in([township], day, [Post.Kind.TOWNSHIP_OPERATOR])
    send(
        operators,
        _("A household was not reached three times"),
        body=_("Village: %(village)s. Ask its officer how you can help.")
        % {"village": reminder.village},
        key=f"records not reached {reminder.pk}",
    )
    return True
