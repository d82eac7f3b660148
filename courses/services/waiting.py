"""Who waits for a place hears of every place that becomes free."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from courses.models import Wait
from inbox.services import send
from organisation.models import Person


def stop_waiting(person, session):
    Wait.objects.filter(session=session, person=person).delete()


def standing(person, session):
    """Her place in the line, from 1; None while she does not wait."""
    waiting = list(session.waits.values_list("person", flat=True))
    return waiting.index(person.pk) + 1 if person.pk in waiting else None


def tell_of_free_place(session):
    """In the county's language, to all who wait; whoever comes first has the place."""
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"title": session.course.title, "when": session.when}
        send(
            list(Person.objects.filter(waits__session=session)),
            _("A place is free: %(title)s") % facts,
            _("%(when)s. Whoever comes first has it.") % facts,
            session.get_absolute_url(),
        )
