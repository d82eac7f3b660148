"""Where this app may be found; it asks nothing of anybody on a day."""

from django.urls import reverse
from django.utils.translation import gettext as _

from credentials.models import ACTS
from organisation.agenda import MenuItem
from organisation.periods import today
from organisation.rights import posts_that_may


def agenda(person, day):
    return []


def keeps_certificates(person):
    """Whether one of today's posts gives certificates out."""
    kinds = {kind for act in ACTS.values() for kind in posts_that_may(act)}
    return person.posts_on(today()).filter(kind__in=kinds).exists()


def menu(person):
    items = [MenuItem(_("My training record"), reverse("credentials:training_record"))]
    if keeps_certificates(person):
        items.append(MenuItem(_("Certificates"), reverse("credentials:certificate_list")))
    return items
